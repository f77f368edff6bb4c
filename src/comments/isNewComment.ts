import { findComments } from './findComments.ts';
import type { TokenizedLine } from './tokens.ts';

/**
 * Whether a line put into a document is a comment there, and all else is as it was: it is not in a string, in the text of a
 * page, in another comment, or above what must come first, as a shebang.
 * @param before the document's tokens.
 * @param after its tokens with the line in place.
 * @param line the line's number in `after`, from 0.
 */
export function isNewComment(
  before: readonly TokenizedLine[],
  after: readonly TokenizedLine[],
  line: number,
): boolean {
  const rest = after.filter((_, index) => index !== line);
  if (JSON.stringify(rest) !== JSON.stringify(before)) return false;
  const comments = findComments(after);
  const own = comments.some(
    ({ start, end, form, ownsLines }) =>
      ownsLines && start.line <= line && line <= end.line && (form === 'line' || start.line === end.line),
  );
  return own && directivesIn(comments) === directivesIn(findComments(before));
}

/** Some directives count only on the first lines of a file. */
function directivesIn(comments: ReturnType<typeof findComments>): number {
  return comments.filter(({ directive }) => directive).length;
}
