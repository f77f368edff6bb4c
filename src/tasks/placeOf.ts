/**
 * Where a text that was taken from a document stands in it now: where it stood then if it still does, else where it
 * stands once. Anywhere else it could be another's.
 * @param offset of the text when it was taken.
 */
export function placeOf(text: string, document: string, offset: number): number | undefined {
  if (document.startsWith(text, offset)) return offset;
  const found = document.indexOf(text);
  const isOnly = found >= 0 && document.indexOf(text, found + 1) < 0;
  // What is left of a short text may well be a part of some other word.
  return isOnly && !isWithinWord(document, found) && !isWithinWord(document, found + text.length)
    ? found
    : undefined;
}

function isWithinWord(text: string, offset: number): boolean {
  return /^[\p{L}\p{N}_]{2}$/u.test(text.slice(Math.max(offset - 1, 0), offset + 1));
}
