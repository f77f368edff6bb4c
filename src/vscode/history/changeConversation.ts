import * as vscode from 'vscode';
import { summaryOf } from '../../chat/conversationSummary.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import type { HistoryHost } from './openHistory.ts';

type Host = Pick<HistoryHost, 'session' | 'store'>;

/** Asks for a title. An empty one is none: the conversation is called by how it begins again. */
export async function renameConversation(session: ChatSession, id: string, title: string): Promise<void> {
  const given = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Chat'),
    prompt: vscode.l10n.t('Empty: called by how it begins.'),
    value: title,
  });
  if (given !== undefined) await session.mark(id, { type: 'title', title: given.trim() });
}

/** Deletes a conversation, which can be undone. */
export async function deleteConversation({ session, store }: Host, id: string): Promise<void> {
  const wasShown = session.conversation.id === id;
  await session.delete(id);
  void offerUndo();

  async function offerUndo(): Promise<void> {
    const undo = vscode.l10n.t('Undo');
    const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('Chat deleted.'), undo);
    if (chosen !== undo) return;
    await store.undelete(id);
    if (wasShown) await session.show(id);
  }
}

/** Renames the conversation that is shown. */
export async function renameChat({ session }: Host): Promise<void> {
  if (!(await hasSomething(session))) return;
  const { id, title } = summaryOf(session.conversation);
  await renameConversation(session, id, title);
}

/** Deletes the conversation that is shown. */
export async function deleteChat(host: Host): Promise<void> {
  if (await hasSomething(host.session)) await deleteConversation(host, host.session.conversation.id);
}

/** Whether anything was said in the conversation that is shown; tells when not. */
export async function hasSomething(session: ChatSession): Promise<boolean> {
  await session.restore();
  if (session.conversation.turns.length > 0) return true;
  vscode.window.showInformationMessage(vscode.l10n.t('Nothing has been said in this chat yet.'));
  return false;
}
