import type { MarkedToken, Token, Tokens } from 'marked';
import { safeLink } from './safeLink.ts';

/** What an answer and its cards may be made of: a closed list, so that no word of the model ever names an element or an attribute. */
export interface MarkupElement {
  tag:
    | 'p'
    | 'h3'
    | 'h4'
    | 'h5'
    | 'h6'
    | 'hr'
    | 'br'
    | 'blockquote'
    | 'ul'
    | 'ol'
    | 'li'
    | 'div'
    | 'table'
    | 'thead'
    | 'tbody'
    | 'tr'
    | 'th'
    | 'td'
    | 'strong'
    | 'em'
    | 'del'
    | 'code'
    | 'a'
    | 'span'
    | 'input'
    | 'meter';
  attributes: Partial<
    Record<
      | 'class'
      | 'title'
      | 'start'
      | 'role'
      | 'tabindex'
      | 'type'
      | 'disabled'
      | 'checked'
      | 'value'
      | 'aria-hidden'
      | 'aria-label'
      | 'data-code'
      | 'data-part'
      | 'data-place'
      | 'data-url',
      string
    >
  >;
  children: Markup[];
}

export interface CodeBlock {
  tag: 'code-block';
  /** As the model named it; may be empty. */
  language: string;
  /** All that stands behind the opening fence. */
  info: string;
  text: string;
  /** Its last line is here, so that it may be highlighted. */
  closed: boolean;
  /** The fence that closes it is here, so that it is whole even where the answer is not. */
  sealed: boolean;
}

/** A piece of rendered Markdown before it becomes a node. A string is text. */
export type Markup = string | MarkupElement | CodeBlock;

export interface MarkupOptions {
  /** Resolves character references. */
  decode: (text: string) => string;
  /** What stands in place of a picture, given its alternative text and host. */
  imageLabel: (what: string) => string;
  /** What a table is called, for screen readers. */
  tableLabel: string;
  /** All the text is here: an open fence will not be closed any more. */
  final: boolean;
}

/** Deepest nesting that is rendered: the browser lays elements out recursively. Below it the source is shown. */
const maxDepth = 60;

/** Turns the lexer's tokens into markup; `space` and `def` leave no trace, raw HTML stays text. */
export function toMarkup(tokens: readonly Token[], options: MarkupOptions, depth = 0): Markup[] {
  const markup: Markup[] = [];
  for (const token of tokens) {
    if (!isMarkedToken(token)) continue;
    for (const piece of depth < maxDepth ? fromToken(token, options, depth) : [token.raw]) {
      const last = markup.at(-1);
      // The lexer cuts text at every character that might have begun something.
      if (typeof piece === 'string' && typeof last === 'string') markup[markup.length - 1] = last + piece;
      else if (piece !== '') markup.push(piece);
    }
  }
  return markup;
}

function fromToken(token: MarkedToken, options: MarkupOptions, depth: number): Markup[] {
  const inside: Inside = tokens => toMarkup(tokens, options, depth + 1);
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'paragraph':
      return [make('p', {}, inside(token.tokens))];
    case 'heading':
      return [make(headingTags[token.depth] ?? 'h6', {}, inside(token.tokens))];
    case 'hr':
      return [make('hr')];
    case 'br':
      return [make('br')];
    case 'blockquote':
      return [make('blockquote', {}, inside(token.tokens))];
    case 'list':
      return [list(token, inside)];
    case 'list_item':
      return [listItem(token, inside)];
    case 'checkbox':
      return [make('input', { type: 'checkbox', disabled: '', ...(token.checked && { checked: '' }) }), ' '];
    case 'table':
      return [table(token, inside, options)];
    case 'code':
      return [codeBlock(token, options)];
    case 'html':
      return [html(token)];
    case 'text':
      if (token.tokens) return inside(token.tokens);
      return [token.escaped ? token.text : options.decode(token.text)];
    case 'escape':
      return [token.text];
    case 'strong':
    case 'em':
    case 'del':
      return [make(token.type, {}, inside(token.tokens))];
    case 'codespan':
      return [make('code', {}, [token.text])];
    case 'link':
      return link(token, inside, options);
    case 'image':
      return [image(token, options)];
  }
}

function codeBlock({ lang, raw, text }: Tokens.Code, { decode, final }: MarkupOptions): CodeBlock {
  const info = decode(lang ?? '');
  const sealed = isClosedFence(raw);
  return {
    tag: 'code-block',
    language: info.split(/\s/, 1)[0] ?? '',
    info,
    text: text.replace(/\n$/, ''),
    closed: final || sealed,
    sealed,
  };
}

/** Markup of the tokens within the one at hand. */
type Inside = (tokens: readonly Token[]) => Markup[];

/** Makes a piece of markup. */
export function make(
  tag: MarkupElement['tag'],
  attributes: MarkupElement['attributes'] = {},
  children: Markup[] = [],
): MarkupElement {
  return { tag, attributes, children };
}

/** The turn's own heading is an `h2`. */
const headingTags: Record<number, MarkupElement['tag']> = { 1: 'h3', 2: 'h4', 3: 'h5' };

function list(token: Tokens.List, inside: Inside): Markup {
  const items = token.items.map(item => listItem(item, inside));
  if (!token.ordered) return make('ul', {}, items);
  return make('ol', token.start === 1 ? {} : { start: String(token.start) }, items);
}

function listItem(token: Tokens.ListItem, inside: Inside): Markup {
  if (!token.task) return make('li', {}, inside(token.tokens));
  const [label = ''] = token.text.split('\n');
  return make(
    'li',
    { class: 'task' },
    inside(token.tokens).map(part => withLabel(part, label)),
  );
}

/** A checkbox is called by what is to be done. */
function withLabel(part: Markup, label: string): Markup {
  if (typeof part === 'string' || part.tag === 'code-block') return part;
  if (part.tag === 'input') return { ...part, attributes: { ...part.attributes, 'aria-label': label } };
  return part.tag === 'p' ? { ...part, children: part.children.map(child => withLabel(child, label)) } : part;
}

function table(token: Tokens.Table, inside: Inside, { tableLabel }: MarkupOptions): Markup {
  const row = (cells: Tokens.TableCell[], tag: 'th' | 'td') =>
    make(
      'tr',
      {},
      cells.map(cell => make(tag, align(cell), inside(cell.tokens))),
    );
  const head = make('thead', {}, [row(token.header, 'th')]);
  const body = make(
    'tbody',
    {},
    token.rows.map(cells => row(cells, 'td')),
  );
  // It may scroll, and has to by keyboard, too.
  const scroller = { class: 'table', tabindex: '0', role: 'group', 'aria-label': tableLabel };
  return make('div', scroller, [make('table', {}, [head, body])]);
}

function align(cell: Tokens.TableCell): MarkupElement['attributes'] {
  return cell.align ? { class: `align-${cell.align}` } : {};
}

function html(token: Tokens.HTML | Tokens.Tag): Markup {
  if (token.block) return make('p', { class: 'raw' }, [token.raw.trimEnd()]);
  // The one tag that models need: Markdown has no other line break for a table's cell.
  return /^<br\s*\/?>$/i.test(token.raw) ? make('br') : token.raw;
}

function link(token: Tokens.Link, inside: Inside, { decode }: MarkupOptions): Markup[] {
  const children = token.autolink ? [token.text] : inside(token.tokens);
  const safe = safeLink(token.autolink ? token.href : decode(token.href));
  if (!safe) return children;
  // No `href`: then neither a middle click, a drag nor the editor's own click handler can follow it past the host.
  return [make('a', { role: 'link', tabindex: '0', title: safe.host, 'data-url': safe.url }, children)];
}

/** A picture would be fetched without a click, and its address can carry away what the model has read. */
function image(token: Tokens.Image, { decode, imageLabel }: MarkupOptions): Markup {
  const host = URL.parse(decode(token.href))?.host ?? '';
  const what = [decode(token.text), host].filter(part => part !== '').join(' · ');
  return make('span', { class: 'chip' }, [
    make('span', { class: 'codicon codicon-file-media', 'aria-hidden': 'true' }),
    imageLabel(what),
  ]);
}

/** Whether the source of a code token ends with the fence that closes it. Indented code is never highlighted. */
function isClosedFence(raw: string): boolean {
  const opening = /^ {0,3}(`{3,}|~{3,})/.exec(raw)?.[1];
  const lines = raw.trimEnd().split('\n');
  const last = lines.at(-1)?.trimStart() ?? '';
  return (
    opening !== undefined &&
    lines.length > 1 &&
    last.startsWith(opening) &&
    last === opening.charAt(0).repeat(last.length)
  );
}

const markedTypes: Record<MarkedToken['type'], true> = {
  blockquote: true,
  br: true,
  checkbox: true,
  code: true,
  codespan: true,
  def: true,
  del: true,
  em: true,
  escape: true,
  heading: true,
  hr: true,
  html: true,
  image: true,
  link: true,
  list: true,
  list_item: true,
  paragraph: true,
  space: true,
  strong: true,
  table: true,
  text: true,
};

/** The lexer's type admits tokens of extensions; there are none here. */
function isMarkedToken(token: Token): token is MarkedToken {
  return Object.hasOwn(markedTypes, token.type);
}
