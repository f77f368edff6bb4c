import type { CardTurn } from '../../chat/conversation.ts';
import type { ShownChange } from '../../chat/partialRewrite.ts';
import { hiddenCharacters, withoutHidden } from '../../markdown/hiddenCharacters.ts';
import { type LineRun, linesIn } from '../../tasks/lineRuns.ts';
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

/**
 * A single change of a rewrite, in the same way.
 * @param turn what it is a part of, as it stands.
 */
export async function changeWithoutNewHidden(
  { question, cards }: CardTurn,
  { part, change }: Pick<ShownChange, 'part' | 'change'>,
): Promise<LineRun | undefined> {
  const attachment = question.attachments[part];
  const card = cards[part];
  if (!attachment || card?.kind !== 'rewrite') return undefined;
  const text = change.after.join('\n');
  const alone = { question: { ...question, attachments: [attachment] }, cards: [{ ...card, text }] };
  const [cleaned] = (await withoutNewHidden(alone))?.cards ?? [];
  if (cleaned?.kind !== 'rewrite') return undefined;
  return cleaned.text === text ? change : { ...change, after: linesIn(cleaned.text) };
}
