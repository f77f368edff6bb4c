import type { Token, Tokens } from 'marked';
import type { Markup, MarkupElement } from '../../markdown/markup.ts';

/** The beginning of a block that goes on: what is in it is not looked at again before the block ends. */
export interface BegunBlock {
  type: Token['type'];
  /** Of its source, in characters. */
  length: number;
  /** Its items, its rows, or its words. */
  children: Markup[];
  /** What is lexed in its place before the rest of the block, and how many children that makes. */
  standIn: string;
  standInChildren: number;
  isLoose: boolean;
}

/** In characters. Shorter blocks are lexed anew each time, so that nothing of them is ever shown wrongly. */
const shortest = 2_000;

/** Of a block that has a beginning: how much more makes a longer one. */
const step = 500;

/** So much of a paragraph stays open: emphasis or a link that is longer is shown when the text is whole. */
const openWords = 1_000;

/**
 * Adds to the beginning of a list, table or paragraph what has come to be done of it: all items or rows but the last, all but
 * the last words.
 *
 * @param token the open block, lexed with the stand-in of `before`
 * @param block the markup of `token`
 * @param toMarkup of tokens in a line
 */
export function beginBlock(
  token: Token,
  block: Markup,
  before: BegunBlock | undefined,
  toMarkup: (tokens: Token[]) => Markup[],
): BegunBlock | undefined {
  if (token.raw.length < (before ? step : shortest)) return before;
  const cut = cutBlock(token, growing(block)?.children, toMarkup);
  if (!cut) return before;
  const { standIn = '', standInChildren = 0, length = 0, children = [] } = before ?? {};
  return {
    type: token.type,
    standIn: cut.standIn,
    standInChildren: cut.standInChildren,
    isLoose: isLoose(token),
    length: length + cut.length - standIn.length,
    children: joined(children, cut.children.slice(standInChildren)),
  };
}

/** Whether a block that was lexed with the stand-in is what the beginning is of. */
export function goesOn(begun: BegunBlock, token: Token | undefined): boolean {
  return token?.type === begun.type && isLoose(token) === begun.isLoose;
}

/** Puts the beginning in place of what its stand-in has made in `block`. */
export function withBeginning(begun: BegunBlock, block: Markup): Markup {
  const element = growing(block);
  if (!element || typeof block === 'string' || block.tag === 'code-block') return block;
  const children = joined(begun.children, element.children.slice(begun.standInChildren));
  return replaced(block, element, { ...element, children });
}

interface Cut {
  length: number;
  children: readonly Markup[];
  standIn: string;
  standInChildren: number;
}

function cutBlock(
  token: Token,
  children: readonly Markup[] | undefined,
  toMarkup: (tokens: Token[]) => Markup[],
): Cut | undefined {
  if (!children) return undefined;
  if (isList(token)) return cutList(token, children);
  if (token.type === 'table') return cutTable(token.raw, children);
  return token.type === 'paragraph' ? cutParagraph(token, toMarkup) : undefined;
}

function cutList({ items, raw, loose }: Tokens.List, children: readonly Markup[]): Cut | undefined {
  const done = items.slice(0, -1);
  let length = 0;
  for (const item of done) {
    // As with blocks: where the lexer has changed the source, places in it are not known.
    if (!raw.startsWith(item.raw, length)) return undefined;
    length += item.raw.length;
  }
  const bullet = /^ {0,3}(?:[-*+]|\d{1,9}[.)])/.exec(raw)?.[0];
  if (bullet === undefined || done.length < 2) return undefined;
  // A blank line between two items is what makes all of them loose.
  const standIn = `${bullet} x\n${loose ? '\n' : ''}`;
  return { length, children: children.slice(0, done.length), standIn, standInChildren: 1 };
}

function cutTable(raw: string, rows: readonly Markup[]): Cut | undefined {
  const lines = raw.split('\n');
  const done = rows.slice(0, -1);
  const head = 2;
  const lengthOf = (count: number) => lines.slice(0, count).reduce((sum, line) => sum + line.length + 1, 0);
  if (done.length < 1) return undefined;
  return {
    length: lengthOf(head + done.length),
    children: done,
    standIn: raw.slice(0, lengthOf(head)),
    standInChildren: 0,
  };
}

function cutParagraph(
  { raw, tokens = [] }: Token & { tokens?: Token[] },
  toMarkup: (tokens: Token[]) => Markup[],
): Cut | undefined {
  if (raw.length < openWords + step) return undefined;
  let at = 0;
  let cut: { length: number; tokens: Token[] } | undefined;
  for (const [index, token] of tokens.entries()) {
    const room = raw.length - openWords - at;
    if (room <= 0) break;
    // Between two words: elsewhere a sign could belong to either side.
    const end = isPlain(token) ? token.raw.slice(0, room).search(/\s\S*$/) : -1;
    const words = token.raw.slice(0, end);
    if (end > 0) {
      const part = { ...token, raw: words, text: words };
      cut = { length: at + end, tokens: [...tokens.slice(0, index), part] };
    }
    at += token.raw.length;
  }
  if (!cut) return undefined;
  return { length: cut.length, children: toMarkup(cut.tokens), standIn: '`x`', standInChildren: 1 };
}

function isList(token: Token): token is Tokens.List {
  return token.type === 'list';
}

function isPlain(token: Token): token is Tokens.Text {
  return token.type === 'text' && token.text === token.raw;
}

function isLoose(token: Token): boolean {
  return isList(token) && token.loose;
}

/** The element within a block whose children are its items, rows or words. */
function growing(block: Markup | undefined): MarkupElement | undefined {
  if (block === undefined || typeof block === 'string' || block.tag === 'code-block') return undefined;
  if (block.tag === 'div' || block.tag === 'table') return growing(block.children.at(-1));
  return block;
}

/** The block with another element in place of one on the way to its last child. */
function replaced(block: MarkupElement, old: MarkupElement, by: MarkupElement): MarkupElement {
  if (block === old) return by;
  const last = block.children.at(-1);
  if (last === undefined || typeof last === 'string' || last.tag === 'code-block') return block;
  return { ...block, children: [...block.children.slice(0, -1), replaced(last, old, by)] };
}

/** Text that was cut is one piece again. */
function joined(first: readonly Markup[], second: readonly Markup[]): Markup[] {
  const [last, next] = [first.at(-1), second[0]];
  if (typeof last !== 'string' || typeof next !== 'string') return [...first, ...second];
  return [...first.slice(0, -1), last + next, ...second.slice(1)];
}
