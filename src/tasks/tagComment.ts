/** How a language writes comments, from its language configuration. */
export interface CommentMarks {
  line?: string;
  block?: [open: string, close: string];
}

/**
 * A one-line comment that lists tags, in the language's own form.
 * @returns `undefined` for a language without comments, or when a tag would close the comment.
 */
export function tagComment(tags: readonly string[], { line, block }: CommentMarks): string | undefined {
  const list = `Tags: ${tags.join(', ')}`;
  if (line) return `${line} ${list}`;
  if (!block || list.includes(block[1])) return undefined;
  return `${block[0]} ${list} ${block[1]}`;
}
