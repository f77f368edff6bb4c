import type { CardTurn } from '../../chat/conversation.ts';
import type { CardHost } from '../panel/cardActions.ts';

/** Puts the tags of a turn where a button says. */
export async function tagAction(
  _action: 'insertFrontMatter' | 'insertComment' | 'saveTags' | 'copyCsv',
  _turn: CardTurn,
  _host: CardHost,
): Promise<void> {}
