/**
 * Where a text that was rewritten stands in a document that may have been edited since: where it was, or anywhere else if
 * it is there exactly once.
 * @param offset where it was.
 * @param rewritten what is to replace it.
 * @returns its offset; `undefined` when it is not to be found, or has been replaced already.
 */
export function findSource(
  document: string,
  { source, offset, rewritten }: { source: string; offset: number; rewritten: string },
): number | undefined {
  // What holds its own source could be put there again and again.
  if (rewritten.includes(source) && document.startsWith(rewritten, offset)) return undefined;
  if (document.startsWith(source, offset)) return offset;
  const found = document.indexOf(source);
  const isOnly = found >= 0 && document.indexOf(source, found + 1) < 0;
  // What is left of a short source may well be a part of some other word.
  return isOnly && !isWithinWord(document, found) && !isWithinWord(document, found + source.length)
    ? found
    : undefined;
}

function isWithinWord(text: string, offset: number): boolean {
  return /^[\p{L}\p{N}_]{2}$/u.test(text.slice(Math.max(offset - 1, 0), offset + 1));
}
