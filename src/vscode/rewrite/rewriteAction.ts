import type { CardTurn } from '../../chat/conversation.ts';

/** Shows what a rewrite would change, or makes the change. */
export async function rewriteAction(_action: 'showDiff' | 'apply', _turn: CardTurn): Promise<void> {}
