import type { CommentBlock } from './commentBlock.ts';
import { bodyRange, replaceText, textOf, wrapped } from './commentText.ts';

/** Where a translation goes when the original stays. */
export type Placement = 'below' | 'beside';

/** Between an original and its translation on one line. */
const between = ' — ';

/**
 * The comment's new source, from its start to its end, with its text as it was and a translation `below` it, or `beside`
 * it on the same line. A comment that cannot have a further line has it beside, one of several lines below.
 *
 * @param translation in the form that `textOf` gives
 * @param eol the document's line break
 */
export function withTranslation(
  block: CommentBlock,
  translation: string,
  placement: Placement,
  eol: string,
): string {
  const isOneLine = block.lines.length === 1;
  const { prefix, texts } = wrapped(block, translation);
  const further = isOneLine ? ownPrefix(block) : prefix;
  if (further === undefined || (isOneLine && placement === 'beside')) {
    return replaceText(block, `${textOf(block)}${between}${translation.replace(/\s*\n\s*/g, ' ')}`, eol);
  }
  const { lines, form } = block;
  const [from, to] = bodyRange(block);
  const last = lines[to];
  if (!last) return '';
  const whole = lines.map(line => line.prefix + line.text + line.suffix);
  // A delimiter that closes the comment behind its text closes it behind the translation.
  const isClosed = form === 'block' && to === lines.length - 1;
  const gap = to > from ? [further.trimEnd()] : [];
  const added = [...gap, ...texts.map(text => (text === '' ? further.trimEnd() : further + text))];
  return [
    ...whole.slice(0, to),
    isClosed ? last.prefix + last.text : (whole[to] ?? ''),
    ...added.slice(0, -1),
    `${added.at(-1) ?? ''}${isClosed ? last.suffix : ''}`,
    ...whole.slice(to + 1),
  ].join(eol);
}

/** What a second line of a line comment begins with, if nothing stands beside the first. */
function ownPrefix({ lines, form, indent, ownsLines }: CommentBlock): string | undefined {
  return form === 'line' && ownsLines ? indent + (lines[0]?.prefix ?? '') : undefined;
}
