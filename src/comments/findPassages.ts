import type { CommentBlock, Range } from './commentBlock.ts';
import { findComments } from './findComments.ts';
import { findProse } from './findProse.ts';
import { findStrings } from './findStrings.ts';
import type { TokenizedLine } from './tokens.ts';

/** Finds whatever in a document may be translated, in its order: comments, strings, and the prose of Markdown. */
export function findPassages(lines: readonly TokenizedLine[]): CommentBlock[] {
  const all = [...findComments(lines), ...findStrings(lines), ...findProse(lines)].sort(compareStarts);
  // A docstring is a string, too; a comment may stand in the hole of a string, an attribute's value in a paragraph.
  const rank = ({ kind }: CommentBlock) => (kind === 'prose' ? 1 : kind === 'string' ? 2 : 0);
  const apart: CommentBlock[] = [];
  for (const block of all) {
    const last = apart.at(-1);
    if (!last || !overlap(last, block)) apart.push(block);
    else if (rank(block) < rank(last)) apart.splice(-1, 1, block);
  }
  return apart;
}

const compareStarts = (a: Range, b: Range) =>
  a.start.line - b.start.line || a.start.character - b.start.character;

/** @param b does not begin before `a`. */
function overlap(a: Range, b: Range): boolean {
  return b.start.line < a.end.line || (b.start.line === a.end.line && b.start.character < a.end.character);
}
