import * as vscode from 'vscode';
import {
  conversationJson,
  conversationMarkdown,
  readConversationJson,
} from '../../chat/exportedConversation.ts';
import { hasSomething } from './changeConversation.ts';
import type { HistoryHost } from './openHistory.ts';

/** A larger file is none of Gloss's, in bytes. */
const largestImport = 50_000_000;

/** Opens the conversation that is shown as Markdown or as JSON, to look at or to save. */
export async function exportChat({ session }: Pick<HistoryHost, 'session'>): Promise<void> {
  if (!(await hasSomething(session))) return;
  const { conversation } = session;
  const names = { user: vscode.l10n.t('You'), assistant: 'Gloss', sources: vscode.l10n.t('Sources') };
  const forms = [
    {
      label: 'Markdown',
      detail: vscode.l10n.t('To read: the branch that is shown.'),
      language: 'markdown',
      content: () => conversationMarkdown(conversation, names),
    },
    {
      label: 'JSON',
      detail: vscode.l10n.t('To import again: all branches, and what each answer took.'),
      language: 'json',
      content: () => conversationJson(conversation),
    },
  ];
  const form = await vscode.window.showQuickPick(forms, { title: vscode.l10n.t('Export Chat') });
  if (!form) return;
  const { language, content } = form;
  const document = await vscode.workspace.openTextDocument({ language, content: content() });
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Reads a conversation from a file that was exported as JSON, beside those that are there, and shows it. */
export async function importChat({ session, panel }: Pick<HistoryHost, 'session' | 'panel'>): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Chat'),
      filters: { JSON: ['json'] },
    })) ?? [];
  if (!file) return;
  const changes = await read(file);
  if (!changes) {
    vscode.window.showWarningMessage(vscode.l10n.t('This is no chat that Gloss has exported as JSON.'));
    return;
  }
  await session.add(changes);
  await panel.focusComposer();
}

async function read(file: vscode.Uri): Promise<ReturnType<typeof readConversationJson>> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > largestImport) return undefined;
    return readConversationJson(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    return undefined;
  }
}
