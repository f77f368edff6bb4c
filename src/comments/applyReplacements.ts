import type { Replacement } from './proof.ts';

/**
 * The document's text with the comments replaced and every other character, line breaks included, as it was.
 *
 * @param replacements in the document's order, not overlapping
 */
export function applyReplacements(text: string, replacements: readonly Replacement[]): string {
  const lineStarts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(match => match.index + match[0].length)];
  const offsetOf = ({ line, character }: { line: number; character: number }) =>
    (lineStarts[line] ?? 0) + character;
  let result = '';
  let at = 0;
  for (const { block, source } of replacements) {
    result += text.slice(at, offsetOf(block.start)) + source;
    at = offsetOf(block.end);
  }
  return result + text.slice(at);
}
