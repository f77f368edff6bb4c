import { placeOf } from './placeOf.ts';

/**
 * Where a text that was rewritten stands in a document that may have been edited since.
 * @param offset where it was.
 * @param rewritten what is to replace it.
 * @returns its offset; `undefined` when it is not to be found, or has been replaced already.
 */
export function findSource(
  document: string,
  { source, offset, rewritten }: { source: string; offset: number; rewritten: string },
): number | undefined {
  const start = placeOf(source, document, offset);
  // What has been replaced already, and nothing is left to replace in, is what is looked for.
  if (start === undefined || rewritten === source) return start;
  // What holds its own source could be put there again and again.
  for (let at = 0; at <= Math.min(start, rewritten.length - source.length); at++) {
    if (rewritten.startsWith(source, at) && document.startsWith(rewritten, start - at)) return undefined;
  }
  return start;
}
