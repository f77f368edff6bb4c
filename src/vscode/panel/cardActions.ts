import * as vscode from 'vscode';
import type { CardTurn } from '../../chat/conversation.ts';
import type { CardAction } from '../../chat/protocol.ts';
import type { Card } from '../../tasks/card.ts';
import { cardText } from '../../tasks/cardText.ts';
import { labelJson } from '../../tasks/labelJson.ts';
import { searchKeywords } from '../keywords/searchKeywords.ts';
import type { Rewrites } from '../rewrite/rewrites.ts';
import { copyResult } from '../services/writeOrOffer.ts';
import { tagAction } from '../tags/tagAction.ts';
import type { DocumentTokens } from '../translate/documentTokens.ts';
import { insertText } from './insertText.ts';

export interface CardHost {
  tokens: DocumentTokens;
  rewrites: Rewrites;
}

/** Does with the results of a turn what a button below them says. */
export async function actOnCard(action: CardAction, turn: CardTurn, host: CardHost): Promise<void> {
  const { cards } = turn;
  switch (action) {
    case 'copy':
      return copyResult(cards.map(cardText).join('\n\n'));
    case 'copyJson':
      return copyResult(JSON.stringify(cards.length === 1 ? jsonOf(cards[0]) : cards.map(jsonOf), null, 2));
    case 'insertFrontMatter':
    case 'insertComment':
    case 'saveTags':
    case 'copyCsv':
      return tagAction(action, turn, host);
    case 'search':
      return searchKeywords(turn);
    case 'showDiff':
      return host.rewrites.show(turn);
    case 'followUp':
      return host.rewrites.followUp(turn);
    case 'apply':
      return host.rewrites.apply(turn);
    case 'insert':
      return insertText(cards.map(cardText).join('\n'));
    case 'openAsFile':
      await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({
          // Of a text the editor finds out itself.
          ...(cards[0]?.kind === 'data' ? { language: 'json' } : {}),
          content: cards.map(cardText).join('\n'),
        }),
      );
  }
}

function jsonOf(card: Card | undefined): unknown {
  if (card?.kind === 'data') return JSON.parse(card.json);
  if (card?.kind === 'label') return labelJson(card);
  const { kind: _kind, ...rest } = card ?? {};
  return rest;
}
