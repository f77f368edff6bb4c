import type { Hits } from './card.ts';
import { searchPattern } from './searchPattern.ts';

/** What finds each keyword, as the Search view would. */
export function matchers(keywords: readonly string[]): RegExp[] {
  return keywords.map(keyword => new RegExp(searchPattern([keyword]), 'giu'));
}

/** Adds what a file's text holds to the hits so far; there is one for each matcher. */
export function countMatches(hits: readonly Hits[], text: string, matchers: readonly RegExp[]): Hits[] {
  return hits.map((old, index) => {
    const matcher = matchers[index];
    const found = matcher ? (text.match(matcher)?.length ?? 0) : 0;
    return found === 0 ? old : { ...old, count: old.count + found, files: old.files + 1 };
  });
}

/** Whether a file is no text, as ripgrep tells: by a zero byte. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.includes(0);
}
