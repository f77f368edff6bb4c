import * as vscode from 'vscode';
import type { CardTurn } from '../../chat/conversation.ts';
import { searchPattern } from '../../tasks/searchPattern.ts';

/** Opens the Search view with the keywords of a turn, as one regular expression. */
export async function searchKeywords({ cards }: CardTurn): Promise<void> {
  const keywords = cards.flatMap(card => (card.kind === 'keywords' ? card.keywords : []));
  await vscode.commands.executeCommand('workbench.action.findInFiles', {
    query: searchPattern(keywords.map(({ text }) => text)),
    isRegex: true,
    isCaseSensitive: false,
    matchWholeWord: false,
    triggerSearch: true,
  });
}
