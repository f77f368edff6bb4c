import type { Token, TokensList } from 'marked';
import { lex } from '../../markdown/lex.ts';

/** Blocks of a text that is whole. Places are counted in UTF-16 units. */
export interface Part {
  from: number;
  tokens: Token[];
  end: number;
}

/**
 * Lexes as much of a whole text as is to be done at a time: parts one after another make the tokens that all of it makes in one go.
 * A part ends after a blank line, since a block on each side of one is read without the other. A text with anything in it that
 * counts for other blocks, too, is one part, from its beginning.
 *
 * @param from its beginning, or where the part before ended
 * @param length about so much; more if there is a longer block
 * @param mayEnd whether a part may end at a place
 */
export function lexPart(text: string, from: number, length: number, mayEnd: (at: number) => boolean): Part {
  for (let size = length; ; size *= 2) {
    const isLast = from + size >= text.length;
    const tokens = lex(text.slice(from, from + size));
    if (countsElsewhere(tokens) && !(isLast && from === 0))
      return { from: 0, tokens: lex(text), end: text.length };
    if (isLast) return { from, tokens, end: text.length };
    const part = endPart(tokens, text, from, mayEnd);
    if (part) return part;
  }
}

/** Definitions of references; and after a link in HTML the lexer makes none of addresses, in whatever block, until it is closed. */
function countsElsewhere(tokens: TokensList): boolean {
  return (
    Object.keys(tokens.links).length > 0 ||
    tokens.some(({ type, raw }) => type !== 'code' && /<a /i.test(raw))
  );
}

function endPart(
  tokens: readonly Token[],
  text: string,
  from: number,
  mayEnd: (at: number) => boolean,
): Part | undefined {
  let part: Part | undefined;
  let at = from;
  // What the last block is may depend on what follows it, and where the one before it ends on what the last block is.
  for (const [index, token] of tokens.slice(0, -2).entries()) {
    const isApart = tokens[index - 1]?.type === 'space' && token.type !== 'text';
    if (isApart && mayEnd(at)) part = { from, tokens: tokens.slice(0, index), end: at };
    // The lexer joins some lines in ways that differ from the source, and the title of a definition may go on after a blank line.
    if (!text.startsWith(token.raw, at) || /^ {0,3}\[[\s\S]*\]:/.test(token.raw)) return part;
    at += token.raw.length;
  }
  return part;
}
