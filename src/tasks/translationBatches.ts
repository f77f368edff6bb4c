import { countEach } from '../models/tokens.ts';
import type { TextItem } from './translate.ts';

/** What a request has room for, in tokens. */
export interface TranslationRoom {
  /** Of the answer; no more than the model writes. */
  answer: number;
  /** Of texts and answer together; infinite when nobody knows how many the model takes. */
  window: number;
}

/** Tokens of a translation for each of its text's: some languages take twice as many. */
const growth = 2;
/** Of an item's braces and what separates it from the next. */
const aroundItem = 4;

/**
 * Divides texts, in their order, among as few requests as have room for them and for their translations.
 * @returns those that are too long for a request of their own apart.
 */
export async function translationBatches(
  items: readonly TextItem[],
  room: TranslationRoom,
): Promise<{ batches: TextItem[][]; tooLong: TextItem[] }> {
  const limit = Math.floor(Math.min(room.answer / growth, room.window / (1 + growth)));
  const written = items.map(item => JSON.stringify(item));
  // A token is at least one byte: what fits so is not counted.
  const bytes = new TextEncoder().encode(written.join('')).length + aroundItem * items.length;
  if (bytes <= limit) return { batches: items.length > 0 ? [[...items]] : [], tooLong: [] };
  const counts = await countEach(written);
  const batches: TextItem[][] = [];
  const tooLong: TextItem[] = [];
  let left = 0;
  for (const [index, item] of items.entries()) {
    const tokens = (counts[index] ?? 0) + aroundItem;
    if (tokens > limit) {
      tooLong.push(item);
      continue;
    }
    if (tokens > left) {
      batches.push([]);
      left = limit;
    }
    batches.at(-1)?.push(item);
    left -= tokens;
  }
  return { batches, tooLong };
}
