import type { CodeBlock, Markup, MarkupElement } from '../markdown/markup.ts';
import { fence, ticksAround } from '../models/fence.ts';
import { answerMarkup } from './codeBlocks.ts';

/**
 * An answer's Markdown for a place where the editor shows it, which would fetch pictures and open more than `https:`: what the
 * panel makes of it, written as Markdown again. All its words are escaped, so that nothing is a link but what `safeLink` lets be
 * one, with its host beside it, and nothing a picture.
 */
export function safeMarkdown(text: string): string {
  return blocks(answerMarkup(text));
}

const inlineTags: ReadonlySet<string> = new Set(['strong', 'em', 'del', 'code', 'a', 'span', 'br', 'input']);

function isInline(markup: Markup): boolean {
  return typeof markup === 'string' || inlineTags.has(markup.tag);
}

/** Blocks, and what of a list's item is beside them without a paragraph of its own. */
function blocks(all: readonly Markup[], between = '\n\n'): string {
  const written: string[] = [];
  let line: Markup[] = [];
  const end = () => {
    if (line.length > 0) written.push(inline(line));
    line = [];
  };
  for (const markup of all) {
    if (typeof markup === 'string' || isInline(markup)) line.push(markup);
    else {
      end();
      written.push(block(markup));
    }
  }
  end();
  return written.join(between);
}

function block(markup: Exclude<Markup, string>): string {
  if (markup.tag === 'code-block') return fencedBlock(markup);
  const { tag, children } = markup;
  switch (tag) {
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      // As the model wrote it: in the panel there are two headings above.
      return `${'#'.repeat(Number(tag[1]) - 2)} ${oneLine(children)}`;
    case 'hr':
      return '---';
    case 'blockquote':
      return blocks(children).replace(/^/gm, '> ');
    case 'ul':
      return list(children, () => '- ');
    case 'ol': {
      const first = Number(markup.attributes.start ?? 1);
      return list(children, index => `${first + index}. `);
    }
    case 'table':
      return table(children);
    case 'div':
      return blocks(children);
    default:
      return inline(children);
  }
}

function fencedBlock({ text, language }: CodeBlock): string {
  return fence(text, language.replace(/[^\w+#.-]/g, ''));
}

/** Items whose words stand in paragraphs have blank lines between them. */
function list(items: readonly Markup[], markerOf: (index: number) => string): string {
  const between = items.some(item => childrenOf(item).some(isInline)) ? '\n' : '\n\n';
  return items
    .map((item, index) => {
      const marker = markerOf(index);
      const content = blocks(childrenOf(item), between);
      return marker + content.replace(/\n(?=[^\n])/g, `\n${' '.repeat(marker.length)}`);
    })
    .join(between);
}

function table(parts: readonly Markup[]): string {
  const rows = parts.flatMap(childrenOf).map(row => childrenOf(row).map(cell));
  const [head = [], ...body] = rows;
  return [head, head.map(() => '---'), ...body].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

function childrenOf(markup: Markup): readonly Markup[] {
  return typeof markup === 'string' || markup.tag === 'code-block' ? [] : markup.children;
}

function inline(all: readonly Markup[]): string {
  return all.map(piece).join('').trim();
}

/** A cell ends at a bar even within code. */
function cell(markup: Markup): string {
  return oneLine(childrenOf(markup)).replace(/(?<!\\)\|/g, '\\|');
}

/** Of what must not break: a heading, a cell. */
function oneLine(all: readonly Markup[]): string {
  return inline(all).replace(/\\?\n/g, ' ');
}

function piece(markup: Markup): string {
  if (typeof markup === 'string') return escapedMarkdown(markup);
  if (markup.tag === 'code-block') return escapedMarkdown(markup.text);
  return element(markup);
}

function element({ tag, attributes, children }: MarkupElement): string {
  const inside = () => children.map(piece).join('');
  switch (tag) {
    case 'strong':
      return `**${inside()}**`;
    case 'em':
      return `*${inside()}*`;
    case 'del':
      return `~~${inside()}~~`;
    case 'code':
      return codeSpan(children.filter(child => typeof child === 'string').join(''));
    case 'br':
      return '\\\n';
    case 'input':
      return 'checked' in attributes ? '\\[x\\]' : '\\[ \\]';
    case 'a':
      return `[${inside()}](<${attributes['data-url'] ?? ''}>) \\(${escapedMarkdown(attributes.title ?? '')}\\)`;
    default:
      return inside();
  }
}

/** In as many ticks as it takes that none of its own ends it. */
function codeSpan(text: string): string {
  const ticks = ticksAround(text);
  const line = text.replace(/\s*\n\s*/g, ' ');
  return /^`|`$|^ .* $/.test(line) ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/** A text as it is: no link, picture or list comes of it. Character references the editor resolves where they cannot do any harm. */
export function escapedMarkdown(text: string): string {
  return text
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});|[!-/:-@[-`{-~]/gi, match =>
      match.length > 1 ? match : `\\${match}`,
    );
}
