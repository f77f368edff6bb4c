import type { CommentBlock } from './commentBlock.ts';
import { findComments } from './findComments.ts';
import { isLicence } from './isLicence.ts';
import { oneLineComment } from './oneLineComment.ts';
import type { CommentRules } from './scanComments.ts';
import type { TokenizedLine } from './tokens.ts';

/** Before the tags in a comment; what tells a line of Gloss's from others. */
const label = 'Tags:';

/** Where a line of tags goes; lines are counted from 0. */
export interface TagLinePlace {
  line: number;
  /** There is one already, which it replaces. */
  replaces: boolean;
}

/** Tags as a comment on one line; `undefined` where that is not possible. */
export function tagLine(tags: readonly string[], rules: CommentRules): string | undefined {
  return oneLineComment(`${label} ${tags.join(', ')}`, rules);
}

/** Whether a line is one of tags, in a form that the language's comments have. */
export function isTagLine(line: string, { lineComment, blockComment }: CommentRules): boolean {
  const trimmed = line.trim();
  if (lineComment && trimmed.startsWith(`${lineComment} ${label} `)) return true;
  if (!blockComment) return false;
  const [open, close] = blockComment;
  return trimmed.startsWith(`${open} ${label} `) && trimmed.endsWith(` ${close}`);
}

/** The place for the tags of what begins on a line: above it, or where its tags already are. */
export function placeAbove(line: number, lines: readonly string[], rules: CommentRules): TagLinePlace {
  for (const candidate of [line, line - 1]) {
    if (isTagLine(lines[candidate] ?? '', rules)) return { line: candidate, replaces: true };
  }
  return { line, replaces: false };
}

/** The place for the tags of a whole file: below what has to come first and below its licence. */
export function placeAtTop(
  tokens: readonly TokenizedLine[],
  rules: CommentRules,
  languageId: string,
): TagLinePlace {
  const lines = tokens.map(({ text }) => text);
  const end = headEnd(lines, findComments(tokens), languageId);
  const existing = lines.findIndex((line, index) => index <= end && isTagLine(line, rules));
  return existing >= 0 ? { line: existing, replaces: true } : { line: end, replaces: false };
}

/** A shebang, an XML declaration or doctype, the opening tag of PHP, a style sheet's encoding. */
const first = /^(?:#!|<[?!](?!--)|@charset\b)/i;

/** The first line with something on it that need not be, and does not want to be, above all else. */
function headEnd(lines: readonly string[], comments: readonly CommentBlock[], languageId: string): number {
  let end = 0;
  if (languageId === 'markdown' && lines[0]?.trimEnd() === '---') {
    end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line)) + 1;
  } else if (first.test(lines[0] ?? '')) {
    end = 1;
  }
  for (;;) {
    const next = lines.findIndex((line, index) => index >= end && line.trim() !== '');
    const comment = comments.find(({ start, ownsLines }) => ownsLines && start.line === next);
    if (!comment || !(comment.directive || isLicence(comment))) return next < 0 ? end : next;
    end = comment.end.line + 1;
  }
}
