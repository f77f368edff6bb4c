import type { TextItem } from './translate.ts';

/**
 * What is wrong with what came back for a text.
 *
 * - `missing`, `doubled`: not one translation, but none or several
 * - `empty`: nothing to read
 * - `tooLong`: far longer than any translation is
 */
export type TranslationFault = 'missing' | 'doubled' | 'empty' | 'tooLong';

export type ReadTranslation = { text: string } | { fault: TranslationFault };

/**
 * What came back for each text that was asked about, by its id; ids that nobody asked about are not looked at.
 */
export function readTranslations(
  asked: readonly TextItem[],
  answered: readonly TextItem[],
): Map<string, ReadTranslation> {
  const byId = new Map<string, TextItem[]>();
  for (const item of answered) byId.set(item.id, [...(byId.get(item.id) ?? []), item]);
  return new Map(asked.map(({ id, text }) => [id, readOne(text, byId.get(id) ?? [])]));
}

function readOne(source: string, [first, ...others]: readonly TextItem[]): ReadTranslation {
  if (!first) return { fault: 'missing' };
  if (others.length > 0) return { fault: 'doubled' };
  if (first.text.trim() === '') return { fault: 'empty' };
  if (extent(first.text) > mostGrowth * extent(source) + mostAdded) return { fault: 'tooLong' };
  return { text: first.text };
}

/** A translation is rarely over twice as long; a word may become a phrase. */
const mostGrowth = 4;
const mostAdded = 24;

const wordCharacter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Characters, of which one that stands for a syllable or a word counts as three letters. */
function extent(text: string): number {
  return [...text].length + 2 * (text.match(wordCharacter)?.length ?? 0);
}
