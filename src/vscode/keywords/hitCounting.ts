import * as vscode from 'vscode';
import type { AssistantTurn } from '../../chat/turn.ts';
import type { Card, Hits } from '../../tasks/card.ts';
import { countHits } from '../onDemand.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { logError } from '../services/log.ts';

/**
 * Counts the hits of keywords once their answer is there, and puts them into its cards. The keywords do not wait for it,
 * and it stops when their answer is gone.
 */
export function registerHitCounting(session: ChatSession, log: vscode.LogOutputChannel): vscode.Disposable {
  const counting = new Map<string, vscode.CancellationTokenSource>();

  const count = async ({ id, cards = [] }: AssistantTurn): Promise<void> => {
    const keywords = uncounted(cards);
    if (keywords.length === 0 || counting.has(id) || !vscode.workspace.workspaceFolders?.length) return;
    const source = new vscode.CancellationTokenSource();
    counting.set(id, source);
    try {
      const hits = await countHits(keywords, source.token);
      if (!hits) return;
      const counted = new Map(keywords.map((text, index) => [text, hits[index]]));
      await session.updateCards(id, card => withHits(card, counted));
    } finally {
      counting.delete(id);
      source.dispose();
    }
  };

  const stopCounting = (isGone: (id: string) => boolean) => {
    for (const [id, source] of counting) if (isGone(id)) source.cancel();
  };

  return vscode.Disposable.from(
    session.onDidChange(change => {
      if (change.type === 'turn' && change.turn.role === 'assistant') {
        count(change.turn).catch(error => logError(log, error));
      } else if (change.type === 'replaced') {
        const { turns } = session.conversation;
        stopCounting(id => !turns.some(turn => turn.id === id));
      }
    }),
    { dispose: () => stopCounting(() => true) },
  );
}

/** Each once, although several cards may have it. */
function uncounted(cards: readonly Card[]): string[] {
  const keywords = cards.flatMap(card => (card.kind === 'keywords' ? card.keywords : []));
  return [...new Set(keywords.filter(({ hits }) => !hits).map(({ text }) => text))];
}

function withHits(card: Card, counted: ReadonlyMap<string, Hits | undefined>): Card {
  if (card.kind !== 'keywords') return card;
  return {
    ...card,
    keywords: card.keywords.map(keyword => {
      const hits = counted.get(keyword.text);
      return hits ? { ...keyword, hits } : keyword;
    }),
  };
}
