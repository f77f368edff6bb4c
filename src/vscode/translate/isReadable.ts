import type { CommentBlock } from '../../comments/commentBlock.ts';
import { textOf } from '../../comments/commentText.ts';

/** Whether a comment says something, and to people. */
export function isReadable(block: CommentBlock): boolean {
  return !block.directive && textOf(block).trim() !== '';
}
