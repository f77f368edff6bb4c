/**
 * The lines of a code as they fit below an indentation, with levels of the document's own kind.
 * @param base the white space that its outermost lines get.
 * @param unit a level in the document: a tab or blanks.
 */
export function fitIndentation(code: string, base: string, unit: string): string[] {
  const lines = withoutMargin(code);
  const own = unitOf(lines);
  return lines.map(line => {
    if (line === '') return '';
    const indent = indentOf(line);
    return (
      base +
      (own === undefined || own === unit ? indent : convert(indent, own, unit)) +
      line.slice(indent.length)
    );
  });
}

/** A level of indentation in a text: a tab, or as many blanks as its lines are indented by; `undefined` when none is. */
export function unitOf(lines: readonly string[]): string | undefined {
  const indents = lines.filter(line => line.trim() !== '').map(indentOf);
  if (indents.some(indent => indent.startsWith('\t'))) return '\t';
  // A single blank is the one before the star of a comment's line.
  const widths = indents.map(indent => indent.length).filter(width => width > 1);
  if (widths.length === 0) return undefined;
  const level = [4, 2, 3].find(size => widths.every(width => width % size === 0)) ?? Math.min(...widths);
  return ' '.repeat(level);
}

/** The lines of a text, moved to the margin, without blank ones at its ends. */
function withoutMargin(code: string): string[] {
  const lines = code.split(/\r\n|\r|\n/).map(line => line.trimEnd());
  const first = lines.findIndex(line => line !== '');
  const kept = first < 0 ? [] : lines.slice(first, lines.findLastIndex(line => line !== '') + 1);
  const indents = kept.filter(line => line !== '').map(indentOf);
  const margin = indents.reduce((shared, indent) => sharedStart(shared, indent), indents[0] ?? '');
  return kept.map(line => line.slice(margin.length));
}

function convert(indent: string, own: string, unit: string): string {
  const levels = own === '\t' ? indent.lastIndexOf('\t') + 1 : Math.floor(indent.length / own.length);
  return unit.repeat(levels) + indent.slice(levels * own.length);
}

function sharedStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

/** The white space that a line begins with. */
export function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}
