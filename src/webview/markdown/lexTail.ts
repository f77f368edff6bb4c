import type { Links, Token } from 'marked';
import { lex } from '../../markdown/lex.ts';

export interface Tail {
  /** Blocks that later text cannot change any more. */
  settled: Token[];
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
  // The lexer joins some lines in ways that differ from the source by a line break; such a block stays open.
  if (!tail.startsWith(settled.map(({ raw }) => raw).join(''))) return { settled: [], open: tokens };
  return { settled, open: tokens.slice(settled.length) };
}
