import type { CommentBlock, Position, Range } from './commentBlock.ts';

const isBefore = (a: Position, b: Position) =>
  a.line < b.line || (a.line === b.line && a.character < b.character);

/**
 * The comments that a selection touches; for an empty one, the comment at the cursor, its two ends included. With the
 * cursor beside a comment that has its line to itself, that comment.
 */
export function commentsIn(blocks: readonly CommentBlock[], { start, end }: Range): CommentBlock[] {
  return blocks.filter(block => {
    const from = block.ownsLines ? { line: block.start.line, character: 0 } : block.start;
    const to = block.ownsLines ? { line: block.end.line, character: Number.POSITIVE_INFINITY } : block.end;
    return !isBefore(end, from) && !isBefore(to, start);
  });
}
