import type { CommentBlock } from './commentBlock.ts';
import { sameScopes } from './findSegments.ts';
import { isForProgram } from './isForProgram.ts';
import type { Token, TokenizedLine } from './tokens.ts';

/** Where a string has begun. */
interface Opened {
  line: number;
  start: number;
  /** Where its text begins, behind the delimiter. */
  from: number;
  /** Those of its text. */
  scopes: string[];
}

/**
 * Finds the strings that begin and end on one line, outermost ones only, where the grammar names their delimiters. What a
 * program reads is among them as a directive: keys, addresses of modules, what is compared.
 */
export function findStrings(lines: readonly TokenizedLine[]): CommentBlock[] {
  const found: CommentBlock[] = [];
  /** The innermost last. */
  let open: Opened[] = [];
  for (const [number, line] of lines.entries()) {
    // Holes have no string's scope in some grammars, so that it is asked for at the start of a line only.
    if (open.length > 0 && !line.tokens[0]?.scopes.some(scope => scope.startsWith('string'))) open = [];
    for (const token of line.tokens) {
      const delimiter = delimiterOf(token);
      if (!delimiter) continue;
      const last = open.at(-1);
      const scopes = scopesOfText(token);
      if (
        delimiter !== 'end' &&
        last?.line === number &&
        last.from === token.start &&
        delimiter === 'begin'
      ) {
        // A prefix such as `u8` has a token of its own.
        open.splice(-1, 1, { ...last, from: token.end, scopes });
      } else if (delimiter === 'end' || (delimiter === 'either' && last && sameScopes(last.scopes, scopes))) {
        open.pop();
        if (last?.line === number && open.length === 0) {
          const block = stringBetween(line, number, last, token);
          if (block) found.push(block);
        }
      } else {
        open.push({ line: number, start: token.start, from: token.end, scopes });
      }
    }
  }
  return found;
}

const quotedScope = /^string\.(?:quoted|template|interpolated)\b(?!.*\b(?:docstring|regexp))/;

/** `either` where the grammar calls both ends by one name. */
function delimiterOf({ scopes }: Token): 'begin' | 'end' | 'either' | undefined {
  const punctuation = scopes.find(scope => scope.startsWith('punctuation.definition.string'));
  if (!punctuation || punctuation.includes('.raw') || !scopes.some(scope => quotedScope.test(scope))) {
    return undefined;
  }
  if (/\.begin\b/.test(punctuation)) return 'begin';
  return /\.end\b/.test(punctuation) ? 'end' : 'either';
}

const scopesOfText = ({ scopes }: Token) =>
  scopes.filter(scope => !/^(?:punctuation\.definition\.string|meta\.encoding)\b/.test(scope));

function stringBetween(
  { text, tokens }: TokenizedLine,
  line: number,
  { start, from, scopes }: Opened,
  closing: Token,
): CommentBlock | undefined {
  // Two that touch are one, in which a doubled quote stands for itself.
  if (text[start - 1] === text[start] || text[closing.end] === text[closing.end - 1]) return undefined;
  const [open, close] = [text.slice(start, from), text.slice(closing.start, closing.end)];
  const content = text.slice(from, closing.start);
  const said = content.trim();
  const blanks = said === '' ? 0 : content.search(/\S/);
  const prefix = text.slice(start, from + blanks);
  const escapedQuote = tokens
    .filter(token => token.start >= from && token.end <= closing.start && token.end === token.start + 2)
    .filter(token => token.scopes.some(scope => scope.startsWith('constant.character.escape')))
    .map(token => text.slice(token.start, token.end))
    .find(written => written.endsWith(close));
  return {
    start: { line, character: start },
    end: { line, character: closing.end },
    kind: 'string',
    form: 'block',
    open,
    close,
    ...(escapedQuote ? { escapedQuote } : {}),
    scopes,
    indent: '',
    ownsLines: false,
    directive: isForProgram({
      before: text.slice(0, start),
      said,
      open,
      after: text.slice(closing.end),
      scopes,
    }),
    lines: [{ prefix, text: said, suffix: text.slice(start + prefix.length + said.length, closing.end) }],
  };
}
