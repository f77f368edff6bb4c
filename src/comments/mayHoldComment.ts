import type { CommentRules } from './scanComments.ts';

/**
 * Whether a comment is likely on a line, from its text alone: cheap enough to ask at every move of the cursor, before the
 * grammar engine is loaded. Says yes to a string that holds a delimiter, and misses lines in the middle of a comment
 * without a gutter.
 */
export function mayHoldComment(line: string, { lineComment, blockComment }: CommentRules): boolean {
  const [open = '', close = ''] = blockComment ?? [];
  const has = (delimiter: string) => delimiter !== '' && line.includes(delimiter);
  if (has(lineComment ?? '') || has(open) || has(close)) return true;
  return (open === '/*' && /^\s*\*/.test(line)) || (lineComment === '#' && /"""|'''/.test(line));
}
