import * as z from 'zod/mini';
import { parseJson } from '../openai/parseJson.ts';
import { textHash } from './batch.ts';
import { type TranslationWish, translate } from './translate.ts';

/** Translations by the key of what was asked, the oldest first. Values, never changed in place. */
export type TranslationCache = ReadonlyMap<string, string>;

/** At most so many entries, and characters in all of them: some megabytes on disk. */
const most = { entries: 20_000, characters: 4_000_000 };

/**
 * Names a translation by all that it depends on: the text, who translates it, the instructions, the languages and the
 * terms of the glossary that are in it.
 * @param model of which provider, too: `openai/gpt-4o-mini`.
 */
export function translationKey(text: string, wish: TranslationWish, model: string): Promise<string> {
  const { instructions, content } = translate.prompt(wish, [{ id: '', text }]);
  return textHash(JSON.stringify([model, instructions, content]));
}

/** The cache with further entries; the oldest go once it has too many. */
export function addTranslations(
  before: TranslationCache,
  added: Iterable<readonly [key: string, text: string]>,
  limit = most,
): TranslationCache {
  const after = new Map(before);
  for (const [key, text] of added) {
    after.delete(key);
    after.set(key, text);
  }
  let characters = 0;
  for (const text of after.values()) characters += text.length;
  for (const [key, text] of after) {
    if (after.size <= limit.entries && characters <= limit.characters) break;
    after.delete(key);
    characters -= text.length;
  }
  return after;
}

const file = z.object({ version: z.literal(1), translations: z.array(z.tuple([z.string(), z.string()])) });

export function writeTranslationCache(cache: TranslationCache): string {
  return JSON.stringify({ version: 1, translations: [...cache] });
}

/** @returns `undefined` for a text that is no cache of this version. */
export function readTranslationCache(text: string): TranslationCache | undefined {
  const read = file.safeParse(parseJson(text));
  return read.success ? new Map(read.data.translations) : undefined;
}
