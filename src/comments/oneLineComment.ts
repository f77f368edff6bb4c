import type { CommentRules } from './scanComments.ts';

/**
 * Text as a comment on one line, in the language's own form.
 * @returns `undefined` for a language without comments, or when the text would close the comment or break its line.
 */
export function oneLineComment(
  text: string,
  { lineComment, blockComment }: CommentRules,
): string | undefined {
  if (/[\r\n\u0085\u2028\u2029]/.test(text)) return undefined;
  if (lineComment) return `${lineComment} ${text}`;
  if (!blockComment || text.includes(blockComment[1])) return undefined;
  return `${blockComment[0]} ${text} ${blockComment[1]}`;
}
