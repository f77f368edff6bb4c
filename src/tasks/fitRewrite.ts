/**
 * A rewritten text as it fits in place of its source: with the source's line breaks, those around it among them, and its
 * indentation. Models drop or add what is at the edges of a selection, and move a block to the margin. Where they did
 * nothing else, that is what they were asked for.
 * @param rewritten not blank, as the source is not.
 */
export function fitRewrite(rewritten: string, source: string): string {
  const { before, core, after } = withoutEdges(source);
  const wanted = linesOf(core);
  const answer = linesOf(withoutEdges(rewritten).core);
  const lines = isMovedAlone(wanted, answer) ? answer : indentedAs(wanted, answer);
  return before + lines.join(source.includes('\r\n') ? '\r\n' : '\n') + after;
}

type Lines = readonly [first: string, ...rest: string[]];

/** A text between the blank lines that it begins and ends with. */
function withoutEdges(text: string): { before: string; core: string; after: string } {
  const blankStart = text.slice(0, text.length - text.trimStart().length);
  const start = blankStart.lastIndexOf('\n') + 1;
  const blankEnd = text.slice(text.trimEnd().length);
  const breakAt = blankEnd.search(/[\r\n]/);
  const end = breakAt < 0 ? text.length : text.length - blankEnd.length + breakAt;
  return { before: text.slice(0, start), core: text.slice(start, end), after: text.slice(end) };
}

/** Whether lines are those of the source, each with as much of its indentation taken away; of a single one nobody can tell. */
function isMovedAlone(source: Lines, lines: Lines): boolean {
  const taken = source[0].slice(0, source[0].length - lines[0].length);
  return (
    taken !== '' &&
    source.filter(isFilled).length > 1 &&
    source.length === lines.length &&
    source.every((line, index) =>
      isFilled(line) ? line === taken + lines[index] : lines[index]?.trim() === '',
    )
  );
}

function isFilled(line: string): boolean {
  return line.trim() !== '';
}

function indentedAs([sourceFirst, ...sourceRest]: Lines, [first, ...rest]: Lines): string[] {
  const wanted = indentOf(sourceFirst);
  const usual = leastIndent(sourceRest);
  if (wanted !== '' && indentOf(first) === '') {
    const isAtMargin = leastIndent(rest) < (usual === Infinity ? wanted.length : usual);
    return [wanted + first, ...rest.map(line => (isAtMargin && line.trim() !== '' ? wanted + line : line))];
  }
  // Selected from its first word on, while the lines below it are indented.
  const startsWithin = wanted === '' && usual > 0;
  return [startsWithin && leastIndent(rest) === usual ? first.trimStart() : first, ...rest];
}

function linesOf(text: string): Lines {
  const [first = '', ...rest] = text.split(/\r\n|\r|\n/);
  return [first, ...rest];
}

function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}

/** Of the lines that are not blank; of none, `Infinity`. */
function leastIndent(lines: readonly string[]): number {
  return lines.reduce(
    (least, line) => (line.trim() === '' ? least : Math.min(least, indentOf(line).length)),
    Infinity,
  );
}
