import type { CommentBlock, CommentKind, CommentLine, Range } from './commentBlock.ts';
import { blockDelimiterOf, lineDelimiterOf, stringDelimiterOf } from './delimiters.ts';
import { isDirective } from './directives.ts';
import type { Token, TokenizedLine } from './tokens.ts';

/** Tokens of one comment scope that touch each other: where the grammar sees comment, before delimiters are told apart. */
interface Region {
  start: number;
  end: number;
  /** Scopes down to the comment's own. */
  scopes: string[];
  tokens: Token[];
}

/** One comment in the source: from its opening delimiter to its closing one, or to the end of a line. */
interface Segment extends Range {
  form: 'line' | 'block';
  docstring: boolean;
  /** Comment scopes on the opening delimiter: its closing one has as many, that of a comment nested in it has more. */
  depth: number;
  open: string;
  close: string;
  scopes: string[];
  /** Per line, the column where the comment's own text may begin: after a quotation mark in Markdown, else 0. */
  columns: number[];
}

/**
 * Finds the comments of a document. The grammar says where comments are, the delimiters in the source say where each
 * begins and ends, because many grammars name no delimiters, or count blanks as comment. A comment whose ends cannot be
 * told, as with code embedded in it, is left out.
 */
export function findComments(lines: readonly TokenizedLine[]): CommentBlock[] {
  return group(findSegments(lines), lines).map(segments => build(segments, lines));
}

const commentScope = /^(?:meta\.)?comment(?:\.|$)/;
const docstringScope = /^string\.(?:.+\.)?docstring(?:\.|$)/;
const embeddedScope = /^(?:source\.|meta\.embedded)/;

/**
 * How many of the scopes lead down to the comment, that scope included; 0 for code. Code embedded in a comment is code:
 * PHP inside `<!-- -->` runs. An example in JSDoc is not, though its grammar calls it embedded.
 */
function commentDepth(scopes: readonly string[]): number {
  const embedded = scopes.includes('meta.example.jsdoc')
    ? -1
    : scopes.findLastIndex(s => embeddedScope.test(s));
  return scopes.findIndex((s, i) => i > embedded && (commentScope.test(s) || docstringScope.test(s))) + 1;
}

function findRegions(line: TokenizedLine, unicodeDocstring: boolean): Region[] {
  const regions: Region[] = [];
  let previous: Region | undefined;
  for (const token of line.tokens) {
    let depth = commentDepth(token.scopes);
    if (depth === 0 && unicodeDocstring) depth = token.scopes.findIndex(s => pythonString.test(s)) + 1;
    if (depth === 0) {
      previous = undefined;
      continue;
    }
    const scopes = token.scopes.slice(0, depth);
    if (previous && sameScopes(previous.scopes, scopes)) {
      previous.end = token.end;
      previous.tokens.push(token);
    } else {
      previous = { start: token.start, end: token.end, scopes, tokens: [token] };
      regions.push(previous);
    }
  }
  return regions;
}

const sameScopes = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((scope, index) => scope === b[index]);

const pythonString = /^string\.quoted\.(?:single|multi)\.python$/;
const pythonSuite = /^\s*(?:async\s+def|def|class)\b.*:\s*(?:#.*)?$/;

/** The Python grammar does not take `u"""` for a docstring: it is one as the first statement of a module or suite. */
function beginsUnicodeDocstring({ text, tokens }: TokenizedLine, lastCode: string | undefined): boolean {
  if (!/^\s*[uU]["']/.test(text) || (lastCode !== undefined && !pythonSuite.test(lastCode))) return false;
  const first = tokens.find(token => text.slice(token.start, token.end).trim() !== '');
  return first !== undefined && first.scopes.length === 3 && pythonString.test(first.scopes[1] ?? '');
}

/** What may stand before a comment's continuation: blanks, and the marks of a Markdown quotation around it. */
const quotation = /^[\s>]*$/;

function findSegments(lines: readonly TokenizedLine[]): Segment[] {
  const segments: Segment[] = [];
  let open: Segment | undefined;
  let openUnicode = false;
  let lastCode: string | undefined;

  lines.forEach((line, number) => {
    const { text } = line;
    const unicode = open ? openUnicode : beginsUnicodeDocstring(line, lastCode);
    const regions = findRegions(line, unicode);
    for (const [index, region] of regions.entries()) {
      let at = region.start;
      if (open && index > 0) open = undefined;
      if (open) {
        if (!quotation.test(text.slice(0, at)) || !sameScopes(open.scopes, region.scopes)) open = undefined;
      }
      while (at < region.end) {
        if (!open) {
          at += /^\s*/.exec(text.slice(at, region.end))?.[0].length ?? 0;
          if (at === region.end) break;
          open = begin(text, region, at, number);
          if (!open) break;
          at += open.open.length;
          openUnicode = unicode;
        } else {
          open.columns.push(at);
        }
        const end = open.form === 'line' ? region.end : findClose(text, region, at, open);
        if (end !== undefined) {
          open.end = { line: number, character: end };
          if (!open.docstring || isStatement(open, lines)) segments.push(open);
          open = undefined;
          at = end;
        } else {
          // Code follows on the same line although nothing closed the comment.
          if (region.end < text.length) open = undefined;
          break;
        }
      }
    }
    if (open && regions.length === 0) {
      if (text.trim() === '') open.columns.push(0);
      else open = undefined;
    }
    if (text.slice(0, regions[0]?.start).trim() !== '') lastCode = text;
  });

  const last = lines.at(-1);
  if (open && last) {
    segments.push({ ...open, close: '', end: { line: lines.length - 1, character: last.text.length } });
  }
  return segments;
}

function begin(text: string, region: Region, character: number, line: number): Segment | undefined {
  const { scopes, end } = region;
  const source = text.slice(character, end);
  const scope = scopes.at(-1) ?? '';
  const docstring = scope.startsWith('string');
  const block = docstring
    ? stringDelimiterOf(source)
    : /^comment\.line\b/.test(scope)
      ? undefined
      : blockDelimiterOf(source);
  const start = { line, character };
  const depth = depthAt(region, character);
  const common = { docstring, depth, scopes, start, end: start, columns: [character] };
  if (block) return { ...common, form: 'block', ...block };
  const delimiter = docstring ? undefined : lineDelimiterOf(source);
  return delimiter ? { ...common, form: 'line', open: delimiter, close: '' } : undefined;
}

/** The column after the closing delimiter. */
function findClose(text: string, region: Region, from: number, segment: Segment): number | undefined {
  const { close, docstring, depth } = segment;
  for (let at = text.indexOf(close, from); at >= 0 && at < region.end; at = text.indexOf(close, at + 1)) {
    const closes = docstring ? isStringEnd(region, at) : depthAt(region, at) === depth;
    if (closes) return at + close.length;
  }
  return undefined;
}

const tokenAt = ({ tokens }: Region, column: number) =>
  tokens.find(({ start, end }) => start <= column && column < end);

const depthAt = (region: Region, column: number) =>
  tokenAt(region, column)?.scopes.filter(scope => commentScope.test(scope)).length ?? 0;

const isStringEnd = (region: Region, column: number) =>
  tokenAt(region, column)?.scopes.some(scope => scope.startsWith('punctuation.definition.string.end')) ??
  false;

/** A string that is a statement of its own: nothing before it, and nothing but a comment after it. */
function isStatement({ start, end }: Segment, lines: readonly TokenizedLine[]): boolean {
  const before = lines[start.line]?.text.slice(0, start.character) ?? '';
  const after = lines[end.line]?.text.slice(end.character) ?? '';
  return before.trim() === '' && /^\s*(?:#|$)/.test(after);
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
    sameScopes(a.scopes, b.scopes) &&
    sameDelimiter(sourceOf(a, lines), sourceOf(b, lines), a.open) &&
    !segmentIsDirective(a, lines) &&
    !segmentIsDirective(b, lines)
  );
}

const hasWords = /[\p{L}\p{N}]/u;

/** `///` and `//` are two delimiters; a rule such as `//////` goes with either. */
function sameDelimiter(a: string, b: string, open: string): boolean {
  return !hasWords.test(a) || !hasWords.test(b) || fullOpening(a, open) === fullOpening(b, open);
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
  // Roxygen's.
  if (open === '#' && /^'(?:\s|$)/.test(rest)) length = 1;
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
  const documented = /^(?:\/\*\*$|\/\*!|\/\/\/<?$|\/\/!|---$)/.test(open);
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
    scopes.some(scope => /^(?:source\.go|meta\.embedded\.block\.go)$/.test(scope)) &&
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
  const { start, end, close, docstring, columns } = segment;
  const cuts: Cut[] = [];
  for (let number = start.line; number <= end.line; number++) {
    const text = lines[number]?.text ?? '';
    const isFirst = number === start.line;
    const isLast = number === end.line;
    const from = isFirst ? start.character : 0;
    const own = isFirst ? start.character + open.length : (columns[number - start.line] ?? 0);
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
    .filter(({ content }) => hasWords.test(content))
    .map(({ content }) => content.search(/\S/));
  const shared = widths.length > 0 ? Math.min(...widths) : Number.POSITIVE_INFINITY;
  const firstText = cuts.findIndex(({ content }) => hasWords.test(content));
  const lastText = cuts.findLastIndex(({ content }) => hasWords.test(content));
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
