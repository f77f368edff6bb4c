import { fitIndentation, indentOf } from './fitIndentation.ts';

/** A code as it fits somewhere, and what it is put in place of besides what is selected there. */
export interface PlacedCode {
  text: string;
  /** The white space that the line begins with gives way, too. */
  fromLineStart: boolean;
  /** That to the end of the line gives way, too. */
  toLineEnd: boolean;
}

/**
 * A code in place of what is selected, or at the cursor when nothing is, indented as the line is that it gets into. Where
 * nothing but white space is before the place, it gets lines of its own.
 * @param before the line up to the selection; `after` the line from its end on.
 * @param selected what is selected; empty for a cursor.
 * @param unit a level of indentation in the document: a tab or blanks.
 */
export function placeCode(
  code: string,
  { before, selected, after, unit }: { before: string; selected: string; after: string; unit: string },
): PlacedCode {
  const [line = ''] = (before + (selected || after)).split(/\r\n|\r|\n/);
  const [first = '', ...rest] = fitIndentation(code, indentOf(line), unit);
  if (before.trim() !== '') {
    return { text: [first.trimStart(), ...rest].join('\n'), fromLineStart: false, toLineEnd: false };
  }
  const text = [first, ...rest].join('\n');
  const isBlank = selected === '' && after.trim() === '';
  // The line that the cursor is in goes on below; so does the one after lines that were selected to their ends.
  const below = selected === '' ? `\n${before}` : '\n';
  const goesOn = selected === '' ? !isBlank : /[\r\n]$/.test(selected);
  return { text: goesOn ? text + below : text, fromLineStart: true, toLineEnd: isBlank };
}
