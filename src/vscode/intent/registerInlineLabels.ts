import type * as vscode from 'vscode';
import { cardTurn } from '../../chat/conversation.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { logError } from '../services/log.ts';
import { Retried } from '../services/retried.ts';

/** Shows each classification beside the code, too. */
export function registerInlineLabels(session: ChatSession, log: vscode.LogOutputChannel): vscode.Disposable {
  const labels = new Retried(async () => {
    const { InlineLabels } = await import('./inlineLabels.ts');
    return new InlineLabels();
  });
  const listening = session.onDidChange(change => {
    const turn = change.type === 'turn' ? cardTurn(session.conversation, change.turn.id) : undefined;
    if (turn?.cards[0]?.kind !== 'label') return;
    labels
      .get()
      .then(shown => shown.show(turn))
      .catch(error => logError(log, error));
  });
  return {
    dispose() {
      listening.dispose();
      void labels.ifBegun(shown => shown.dispose());
    },
  };
}
