import type { CardTurn } from '../../chat/conversation.ts';
import { hiddenCharacters, withoutHidden } from '../../markdown/hiddenCharacters.ts';
import { agreesToRemove } from '../services/agreesToRemove.ts';

/**
 * A rewrite without the characters that nobody sees, but for those that its source has; the user is asked.
 * @returns `undefined` when the user would rather have none of it.
 */
export async function withoutNewHidden(turn: CardTurn): Promise<CardTurn | undefined> {
  const added = new Set<string>();
  const cards = turn.cards.map((card, index) => {
    if (card.kind !== 'rewrite') return card;
    const had = hiddenCharacters(turn.question.attachments[index]?.text ?? '');
    for (const name of hiddenCharacters(card.text)) if (!had.includes(name)) added.add(name);
    return { ...card, text: withoutHidden(card.text, had) };
  });
  if (added.size === 0) return turn;
  return (await agreesToRemove([...added])) ? { ...turn, cards } : undefined;
}
