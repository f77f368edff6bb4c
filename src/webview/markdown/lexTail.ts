import type { Links, Token } from 'marked';
import { lex } from '../../markdown/lex.ts';

export interface Tail {
  /** Blocks that later text cannot change any more. */
  settled: Token[];
  /** Length of their source. */
  settledLength: number;
  /** The last block and whatever white space surrounds it. */
  open: Token[];
}

/**
 * Lexes what follows the settled part of a growing text. A block is settled once the next real one exists.
 *
 * @param links the reference definitions of the settled part
 */
export function lexTail(tail: string, links: Links): Tail {
  const tokens = lex(tail, links);
  const last = tokens.findLastIndex(token => token.type !== 'space' && token.type !== 'def');
  const settled = tokens.slice(0, Math.max(last, 0));
  let settledLength = 0;
  for (const token of settled) {
    // The lexer joins some lines in ways that differ from the source by a line break; such a block stays open.
    if (!tail.startsWith(token.raw, settledLength)) return { settled: [], settledLength: 0, open: tokens };
    settledLength += token.raw.length;
  }
  return { settled, settledLength, open: tokens.slice(settled.length) };
}
