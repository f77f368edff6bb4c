/** What a tool says to a model is at most so long, in UTF-16 units: about 4,000 tokens. */
export const longestResult = 16_000;

/** For the last line of a result that is cut. */
const noteRoom = 300;

/** A longer line is a machine's; what is more of it is not shown. */
const longestLine = 2_000;

/**
 * As many lines as a result has room for.
 * @param noteOf the last line, if there is one to be said; it is told how many lines are shown.
 */
export function resultOf(lines: readonly string[], noteOf: (shown: number) => string | undefined): string {
  const shown: string[] = [];
  let length = 0;
  for (const line of lines) {
    const short = cut(line, longestLine);
    length += short.length + 1;
    if (length > longestResult - noteRoom) break;
    shown.push(short);
  }
  const note = noteOf(shown.length);
  return [...shown, ...(note ? [cut(note, noteRoom)] : [])].join('\n');
}

/** A text of at most so many UTF-16 units, with a sign where more was, and no half of a character. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
