import { splitLines, type Token, type TokenizedLine } from './tokens.ts';

/** What a language configuration says about comments. */
export interface CommentRules {
  lineComment?: string;
  blockComment?: [open: string, close: string];
}

/** Longer ones first. */
const quotes = ['"""', "'''", '"', "'", '`'];
/** What may stand before a line comment: `http://` and `$#` are none. */
const boundary = /[\s;,(){}[\]]$|^$/;

/**
 * Stands in for a grammar where there is none, giving tokens that `findComments` and the proof read alike. It knows
 * strings only so far: quoted by `"`, `'` or a backtick, or three of the first two; a backslash skips a character; the
 * single ones end with the line at the latest, except the backtick. It knows no regular expressions, no heredocs and no
 * docstrings. In doubt it takes comment for code rather than code for comment, so a comment may be missed.
 */
export function scanComments(text: string, { lineComment, blockComment }: CommentRules): TokenizedLine[] {
  const [open, close] = blockComment ?? [];
  let pending: { close: string; scope: string } | undefined;
  return splitLines(text).map(line => {
    const tokens: Token[] = [];
    const add = (end: number, ...scopes: string[]) => {
      const start = tokens.at(-1)?.end ?? 0;
      if (end > start || line === '') tokens.push({ start, end, scopes });
    };
    let at = 0;
    do {
      if (!pending) {
        const next = findOpening(line, at, { lineComment, open });
        if (!next) {
          add(line.length);
          break;
        }
        add(next.at);
        at = next.at + next.delimiter.length;
        if (next.kind === 'line') {
          add(line.length, 'comment.line');
          break;
        }
        pending =
          next.kind === 'block'
            ? { close: close ?? '', scope: 'comment.block' }
            : { close: next.delimiter, scope: 'string' };
      }
      const found = findClosing(line, at, pending);
      at = found ?? line.length;
      add(at, pending.scope);
      if (found !== undefined || (/^string$/.test(pending.scope) && /^["']$/.test(pending.close)))
        pending = undefined;
    } while (at < line.length);
    return { text: line, tokens };
  });
}

interface Opening {
  kind: 'line' | 'block' | 'string';
  at: number;
  delimiter: string;
}

function findOpening(
  line: string,
  from: number,
  { lineComment, open }: { lineComment: string | undefined; open: string | undefined },
): Opening | undefined {
  for (let at = from; at < line.length; at++) {
    if (open && line.startsWith(open, at)) return { kind: 'block', at, delimiter: open };
    if (
      lineComment &&
      line.startsWith(lineComment, at) &&
      boundary.test(line.slice(Math.max(0, at - 1), at))
    ) {
      return { kind: 'line', at, delimiter: lineComment };
    }
    const quote = quotes.find(delimiter => line.startsWith(delimiter, at));
    if (quote) return { kind: 'string', at, delimiter: quote };
  }
  return undefined;
}

function findClosing(line: string, from: number, { close, scope }: { close: string; scope: string }) {
  for (let at = from; at < line.length; at++) {
    if (scope === 'string' && line[at] === '\\') at++;
    else if (line.startsWith(close, at)) return at + close.length;
  }
  return undefined;
}
