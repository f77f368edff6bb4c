/** What is shown around a find, in UTF-16 units before and after it. */
const around = { before: 30, after: 90 };

/** Where a text has all of the words, whatever their case: the place of the first, on one line. @returns `undefined` when it has not. */
export function findWords(text: string, words: string): string | undefined {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  const [first] = wanted;
  if (first === undefined || !wanted.every(word => lower.includes(word))) return undefined;
  const at = lower.indexOf(first);
  const start = Math.max(0, at - around.before);
  const end = Math.min(text.length, at + first.length + around.after);
  // Half a character at either end would be none.
  const excerpt = text
    .slice(start, end)
    .replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return `${start > 0 ? '…' : ''}${excerpt}${end < text.length ? '…' : ''}`;
}
