/**
 * Where a text that was taken from a document stands in it now: where it stood then if it still does, else where it
 * stands once. Anywhere else it could be another's.
 * @param offset of the text when it was taken.
 */
export function placeOf(text: string, document: string, offset: number): number | undefined {
  if (document.startsWith(text, offset)) return offset;
  const first = document.indexOf(text);
  return first >= 0 && document.indexOf(text, first + 1) < 0 ? first : undefined;
}
