import * as vscode from 'vscode';
import { summaryOf } from '../../chat/conversationSummary.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import type { ConversationStore } from '../services/conversationStore.ts';
import { logError } from '../services/log.ts';
import type { HistoryHost } from './openHistory.ts';

/** What deleting takes of `HistoryHost`. */
interface Host {
  session: Pick<ChatSession, 'conversation' | 'delete' | 'show'>;
  store: Pick<ConversationStore, 'undelete'>;
  log: Pick<vscode.LogOutputChannel, 'error'>;
}

/** Asks for a title. An empty one is none: the conversation is called by how it begins again. */
export async function renameConversation(session: ChatSession, id: string, title: string): Promise<void> {
  const given = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Chat'),
    prompt: vscode.l10n.t('Empty: called by how it begins.'),
    value: title,
  });
  if (given !== undefined) await session.mark(id, { type: 'title', title: given.trim() });
}

/** Deletes a conversation, which can be undone. Never throws: the user is told what cannot be done. */
export async function deleteConversation({ session, store, log }: Host, id: string): Promise<void> {
  const wasShown = session.conversation.id === id;
  try {
    await session.delete(id);
  } catch (error) {
    tell(error, vscode.l10n.t('The chat cannot be deleted now.'));
    return;
  }
  void offerUndo();

  async function offerUndo(): Promise<void> {
    const undo = vscode.l10n.t('Undo');
    const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('Chat deleted.'), undo);
    if (chosen !== undo) return;
    try {
      await store.undelete(id);
      if (wasShown) await session.show(id);
    } catch (error) {
      tell(error, vscode.l10n.t('The chat cannot be brought back now. Its file is kept for some days.'));
    }
  }

  function tell(error: unknown, sentence: string): void {
    logError(log, error);
    vscode.window.showErrorMessage(sentence);
  }
}

/** Renames the conversation that is shown. */
export async function renameChat({ session }: Pick<HistoryHost, 'session'>): Promise<void> {
  if (!(await hasSomething(session))) return;
  const { id, title } = summaryOf(session.conversation);
  await renameConversation(session, id, title);
}

/** Deletes the conversation that is shown. */
export async function deleteChat(host: HistoryHost): Promise<void> {
  if (await hasSomething(host.session)) await deleteConversation(host, host.session.conversation.id);
}

/** Whether anything was said in the conversation that is shown; tells when not. */
export async function hasSomething(session: ChatSession): Promise<boolean> {
  await session.restore();
  if (session.conversation.turns.length > 0) return true;
  vscode.window.showInformationMessage(vscode.l10n.t('Nothing has been said in this chat yet.'));
  return false;
}
