import type { Range } from './commentBlock.ts';
import { blockDelimiterOf, lineDelimiterOf, stringDelimiterOf } from './delimiters.ts';
import type { Token, TokenizedLine } from './tokens.ts';

/** One comment in the source: from its opening delimiter to its closing one, or to the end of a line. */
export interface Segment extends Range {
  form: 'line' | 'block';
  docstring: boolean;
  open: string;
  /** Empty for line comments. */
  close: string;
  /** Scopes down to the comment's own. */
  scopes: string[];
  /** Comment scopes on the opening delimiter: its closing one has as many, that of a comment nested in it has more. */
  depth: number;
  /** The grammar names the opening delimiter, so it names the closing one, and nothing else so. */
  named: boolean;
}

/** Tokens of one comment scope that touch each other: where the grammar sees comment, before delimiters are told apart. */
interface Region {
  start: number;
  end: number;
  scopes: string[];
  tokens: Token[];
}

/**
 * The grammar says where comments are; the delimiters in the source say where each begins and ends, because many
 * grammars name no delimiters, or count the blanks around a comment in. A comment whose end cannot be told is left out:
 * one that is never closed, or that code is embedded in.
 */
export function findSegments(lines: readonly TokenizedLine[]): Segment[] {
  const segments: Segment[] = [];
  /** The comment that goes on in the next line. */
  let open: Segment | undefined;
  let inPlainDocstring = false;
  let lastCode: string | undefined;

  for (const [number, line] of lines.entries()) {
    const { text } = line;
    if (beginsData(line)) break;
    if (!open) inPlainDocstring = beginsPlainDocstring(line, lastCode);
    const regions = findRegions(line, inPlainDocstring);
    const [first] = regions;
    if (open && !(first ? continues(open, first, text) : text.trim() === '')) open = undefined;

    for (const region of regions) {
      let at: number | undefined = region.start;
      while (at !== undefined && at < region.end) {
        if (!open) {
          at = at + text.slice(at, region.end).search(/\S|$/);
          open = begin(text, region, { line: number, character: at });
          if (!open) break;
          at += open.open.length;
        }
        at = open.form === 'line' ? region.end : findClose(text, region, at, open);
        if (at !== undefined) {
          open.end = { line: number, character: at };
          if (!open.docstring || isStatement(open, lines)) segments.push(open);
          open = undefined;
        }
      }
      // Code follows on the same line although nothing closed the comment.
      if (region.end < text.length) open = undefined;
    }
    if (text.slice(0, first?.start).trim() !== '') lastCode = text;
  }
  return segments;
}

export const commentScope = /^(?:meta\.)?comment(?:\.|$)/;
const docstringScope = /^string\.(?:.+\.)?docstring(?:\.|$)/;
const embeddedScope = /^(?:source\.|meta\.embedded)/;

/**
 * How many of the scopes lead down to the comment, that scope included; 0 for code. Code embedded in a comment is code:
 * PHP inside `<!-- -->` runs. An example in JSDoc is not, though its grammar calls it embedded.
 */
function commentDepth(scopes: readonly string[]): number {
  // Most tokens are code, and this is asked of every one.
  if (!scopes.some(scope => scope.includes('comment') || scope.includes('docstring'))) return 0;
  const embedded = scopes.includes('meta.example.jsdoc')
    ? -1
    : scopes.findLastIndex(scope => embeddedScope.test(scope));
  const own = scopes.findIndex(
    (scope, index) => index > embedded && (commentScope.test(scope) || docstringScope.test(scope)),
  );
  // Grammars cannot know whether the pattern is one of the kind that has comments.
  const inPattern = scopes.slice(embedded + 1, own).some(scope => scope.startsWith('string.regexp'));
  return inPattern ? 0 : own + 1;
}

function findRegions(line: TokenizedLine, inPlainDocstring: boolean): Region[] {
  const regions: Region[] = [];
  let previous: Region | undefined;
  for (const token of line.tokens) {
    let depth = commentDepth(token.scopes);
    if (depth === 0 && inPlainDocstring) depth = token.scopes.findIndex(s => pythonString.test(s)) + 1;
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

export const sameScopes = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((scope, index) => scope === b[index]);

const continues = (open: Segment, region: Region, text: string) =>
  text.slice(0, region.start).trim() === '' && sameScopes(open.scopes, region.scopes);

/** The rest of a Perl or Ruby program is for itself to read; their grammars take it for code, or for documentation. */
function beginsData({ text, tokens: [first] }: TokenizedLine): boolean {
  return (
    /^__(?:END|DATA)__$/.test(text) &&
    /^source\.(?:perl|ruby)$/.test(first?.scopes[0] ?? '') &&
    !first?.scopes.some(scope => /^(?:string|comment)\b/.test(scope))
  );
}

const pythonString = /^string\.quoted\.(?:single|multi)\.python$/;
const pythonCode = /^(?:source\.python|meta\.embedded\.block\.python)$/;
const pythonSuite = /^\s*(?:(?:async\s+def|def|class)\b.*|\)\s*(?:->.*)?):\s*(?:#.*)?$/;

/**
 * Whether the next statement of a Python program is the first one of a module or of a suite.
 * @param lastCode the last line before it with more than comment on it
 */
export function isFirstInSuite(lastCode: string | undefined): boolean {
  return lastCode === undefined || pythonSuite.test(lastCode);
}

/**
 * The Python grammar does not take `u"""` for a docstring, nor any indented one in a list of Markdown: such a string is one
 * as the first statement of a suite, and `u"""` also of a module.
 */
function beginsPlainDocstring({ text, tokens }: TokenizedLine, lastCode: string | undefined): boolean {
  const begins = lastCode === undefined ? /^[uU]["']/ : /^\s*[rRuU]?["']/;
  if (!begins.test(text) || !isFirstInSuite(lastCode)) return false;
  const first = tokens.find(token => text.slice(token.start, token.end).trim() !== '');
  const [code = '', string = ''] = first?.scopes.slice(-3) ?? [];
  return pythonCode.test(code) && pythonString.test(string);
}

function begin(text: string, region: Region, start: Range['start']): Segment | undefined {
  const { scopes } = region;
  const source = text.slice(start.character, region.end);
  const scope = scopes.at(-1) ?? '';
  const docstring = scope.startsWith('string');
  // What follows a value is part of it for most of the programs that read such files.
  if (scope.endsWith('.ini') && text.slice(0, start.character).trim() !== '') return undefined;
  const common = {
    docstring,
    depth: depthAt(region, start.character),
    named: hasScope(region, start.character, 'punctuation.definition.comment.begin'),
    scopes,
    start,
    end: start,
  };
  const block = docstring
    ? stringDelimiterOf(source)
    : /^comment\.line\b/.test(scope)
      ? undefined
      : blockDelimiterOf(source);
  if (block) return { ...common, form: 'block', ...block };
  const delimiter = docstring ? undefined : lineDelimiterOf(source);
  return delimiter ? { ...common, form: 'line', open: delimiter, close: '' } : undefined;
}

/** The column after the closing delimiter. */
function findClose(text: string, region: Region, from: number, segment: Segment): number | undefined {
  const { close, docstring, depth, named } = segment;
  for (let at = text.indexOf(close, from); at >= 0 && at < region.end; at = text.indexOf(close, at + 1)) {
    const closes = docstring
      ? hasScope(region, at, 'punctuation.definition.string.end')
      : depthAt(region, at) === depth &&
        (!named || hasScope(region, at, 'punctuation.definition.comment.end'));
    if (closes) return at + close.length;
  }
  return undefined;
}

const tokenAt = ({ tokens }: Region, column: number) =>
  tokens.find(({ start, end }) => start <= column && column < end);

const depthAt = (region: Region, column: number) =>
  tokenAt(region, column)?.scopes.filter(scope => commentScope.test(scope)).length ?? 0;

const hasScope = (region: Region, column: number, begins: string) =>
  tokenAt(region, column)?.scopes.some(scope => scope.startsWith(begins)) ?? false;

/** A string that is a statement of its own: nothing before it, and nothing but a comment after it. */
function isStatement({ start, end }: Segment, lines: readonly TokenizedLine[]): boolean {
  const before = lines[start.line]?.text.slice(0, start.character) ?? '';
  const after = lines[end.line]?.text.slice(end.character) ?? '';
  return before.trim() === '' && /^\s*(?:#|$)/.test(after);
}
