import type { CommentBlock } from './commentBlock.ts';
import { stringText, writtenInString } from './stringText.ts';
import { columnsOf, wrap } from './wrap.ts';

/** A line that begins something of its own: a list item, a tag, a heading, a table row, a quotation, markup, a label. */
const item =
  /^(?:(?:[-*+•–]|\d+[.)]|[a-z][.)])\s+|[@\\:]\w+|#{1,6}\s|\||>|<\/?\w|(?:TODO|FIXME|NOTE|HACK|XXX|WARNING|BUG)\b)/;
/** After such a line the next one begins anew: a heading's colon, or a statement of code that is commented out. */
const closed = /[:;{}]$|^<\/?[\w-]+[^>]*>$/;
const sentenceEnd = /[.!?。！？]$/;
const fence = /^(?:```|~~~)/;
const hasWords = /[\p{L}\p{N}]/u;
/** From here on an indented line is an example or a table, to be kept as it is; in columns. */
const exampleIndent = 4;

/**
 * What the comment says, without delimiters: lines that were wrapped are joined, so that a sentence is on one line;
 * paragraphs, list items, tags and examples keep lines of their own. Lines are separated by `\n`.
 */
export function textOf(block: CommentBlock): string {
  if (block.kind === 'string') return stringText(block);
  const units: string[] = [];
  let fenced = false;
  /** Columns that a line must be indented by to go on with the last unit; undefined: nothing goes on with it. */
  let joins: ((indent: number) => boolean) | undefined;
  let previous = '';
  const lines = body(block);
  const widest = widestOf(lines.map(({ text }) => text));
  for (const { text } of lines) {
    const content = text.trim();
    const [word = ''] = content.split(/\s/);
    // One sentence per line is a style of its own: the next one would have fitted behind it.
    const isBreakMeant = sentenceEnd.test(previous) && columnsOf(`${previous} ${word}`) <= widest;
    const before = previous;
    previous = text;
    const indent = indentOf(text);
    const isFence = fence.test(content);
    const isItem = item.test(content);
    const isExample = fenced || isFence || !hasWords.test(content);
    const last = units.length - 1;
    if (!isExample && !isItem && !isBreakMeant && joins?.(indent)) {
      units[last] += gapBetween(before, content) + content;
      if (closed.test(content)) joins = undefined;
      continue;
    }
    units.push(text);
    if (isFence) fenced = !fenced;
    if (isExample || closed.test(content)) joins = undefined;
    else if (isItem) joins = deeper => deeper >= indent;
    else if (indent >= exampleIndent) joins = undefined;
    else joins = same => same === indent;
  }
  return units.join('\n');
}

/**
 * The comment's new source, from its start to its end, with `newText` in the place of its text: delimiters, gutters,
 * indentation and rules stay, lines are wrapped to the width that the comment had. A comment on one line stays there.
 *
 * @param newText in the form that `textOf` gives; line breaks of any kind
 * @param eol the document's line break
 */
export function replaceText(block: CommentBlock, newText: string, eol: string): string {
  const { lines, indent, form } = block;
  const [from, to] = bodyRange(block);
  const first = lines[from];
  const last = lines[to];
  if (!first || !last) return '';

  const { prefix, texts: filled } = wrapped(block, newText);
  const next = filled.map((text, index) => {
    const before = index === 0 ? first.prefix : (prefix ?? '');
    return text === '' ? before.trimEnd() : before + text;
  });
  // A comment over several lines counts as a line break where statements end with the line, so it stays one.
  const folded =
    form === 'block' && lines.length > 1 && from === 0 && to === lines.length - 1 && next.length === 1;
  const end = folded && block.close !== '' ? `${eol}${indent}${last.suffix}` : last.suffix;
  return [
    ...lines.slice(0, from).map(line => line.prefix + line.suffix),
    next.join(eol) + end,
    ...lines.slice(to + 1).map(line => line.prefix + line.suffix),
  ].join(eol);
}

/**
 * A text as lines of the comment: wrapped to the width that it had, without what they begin with.
 *
 * @returns what a further line begins with, too; `undefined` where the comment gives no example of one, so that its text
 *   stays on one line
 */
export function wrapped(
  block: CommentBlock,
  newText: string,
): { prefix: string | undefined; texts: string[] } {
  const texts = newText.trim().split(/\r\n|[\n\r\v\f\x85\u2028\u2029]/);
  const prefix = continuation(block);
  if (prefix !== undefined) return { prefix, texts: fill(texts, widthOf(block) - columnsOf(prefix)) };
  const line = texts
    .map(text => text.trim())
    .filter(text => text !== '')
    .join(' ');
  return { prefix, texts: [block.kind === 'string' ? writtenInString(line, block) : line] };
}

/** First and last line with text; the lines outside are delimiters, rules and blanks. */
export function bodyRange({ lines }: CommentBlock): [from: number, to: number] {
  const from = Math.max(
    0,
    lines.findIndex(({ text }) => text !== ''),
  );
  return [
    from,
    Math.max(
      from,
      lines.findLastIndex(({ text }) => text !== ''),
    ),
  ];
}

function body(block: CommentBlock) {
  const [from, to] = bodyRange(block);
  return block.lines.slice(from, to + 1);
}

function continuation(block: CommentBlock): string | undefined {
  const { lines, form, indent } = block;
  if (lines.length === 1) return undefined;
  const [from, to] = bodyRange(block);
  const another = lines.slice(from + 1, to + 1).find(({ text }) => text !== '');
  if (another) return another.prefix;
  if (from > 0) return lines[from]?.prefix;
  return form === 'line' ? indent + (lines[0]?.prefix ?? '') : undefined;
}

/** The widest line, in columns; more where the comment was never wrapped, so that its width says nothing. */
function widthOf(block: CommentBlock): number {
  const texts = body(block);
  const widest = widestOf(
    texts.map(
      ({ prefix, text }, index) =>
        (index === 0 && block.lines[0] === texts[0] ? block.indent : '') + prefix + text,
    ),
  );
  const wrapped = textOf(block).split('\n').length < texts.length;
  return wrapped ? widest : Math.max(widest, 80);
}

/** In columns. One by one, since a function takes only so many arguments, and a comment may have more lines. */
function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, columnsOf(text)), 0);
}

function fill(texts: readonly string[], width: number): string[] {
  let fenced = false;
  return texts.flatMap(text => {
    const content = text.trim();
    if (fence.test(content)) fenced = !fenced;
    const indent = indentOf(text);
    if (content === '') return [''];
    if (fenced || fence.test(content) || indent >= exampleIndent) return [text.trimEnd()];
    const marker = /^(?:[-*+•–]|\d+[.)]|[a-z][.)])\s+/.exec(content)?.[0] ?? '';
    const hanging = ' '.repeat(indent + marker.length);
    const [head, ...more] = wrap(content.slice(marker.length), Math.max(20, width - hanging.length));
    return [' '.repeat(indent) + marker + head, ...more.map(line => hanging + line)];
  });
}

const indentOf = (text: string) => columnsOf(/^\s*/.exec(text)?.[0] ?? '');

/** Chinese and Japanese are written without blanks between words. */
function gapBetween(before: string, after: string): string {
  const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/u;
  return unspaced.test(before.slice(-1)) && unspaced.test(after.slice(0, 1)) ? '' : ' ';
}
