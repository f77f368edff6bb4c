import type { CardTurn } from '../../chat/conversation.ts';

/** Opens the Search view with the keywords of a turn. */
export async function searchKeywords(_turn: CardTurn): Promise<void> {}
