import * as z from 'zod/mini';
import { languages, sentences } from './answers.ts';

/** A request to translate, as the last user message carries it: JSON, alone or among other text. */
const order = z.union([
  z.object({ target: z.string(), items: z.array(z.object({ id: z.unknown(), text: z.string() })) }),
  z.pipe(
    z.object({ targetLanguage: z.string(), items: z.array(z.object({ id: z.unknown(), text: z.string() })) }),
    z.transform(({ targetLanguage, items }) => ({ target: targetLanguage, items })),
  ),
]);
export type TranslationOrder = z.infer<typeof order>;

/** The order in `text`, or undefined when there is none. */
export function findOrder(text: string): TranslationOrder | undefined {
  try {
    const json: unknown = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
    return order.safeParse(json).data;
  } catch {
    return undefined;
  }
}

/**
 * Translates what the catalogue in `answers.ts` knows, sentence by sentence. A text with any other sentence in
 * it comes back unchanged behind a mark such as `[de] `, so that nobody takes it for a translation.
 */
export function translate(text: string, target: string): string {
  const asked = target.trim().toLowerCase();
  const language = Object.keys(languages).find(code => languages[code]?.includes(asked)) ?? target;
  return translateParts(text, language) ?? `[${language}] ${text}`;
}

// Where text may be divided, from the whole to the smallest: comments break lines within sentences, and
// sentences within lines. The white space in between is kept.
const divisions = [/((?<=[.!?。！？])\s+)/, /(\s*\n\s*)/];

function translateParts(text: string, language: string, level = 0): string | undefined {
  const known = findSentence(text, language);
  const division = divisions[level];
  if (known !== undefined || !division) return known;
  const parts = text
    .split(division)
    .map((part, i) => (i % 2 === 1 || part === '' ? part : translateParts(part, language, level + 1)));
  return parts.includes(undefined) ? undefined : parts.join('');
}

function findSentence(text: string, language: string): string | undefined {
  const plain = text.trim().replace(/\s+/g, ' ');
  return sentences.find(sentence => Object.values(sentence).includes(plain))?.[language];
}
