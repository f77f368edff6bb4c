import type { CommentBlock, CommentKind, CommentLine, Range } from './commentBlock.ts';
import { isDirective } from './directives.ts';
import { findSegments, type Segment, sameScopes } from './findSegments.ts';
import type { TokenizedLine } from './tokens.ts';

/** Finds the comments of a document, in its order, as a reader takes them. */
export function findComments(lines: readonly TokenizedLine[]): CommentBlock[] {
  return group(findSegments(lines), lines).map(segments => build(segments, lines));
}

/** Line comments on consecutive lines that stand alone, with one delimiter in one column, are one block. */
function group(segments: readonly Segment[], lines: readonly TokenizedLine[]): Segment[][] {
  const groups: Segment[][] = [];
  for (const segment of segments) {
    const current = groups.at(-1);
    const last = current?.at(-1);
    if (current && last && belongTogether(last, segment, lines)) current.push(segment);
    else groups.push([segment]);
  }
  return groups;
}

function belongTogether(a: Segment, b: Segment, lines: readonly TokenizedLine[]): boolean {
  return (
    a.form === 'line' &&
    b.form === 'line' &&
    b.start.line === a.end.line + 1 &&
    b.start.character === a.start.character &&
    standsAlone(a, lines) &&
    standsAlone(b, lines) &&
    ((sameScopes(a.scopes, b.scopes) && sameDelimiter(sourceOf(a, lines), sourceOf(b, lines), a.open)) ||
      goesOnUnmarked(a, b, lines)) &&
    !segmentIsDirective(a, lines) &&
    !segmentIsDirective(b, lines)
  );
}

/** Drawn and not written: a line of dashes, the edge of a box, nothing. */
const rule = /^[\s*=\-#/~_+|!;%]*$/;

/** `///` and `//` are two delimiters; a rule such as `//////` goes with either. */
function sameDelimiter(a: string, b: string, open: string): boolean {
  const opening = (source: string) => fullOpening(source, open).toLowerCase();
  return rule.test(a) || rule.test(b) || opening(a) === opening(b);
}

/**
 * Documentation in Lua and Haskell is marked on its first line only, by a third dash or by `|`; to Lua's grammar the other
 * lines are plain comments.
 */
function goesOnUnmarked(a: Segment, b: Segment, lines: readonly TokenizedLine[]): boolean {
  const opening = (segment: Segment) => fullOpening(sourceOf(segment, lines), segment.open);
  const isMarked = /^--(?:-| [|^])$/.test(opening(a)) && opening(b) === '--';
  return isMarked && (sameScopes(a.scopes, b.scopes) || a.scopes.some(scope => scope.endsWith('.lua')));
}

function standsAlone({ start, end }: Range, lines: readonly TokenizedLine[]): boolean {
  const before = lines[start.line]?.text.slice(0, start.character) ?? '';
  const after = lines[end.line]?.text.slice(end.character) ?? '';
  return before.trim() === '' && after.trim() === '';
}

const sourceOf = ({ start, end }: Range, lines: readonly TokenizedLine[]) => {
  const text = lines[start.line]?.text ?? '';
  return start.line === end.line ? text.slice(start.character, end.character) : text.slice(start.character);
};

function segmentIsDirective(segment: Segment, lines: readonly TokenizedLine[]): boolean {
  const source = sourceOf(segment, lines);
  const text = source.slice(fullOpening(source, segment.open).length).trim();
  return isDirective([text], source, segment.start.line, segment.scopes);
}

/**
 * The opening delimiter with what documentation tools and decoration add: `/**`, `/*!`, `///`, `//!`, `///<`, `##`.
 */
function fullOpening(source: string, open: string): string {
  const last = open.at(-1) ?? '';
  const rest = source.slice(open.length);
  let length = 0;
  if (/[-/#*;%'"!]/.test(last)) while (rest[length] === last) length++;
  // Haddock's.
  if (/^(?:--|\{-)$/.test(open) && /^ [|^]\s/.test(rest)) length = 2;
  // Roxygen's and Sphinx's.
  if (open === '#' && /^[':](?:\s|$)/.test(rest)) length = 1;
  // `/**/` and `/***/` end at once.
  if (last === '*' && rest[length] === '/') length = Math.max(0, length - 1);
  if (/^(?:\/[/*]|--)/.test(open)) {
    if (length === 0 && rest[0] === '!') length = 1;
    if (length > 0 && rest[length] === '<') length++;
  }
  return source.slice(0, open.length + length);
}

function build(segments: readonly Segment[], lines: readonly TokenizedLine[]): CommentBlock {
  const [first] = segments;
  const last = segments.at(-1);
  if (!first || !last) throw new Error('a group of comments is never empty');

  const text = lines[first.start.line]?.text ?? '';
  const source = sourceOf(first, lines);
  const open = first.docstring ? first.open : fullOpening(source, first.open);
  const before = text.slice(0, first.start.character);
  const cut = first.form === 'line' ? cutLineComments(segments, lines) : cutBlock(first, open, lines);
  const range = { start: first.start, end: last.end };
  return {
    ...range,
    kind: kindOf(first, open),
    form: first.form,
    open,
    close: first.close,
    scopes: first.scopes,
    indent: before.trim() === '' ? before : '',
    ownsLines: standsAlone(range, lines),
    directive:
      (!first.docstring &&
        isDirective(
          cut.map(line => line.text.trim()),
          source,
          first.start.line,
          first.scopes,
        )) ||
      isSpliced(last, lines) ||
      isGoProgram(cut, last, lines),
    lines: cut,
  };
}

function kindOf({ docstring, form, scopes }: Segment, open: string): CommentKind {
  if (docstring) return 'docstring';
  const documented = /^(?:\/\*\*$|\/\*!|\/\/\/<?$|\/\/!|---$|(?:--|\{-) [|^]$)/.test(open);
  if (documented || scopes.some(scope => /^comment\.\w+\.(?:documentation|javadoc)\b/.test(scope))) {
    return 'documentation';
  }
  return form;
}

/** A backslash at the end of a C line comment makes the next line comment too. */
function isSpliced({ form, end }: Segment, lines: readonly TokenizedLine[]): boolean {
  return form === 'line' && /\\\s*$/.test(lines[end.line]?.text ?? '');
}

/**
 * In Go, the comment right before `import "C"` is C source, and `Output:` begins what `go test` compares an example's
 * output with.
 */
function isGoProgram(cut: CommentLine[], { end, scopes }: Segment, lines: readonly TokenizedLine[]): boolean {
  return (
    (scopes.length === 1 || scopes.some(scope => /^(?:source\.go|meta\.embedded\.block\.go)$/.test(scope))) &&
    (/^\s*import\s+"C"/.test(lines[end.line + 1]?.text ?? '') ||
      cut.some(({ text }) => /^(?:unordered )?output:/i.test(text)))
  );
}

/** A line's parts before blanks and common indentation move from its text to its prefix. */
interface Cut {
  prefix: string;
  content: string;
  suffix: string;
}

function cutLineComments(segments: readonly Segment[], lines: readonly TokenizedLine[]): CommentLine[] {
  const cuts = segments.map((segment, index): Cut => {
    const source = sourceOf(segment, lines);
    const opening = fullOpening(source, segment.open);
    const before =
      index === 0 ? '' : (lines[segment.start.line]?.text.slice(0, segment.start.character) ?? '');
    return { prefix: before + opening, content: source.slice(opening.length), suffix: '' };
  });
  return settle(cuts, cuts);
}

/** One star or, before a blank, several: `**` at the start of a word is Markdown. */
const gutter = /^\s*(?:\*+(?=\s|$)|\*)/;

function cutBlock(segment: Segment, open: string, lines: readonly TokenizedLine[]): CommentLine[] {
  const { start, end, close, docstring } = segment;
  const cuts: Cut[] = [];
  for (let number = start.line; number <= end.line; number++) {
    const text = lines[number]?.text ?? '';
    const isFirst = number === start.line;
    const isLast = number === end.line;
    const from = isFirst ? start.character : 0;
    const own = isFirst ? start.character + open.length : 0;
    let to = isLast ? end.character - close.length : text.length;
    // A box's lower edge: ` ***/`.
    if (isLast && close === '*/') while (to > own && text[to - 1] === '*') to--;
    cuts.push({
      prefix: text.slice(from, own),
      content: text.slice(own, to),
      suffix: text.slice(to, isLast ? end.character : text.length),
    });
  }

  const [first, ...rest] = cuts;
  if (!first) return [];
  const filled = rest.filter(({ content }) => content.trim() !== '');
  if (!docstring && filled.length > 0 && filled.every(({ content }) => gutter.test(content))) {
    for (const cut of filled) move(cut, gutter.exec(cut.content)?.[0].length ?? 0);
  }
  return [...settle([first], []), ...settle(rest, rest)];
}

function move(cut: Cut, count: number): void {
  cut.prefix += cut.content.slice(0, count);
  cut.content = cut.content.slice(count);
}

/**
 * Blanks go to the prefix as far as all of `indented` share them, and entirely where there is nothing to share; what is
 * left before a text is its own indentation. Rules at either end (`// -----`) are not text.
 */
function settle(cuts: Cut[], indented: Cut[]): CommentLine[] {
  const widths = indented
    .filter(({ content }) => !rule.test(content))
    .map(({ content }) => content.search(/\S/));
  const shared = widths.reduce((least, width) => Math.min(least, width), Number.POSITIVE_INFINITY);
  const firstText = cuts.findIndex(({ content }) => !rule.test(content));
  const lastText = cuts.findLastIndex(({ content }) => !rule.test(content));
  return cuts.map((cut, index) => {
    if (index < firstText || index > lastText || firstText < 0) {
      return { prefix: cut.prefix + cut.content, text: '', suffix: cut.suffix };
    }
    const blanks = Math.max(0, cut.content.search(/\S|$/));
    move(cut, Math.min(blanks, shared));
    const text = cut.content.trimEnd();
    return { prefix: cut.prefix, text, suffix: cut.content.slice(text.length) + cut.suffix };
  });
}
