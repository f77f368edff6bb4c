import type { CommentBlock, Position, Range } from './commentBlock.ts';

const isBefore = (a: Position, b: Position) =>
  a.line < b.line || (a.line === b.line && a.character < b.character);

/**
 * The comments that a selection overlaps; for an empty one, the comment at the cursor, its two ends included. A comment
 * that has its lines to itself is met anywhere on them.
 */
export function commentsIn(blocks: readonly CommentBlock[], { start, end }: Range): CommentBlock[] {
  const isCursor = !isBefore(start, end);
  return blocks.filter(block => {
    const from = block.ownsLines ? { line: block.start.line, character: 0 } : block.start;
    const to = block.ownsLines ? { line: block.end.line, character: Number.POSITIVE_INFINITY } : block.end;
    return isCursor
      ? !isBefore(start, from) && !isBefore(to, start)
      : isBefore(start, to) && isBefore(from, end);
  });
}
