import type * as vscode from 'vscode';
import { cardTurn } from '../../chat/conversation.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { logError } from '../services/log.ts';
import type { InlineLabels } from './inlineLabels.ts';

/** Shows each classification beside the code, too. */
export function registerInlineLabels(session: ChatSession, log: vscode.LogOutputChannel): vscode.Disposable {
  let labels: Promise<InlineLabels> | undefined;
  const listening = session.onDidChange(change => {
    const turn = change.type === 'turn' ? cardTurn(session.conversation, change.turn.id) : undefined;
    if (turn?.cards[0]?.kind !== 'label') return;
    labels ??= import('./inlineLabels.ts').then(({ InlineLabels }) => new InlineLabels());
    labels
      .then(shown => shown.show(turn))
      .catch(error => {
        logError(log, error);
        // What could not be loaded is tried again the next time.
        labels = undefined;
      });
  });
  return {
    dispose() {
      listening.dispose();
      void labels?.then(shown => shown.dispose());
    },
  };
}
