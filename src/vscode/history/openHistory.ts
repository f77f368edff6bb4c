import * as vscode from 'vscode';
import type { ChatPanel } from '../panel/chatPanel.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import type { ConversationStore, StoredConversation } from '../services/conversationStore.ts';
import { logError } from '../services/log.ts';
import { deleteConversation, renameConversation } from './changeConversation.ts';
import { type HistoryItem, historyButtons, historyItems } from './historyItems.ts';

export interface HistoryHost {
  session: ChatSession;
  store: ConversationStore;
  panel: ChatPanel;
  log: vscode.LogOutputChannel;
}

/** Lists the conversations of this workspace, to search, open, pin, rename and delete. */
export async function openHistory(host: HistoryHost): Promise<void> {
  const { session, store, log } = host;
  await session.restore();
  const pick = vscode.window.createQuickPick<HistoryItem>();
  pick.title = vscode.l10n.t('History');
  pick.placeholder = vscode.l10n.t('Search in what was asked and answered');
  pick.busy = true;
  let conversations: StoredConversation[] = [];

  /** @param active the conversation that is to be chosen; without it the editor chooses the first. */
  const show = (active?: string) => {
    pick.items = historyItems(conversations, {
      words: pick.value,
      shown: session.conversation.id,
      isAnswering: id => session.isAnswering(id),
      now: Date.now(),
    });
    if (pick.items.length === 0 && !pick.busy) pick.items = [nothing(pick.value)];
    const again = pick.items.find(({ conversation }) => conversation?.id === active);
    if (active !== undefined && again) pick.activeItems = [again];
  };
  const read = async () => {
    conversations = await store.list();
    pick.busy = false;
    show(pick.activeItems[0]?.conversation?.id);
  };
  const act = async (button: vscode.QuickInputButton, id: string, title: string) => {
    if (button === historyButtons.remove) await deleteConversation(host, id);
    else if (button === historyButtons.rename) {
      await renameConversation(session, id, title);
      return openHistory(host);
    } else await session.mark(id, { type: 'pin', pinned: button === historyButtons.pin });
    await read();
  };
  const open = async ({ conversation }: HistoryItem) => {
    pick.hide();
    if (!conversation) return;
    if (!(await session.show(conversation.id))) {
      vscode.window.showWarningMessage(vscode.l10n.t('This conversation is no longer there.'));
    }
    await host.panel.focusComposer();
  };

  const disposables = [
    pick,
    // What was chosen among other entries says nothing of these.
    pick.onDidChangeValue(() => show()),
    pick.onDidTriggerItemButton(({ button, item: { conversation } }) => {
      if (conversation) act(button, conversation.id, conversation.title).catch(error => logError(log, error));
    }),
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item) open(item).catch(error => logError(log, error));
    }),
    pick.onDidHide(() => vscode.Disposable.from(...disposables).dispose()),
  ];
  pick.show();
  await read();
}

/** Stands alone where there would be no entry, and an empty list would look broken. */
function nothing(words: string): HistoryItem {
  const label =
    words.trim() === ''
      ? vscode.l10n.t('Nothing has been asked in this workspace yet.')
      : vscode.l10n.t('No conversation has these words.');
  return { label, alwaysShow: true };
}
