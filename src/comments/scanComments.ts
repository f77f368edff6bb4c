import { isFirstInSuite } from './findSegments.ts';
import type { Lexis } from './lexis.ts';
import { longestLine, splitLines, type Token, type TokenizedLine } from './tokens.ts';

/** What a language configuration says about comments, and what else is known of a common language. */
export interface CommentRules {
  lineComment?: string;
  blockComment?: [open: string, close: string];
  lexis?: Lexis;
}

/** What goes on until something closes it, over lines or to the end of one. */
interface Pending {
  scope: '' | 'comment.line' | 'comment.block' | 'string' | 'string.quoted.docstring';
  /** Undefined: the line's end. */
  close?: string;
  /** What its delimiters are named after, as in a grammar: which ones close it is decided here. */
  punctuation?: 'comment' | 'string';
  /** Ends with the line at the latest. */
  inLine?: true;
  /** A backslash takes the character behind it away. */
  escapes?: true;
  /** Opens another of the same inside, which has to be closed before. */
  nests?: string;
  /** Opens a hole, in which there is code up to the brace that closes it. */
  hole?: string;
}

interface Opening extends Pending {
  at: number;
  /** Where what it opens goes on. */
  from: number;
}

/** Longer ones first. */
const quotes = ['"""', "'''", '"', "'", '`'];
/** What may stand before a line comment: `http://` and `$#` are none. */
const boundary = /[\s;,(){}[\]]/;
/** What stands before a value: a slash there begins a pattern. */
const beforeValue = /(?:[(,=:[!&|?{;+~]|\b(?:return|case|typeof|in|of)|^)\s*$/;
const pattern = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\//y;
const heredoc = /<<[-~<]?[ \t]*["']?([A-Za-z_]\w*)["']?/y;
const docstring = /^\s*[rRuU]?("""|'''|"|')/;
const blockScalar = /(?:^|[\s:-])[|>][-+\d]*\s*$/;
/** In a page, the line's rest is the page's. */
const pageGoesOn = /\?>|%>/;

/**
 * Stands in for a grammar where there is none, giving tokens that `findComments` and the proof read alike. It knows
 * strings only so far: quoted by `"`, `'` or a backtick, or three of the first two; a backslash skips a character; the
 * single ones end with the line at the latest, except the backtick; and what `lexis` says of the language. Of languages in
 * others it knows nothing; between the elements of JSX it takes text for what it looks like. Else it takes comment for code in doubt, rather than code for comment, so a comment may be missed.
 */
export function scanComments(text: string, rules: CommentRules): TokenizedLine[] {
  const { lexis = {} } = rules;
  const lines = splitLines(text);
  const wordsAlone = lexis.heredocs ? new Set(lines.map(wordAlone)) : undefined;
  let pending: Pending | undefined;
  /** The templates around, by how many braces are open in the hole of each. */
  const holes: number[] = [];
  /** Lines for which it holds are text, whatever is in them. */
  let isText: ((line: string) => boolean) | undefined;
  let lastCode: string | undefined;

  return lines.map(line => {
    if (line.length > longestLine) return { text: line, tokens: [] };
    if (!pending && lexis.end?.test(line)) isText = () => true;
    if (!pending && lexis.code?.test(line))
      return { text: line, tokens: [{ start: 0, end: line.length, scopes: [] }] };
    if (isText?.(line)) return { text: line, tokens: [{ start: 0, end: line.length, scopes: ['string'] }] };
    isText = undefined;

    const tokens: Token[] = [];
    const add = (end: number, ...scopes: string[]) => {
      const start = tokens.at(-1)?.end ?? 0;
      if (end > start || line === '')
        tokens.push({ start, end, scopes: scopes.filter(scope => scope !== '') });
    };
    const words: string[] = [];
    let at = 0;
    do {
      if (!pending) {
        const opening = findOpening(line, at, rules, holes, lastCode, word => {
          if (wordsAlone?.has(word)) words.push(word);
        });
        if (!opening) {
          add(line.length);
          break;
        }
        add(opening.at);
        at = opening.from;
        if (opening.punctuation) {
          add(at, opening.scope, `punctuation.definition.${opening.punctuation}.begin`);
        }
        pending = opening;
      }
      const closed = findClosing(line, at, pending);
      at = closed ?? line.length;
      if (closed !== undefined && pending.punctuation) {
        add(at - (pending.close?.length ?? 0), pending.scope);
        add(at, pending.scope, `punctuation.definition.${pending.punctuation}.end`);
      } else {
        add(at, pending.scope);
      }
      if (pending.hole && line.slice(0, closed ?? 0).endsWith(pending.hole)) holes.push(0);
      if (closed !== undefined || pending.inLine) pending = undefined;
    } while (at < line.length);

    const code = tokens.filter(({ scopes }) => !scopes[0]?.startsWith('comment'));
    if (code.some(({ start, end }) => line.slice(start, end).trim() !== '')) lastCode = line;
    if (words.length > 0) isText = untilWords(words);
    else if (lexis.blockScalars && blockScalar.test(line.slice(0, code.at(-1)?.end ?? 0)))
      isText = deeperThan(line);
    return { text: line, tokens };
  });
}

function findOpening(
  line: string,
  start: number,
  rules: CommentRules,
  holes: number[],
  lastCode: string | undefined,
  foundHeredoc: (word: string) => void,
): Opening | undefined {
  const { lexis = {}, blockComment } = rules;
  const blocks = [...(blockComment ? [blockComment] : []), ...(lexis.blocks ?? [])];
  const documentation = start === 0 && lexis.docstrings ? docstring.exec(line) : null;
  if (documentation?.[1] && isFirstInSuite(lastCode)) {
    const at = line.search(/\S/);
    const close = documentation[1];
    const inLine = close.length === 1 ? ({ inLine: true } as const) : {};
    return {
      scope: 'string.quoted.docstring',
      punctuation: 'string',
      at,
      from: documentation[0].length,
      close,
      escapes: true,
      ...inLine,
    };
  }
  for (let at = start; at < line.length; at++) {
    if (closesHole(line[at], holes)) return { ...template, at, from: at + 1 };
    for (const { open, close } of lexis.raw ?? []) {
      const found = matchAt(open, line, at);
      if (found) return { scope: 'string', at, from: at + found[0].length, close: close(found[1] ?? '') };
    }
    const block = blocks.find(([open]) => line.startsWith(open, at));
    if (block) {
      const [open, close] = block;
      const nests = lexis.nested ? { nests: open } : {};
      return { scope: 'comment.block', at, from: at + open.length, close, punctuation: 'comment', ...nests };
    }
    if (isLineComment(line, at, rules)) return { scope: 'comment.line', at, from: at + 1, inLine: true };
    const skipped =
      (lexis.patterns && line[at] === '/' && beforeValue.test(line.slice(Math.max(0, at - 20), at))
        ? matchAt(pattern, line, at)
        : null) ?? (lexis.heredocs ? matchAt(heredoc, line, at) : null);
    if (skipped) {
      if (skipped[1]) foundHeredoc(skipped[1]);
      at += skipped[0].length - 1;
      continue;
    }
    const quote = quotes.find(delimiter => line.startsWith(delimiter, at));
    if (quote === '`' && lexis.templates) return { ...template, at, from: at + 1 };
    if (quote) {
      const inLine = /^["']$/.test(quote) ? ({ inLine: true } as const) : {};
      return { scope: 'string', at, from: at + quote.length, close: quote, escapes: true, ...inLine };
    }
  }
  return undefined;
}

const template = { scope: 'string', close: '`', escapes: true, hole: '${' } as const;

/** Counts the braces in the innermost hole; whether this one closes it. */
function closesHole(character: string | undefined, holes: number[]): boolean {
  const open = holes.pop();
  if (open === undefined) return false;
  if (character === '}' && open === 0) return true;
  holes.push(character === '{' ? open + 1 : character === '}' ? open - 1 : open);
  return false;
}

function isLineComment(line: string, at: number, { lineComment, lexis = {} }: CommentRules): boolean {
  const begins =
    (lineComment && line.startsWith(lineComment, at)) || (lexis.lines && matchAt(lexis.lines, line, at));
  if (!begins) return false;
  return lexis.wholeLines ? line.slice(0, at).trim() === '' : at === 0 || boundary.test(line.charAt(at - 1));
}

function matchAt(sticky: RegExp, line: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(line);
}

/** The column behind what closes it. */
function findClosing(
  line: string,
  from: number,
  { scope, close, escapes, nests, hole }: Pending,
): number | undefined {
  if (scope === 'comment.line') {
    const page = line.slice(from).search(pageGoesOn);
    return page < 0 ? undefined : from + page;
  }
  if (close === undefined) return undefined;
  let depth = 1;
  for (let at = from; at <= line.length - close.length; at++) {
    if (escapes && line[at] === '\\') at++;
    else if (hole && line.startsWith(hole, at)) return at + hole.length;
    else if (line.startsWith(close, at)) {
      depth--;
      if (depth === 0) return at + close.length;
      at += close.length - 1;
    } else if (nests && line.startsWith(nests, at)) {
      depth++;
      at += nests.length - 1;
    }
  }
  return undefined;
}

/** The word that a line consists of, but for what may follow the end of a heredoc. */
const wordAlone = (line: string) => /^\s*(\w+)[\s;,)\]]*$/.exec(line)?.[1];

function untilWords(words: readonly string[]): (line: string) => boolean {
  let left = words;
  return line => {
    if (left.length === 0) return false;
    if (wordAlone(line) === left[0]) left = left.slice(1);
    return true;
  };
}

/** Lines further in than the entry that a line begins; blank ones, too. */
function deeperThan(line: string): (line: string) => boolean {
  const [before = ''] = /^\s*(?:-\s+)*/.exec(line) ?? [];
  const isItem = /^[|>]/.test(line.slice(before.length));
  const indent = isItem ? before.trimEnd().length - 1 : before.length;
  return below => below.trim() === '' || below.search(/\S/) > indent;
}
