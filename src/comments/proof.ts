import { changesMarkup } from './changesMarkup.ts';
import type { CommentBlock, Range } from './commentBlock.ts';
import { breakouts } from './delimiters.ts';
import { findComments } from './findComments.ts';
import { findPassages } from './findPassages.ts';
import { sameScopes } from './findSegments.ts';
import { splitLines, type Token, type TokenizedLine } from './tokens.ts';

/** A comment of the document before, and the source that takes its place. */
export interface Replacement {
  block: CommentBlock;
  source: string;
}

/**
 * Why a replacement is refused.
 *
 * - `empty`: nothing to read is left
 * - `protected`: the comment is a directive, or would become one
 * - `control`: control characters and line separators that the editor does not break lines at, compilers may
 * - `bidi`: new controls of the writing direction, which make code look like what it is not (Trojan Source)
 * - `delimiter`: more delimiters than before, of any language
 * - `escape`: new escapes or interpolation, which docstrings and Java sources act on; in a string, others than before
 * - `splice`: a line comment's line ends with a line continuation
 * - `lines`: it would take or give code beside it a line break
 * - `untokenised`: a line became too long, or was too slow, for the grammar to judge
 * - `escaped`: it is no longer one comment of the same kind and place
 * - `markup`: Markdown is made of something else than before
 * - `code`: a token outside the comments changed
 */
export type Refusal =
  | 'empty'
  | 'protected'
  | 'control'
  | 'bidi'
  | 'delimiter'
  | 'escape'
  | 'splice'
  | 'lines'
  | 'untokenised'
  | 'escaped'
  | 'markup'
  | 'code';

export type Proof = { ok: true } | { ok: false; reason: Refusal; block?: CommentBlock };

/**
 * Proves that replacing comments left all code as it was. Outside the replaced comments every line must have the same
 * text and the same tokens, place and scopes included; in place of each there must be exactly one comment of the same
 * kind, delimiters and scopes. Beyond what the grammar sees, the new text may bring nothing that ends a comment elsewhere.
 *
 * @param before the document's tokens
 * @param after the tokens of the whole document with all replacements in place
 * @param replacements in the document's order, not overlapping
 */
export function proveUntouched(
  before: readonly TokenizedLine[],
  after: readonly TokenizedLine[],
  replacements: readonly Replacement[],
): Proof {
  for (const replacement of replacements) {
    const reason = refuseText(replacement, before);
    if (reason) return { ok: false, reason, block: replacement.block };
  }

  const areComments = replacements.every(({ block: { kind } }) => kind !== 'string' && kind !== 'prose');
  const find = areComments ? findComments : findPassages;
  const found = find(after);
  const blocks = new Map(found.map(block => [`${block.start.line}:${block.start.character}`, block]));
  let old = { line: 0, character: 0 };
  let now = { line: 0, character: 0 };
  for (const { block, source } of replacements) {
    const start = advance(old, now, block.start);
    const texts = splitLines(source);
    // First of all, since then the code beside the comment has no tokens either.
    if (texts.some((_, index) => after[start.line + index]?.tokens.length === 0)) {
      return { ok: false, reason: 'untokenised', block };
    }
    if (!sameStretch(before, { start: old, end: block.start }, after, { start: now, end: start })) {
      return { ok: false, reason: 'code', block };
    }
    const last = texts.at(-1)?.length ?? 0;
    const end = {
      line: start.line + texts.length - 1,
      character: texts.length === 1 ? start.character + last : last,
    };
    const place = { start, end };
    const reason =
      refusePlace(block, texts, place, after, blocks.get(`${start.line}:${start.character}`)) ??
      (block.kind === 'string' && fixedIn(before, block) !== fixedIn(after, { ...block, ...place })
        ? 'escape'
        : undefined);
    if (reason) return { ok: false, reason, block };
    old = block.end;
    now = end;
  }
  const oldEnd = endOf(before);
  const nowEnd = endOf(after);
  if (!sameStretch(before, { start: old, end: oldEnd }, after, { start: now, end: nowEnd })) {
    return { ok: false, reason: 'code' };
  }
  // Lines that are gone may have moved a comment up to where it is an encoding line.
  if (directivesIn(find(before)) !== directivesIn(found)) return { ok: false, reason: 'protected' };
  const text = before.map(line => line.text).join('\n');
  return changesMarkup(text, replacements) ? { ok: false, reason: 'markup' } : { ok: true };
}

const directivesIn = (blocks: readonly CommentBlock[]) => blocks.filter(({ directive }) => directive).length;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]/g;
const bidi = /[\u202a-\u202e\u2066-\u2069]/g;
/** Java reads these anywhere in its source, comments included; Python, Julia and others in docstrings. */
const unicodeEscape = /\\u/g;
const docstringEscape = /\\|\$|#\{/g;
/** C joins such a line with the next one; the second form is the trigraph for the first. */
const splice = /(?:\\|\?\?\/)\s*$/;

/** Why a replacement is refused for its text alone, wherever it stands. */
export function refuseText(
  { block, source }: Replacement,
  before: readonly TokenizedLine[],
): Refusal | undefined {
  if (block.directive) return 'protected';
  const old = textIn(before, block);
  const adds = (pattern: RegExp) => count(source, pattern) > count(old, pattern);
  if (adds(control)) return 'control';
  if (adds(bidi)) return 'bidi';
  const sequences = block.form === 'block' ? [...breakouts, block.close] : breakouts;
  const occurrences = (text: string, sequence: string) =>
    text
      .replaceAll(block.escapedQuote ?? '\0', '')
      .toLowerCase()
      .split(sequence.toLowerCase()).length;
  if (sequences.some(sequence => occurrences(source, sequence) > occurrences(old, sequence)))
    return 'delimiter';
  if (block.kind === 'string' && placeholders(source, block) !== placeholders(old, block)) return 'escape';
  if (adds(unicodeEscape) || (block.kind === 'docstring' && adds(docstringEscape))) return 'escape';
  const lines = splitLines(source);
  if (
    block.form === 'line' &&
    lines.some(line => splice.test(line)) &&
    !splitLines(old).some(l => splice.test(l))
  ) {
    return 'splice';
  }
  const isMultiline = block.end.line > block.start.line;
  if (!(block.form === 'line' && block.ownsLines) && lines.length > 1 !== isMultiline) return 'lines';
  return undefined;
}

/**
 * What in a string is run, filled in or read by somebody, in some language: escapes, holes, placeholders, tags, and what
 * would begin one.
 */
const placeholder =
  /\\(?:u\{[^}]*\}|u[\da-f]{4}|U[\da-f]{8}|x[\da-f]{2}|[0-7]{1,3}|\([^()]*\)|.)|[$#@]?\{[^{}]*\}|\$\w+|%(?:\(\w+\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?[a-zA-Z@](?![\p{L}\p{N}])|%\w+%|<\/?[a-z][^<>]*>|&(?:#\w+|[a-z]\w*);|[\\{}$`]/giu;

function placeholders(text: string, { escapedQuote }: CommentBlock): string {
  return (text.match(placeholder) ?? []).filter(part => part !== escapedQuote).join('\n');
}

/** The tokens of a string that are more than its text, with their scopes. */
function fixedIn(lines: readonly TokenizedLine[], block: CommentBlock): string {
  const { text, tokens } = partOf(lines, block, block.start.line);
  return tokens
    .filter(({ scopes }) => !sameScopes(scopes, block.scopes))
    .map(({ start, end, scopes }) => [text.slice(start, end), ...scopes].join(' '))
    .filter(token => !block.escapedQuote || !token.startsWith(`${block.escapedQuote} `))
    .join('\n');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function refusePlace(
  block: CommentBlock,
  texts: readonly string[],
  { start, end }: Range,
  after: readonly TokenizedLine[],
  found: CommentBlock | undefined,
): Refusal | undefined {
  for (const [index, text] of texts.entries()) {
    const from = index === 0 ? start.character : 0;
    if (after[start.line + index]?.text.slice(from, from + text.length) !== text) return 'escaped';
  }
  if (!found) return 'escaped';
  if (found.directive) return 'protected';
  const same =
    found.end.line === end.line &&
    found.end.character === end.character &&
    found.kind === block.kind &&
    found.form === block.form &&
    found.open === block.open &&
    found.close === block.close &&
    found.ownsLines === block.ownsLines &&
    found.scopes.join(' ') === block.scopes.join(' ');
  if (!same) return 'escaped';
  return found.lines.some(({ text }) => text !== '') ? undefined : 'empty';
}

interface Place {
  line: number;
  character: number;
}

/** Where a place of the document before is in the one after, if all since `old`, which is now at `now`, is unchanged. */
function advance(old: Place, now: Place, to: Place): Place {
  return to.line === old.line
    ? { line: now.line, character: now.character + to.character - old.character }
    : { line: now.line + to.line - old.line, character: to.character };
}

function endOf(lines: readonly TokenizedLine[]): Place {
  return { line: lines.length - 1, character: lines.at(-1)?.text.length ?? 0 };
}

/** Same text and same tokens; a token that reaches beyond the stretch counts for its part inside. */
function sameStretch(
  a: readonly TokenizedLine[],
  from: Range,
  b: readonly TokenizedLine[],
  to: Range,
): boolean {
  if (from.end.line - from.start.line !== to.end.line - to.start.line) return false;
  for (let offset = 0; offset <= from.end.line - from.start.line; offset++) {
    const one = partOf(a, from, from.start.line + offset);
    const other = partOf(b, to, to.start.line + offset);
    if (one.text !== other.text || one.tokens.length !== other.tokens.length) return false;
    if (!one.tokens.every((token, index) => sameToken(token, other.tokens[index]))) return false;
  }
  return true;
}

function partOf(lines: readonly TokenizedLine[], { start, end }: Range, line: number): TokenizedLine {
  const { text, tokens } = lines[line] ?? { text: '', tokens: [] };
  const from = line === start.line ? start.character : 0;
  const to = line === end.line ? end.character : text.length;
  return {
    text: text.slice(from, to),
    tokens: tokens
      .filter(token => (token.start < to && token.end > from) || (token.end === token.start && from === to))
      .map(token => ({
        start: Math.max(token.start, from) - from,
        end: Math.min(token.end, to) - from,
        scopes: token.scopes,
      })),
  };
}

function sameToken(a: Token, b: Token | undefined): boolean {
  return b !== undefined && a.start === b.start && a.end === b.end && sameScopes(a.scopes, b.scopes);
}

function textIn(lines: readonly TokenizedLine[], { start, end }: Range): string {
  return lines
    .slice(start.line, end.line + 1)
    .map((_, index) => partOf(lines, { start, end }, start.line + index).text)
    .join('\n');
}
