/** Columns that editors give to a character: two for East Asian wide ones and emoji, none for marks that combine. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\p{Emoji_Presentation}]/u;
const combining = /\p{M}|\u200b|\u200c|\u200d|\ufe0f/u;
const tabSize = 4;

export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (character === '\t') columns += tabSize - (columns % tabSize);
    else if (wide.test(character)) columns += 2;
    else if (!combining.test(character)) columns += 1;
  }
  return columns;
}

/** Where a line may end: after blanks, and between two wide characters unless the second closes a phrase. */
const breakable =
  /\s+|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『（《【])/u;

/**
 * Fills lines up to `width` columns; a word that is longer has a line of its own. Wide characters join without a blank.
 *
 * @returns at least one line, without blanks at either end
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let gap = '';
  let rest = text.trim();
  while (rest !== '') {
    const match = breakable.exec(rest.slice(1));
    const end = match ? match.index + 1 : rest.length;
    const word = rest.slice(0, end);
    if (line !== '' && columnsOf(line + gap + word) > width) {
      lines.push(line);
      line = word;
    } else {
      line += gap + word;
    }
    gap = match && match[0] !== '' ? ' ' : '';
    rest = rest.slice(end).trimStart();
  }
  return [...lines, line];
}
