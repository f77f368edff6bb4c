import { showHidden } from '../../markdown/hiddenCharacters.ts';
import type { CodeBlock, Markup } from '../../markdown/markup.ts';
import { element, iconButton } from '../elements.ts';
import { type CodeButtons, noButtons } from './codeButtons.ts';
import { withColours } from './withColours.ts';

/** Makes the node of a piece of markup. */
function toNode(markup: Markup, buttons: CodeButtons): Node {
  if (typeof markup === 'string') return document.createTextNode(markup);
  if (markup.tag === 'code-block') return codeBlock(markup, buttons);
  return element(markup.tag, markup.attributes, ...markup.children.map(child => toNode(child, buttons)));
}

/**
 * Makes the last children of `parent`, or the last before `end`, which show `before`, show `after`. Nodes whose markup is equal
 * are not touched, so a reader’s selection and the browser’s layout of them survive.
 */
export function update(
  parent: Node,
  before: readonly Markup[],
  after: readonly Markup[],
  buttons: CodeButtons,
  end: ChildNode | null = null,
): void {
  // Most is the same piece as before, and the browser finds nodes near the end of many sooner than those at an index.
  let index = 0;
  while (index < before.length && before[index] === after[index]) index++;
  let node = fromEnd(parent, before.length - index, end);
  for (const markup of after.slice(index)) {
    const old = before[index++];
    if (old === undefined || !node) {
      parent.insertBefore(toNode(markup, buttons), end);
      continue;
    }
    const next = node.nextSibling;
    if (!updateNode(node, old, markup, buttons)) parent.replaceChild(toNode(markup, buttons), node);
    node = next;
  }
  for (let surplus = before.length - after.length; surplus > 0; surplus--) childBefore(parent, end)?.remove();
}

/** The child from which on there are so many before `end`; `end` for 0. */
function fromEnd(parent: Node, count: number, end: ChildNode | null): ChildNode | null {
  let node = end;
  for (let left = count; left > 0; left--) node = childBefore(parent, node);
  return node;
}

function childBefore(parent: Node, node: ChildNode | null): ChildNode | null {
  return node ? node.previousSibling : parent.lastChild;
}

function updateNode(node: Node, before: Markup, after: Markup, buttons: CodeButtons): boolean {
  if (typeof before === 'string' || typeof after === 'string') {
    if (typeof before !== 'string' || typeof after !== 'string' || !(node instanceof Text)) return false;
    updateText(node, before, after);
    return true;
  }
  if (before.tag === 'code-block' || after.tag === 'code-block') {
    return before.tag === 'code-block' && after.tag === 'code-block' && updateCodeBlock(node, before, after);
  }
  if (before.tag !== after.tag || !sameAttributes(before.attributes, after.attributes)) return false;
  update(node, before.children, after.children, buttons);
  return true;
}

function updateText(node: Text, before: string, after: string): void {
  if (before === after) return;
  // The browser copies the whole text to tell it.
  if (after.startsWith(before)) node.appendData(after.slice(before.length));
  else node.data = after;
}

type Attributes = Readonly<Record<string, string | undefined>>;

function sameAttributes(before: Attributes, after: Attributes): boolean {
  const names = Object.keys(after);
  return names.length === Object.keys(before).length && names.every(name => before[name] === after[name]);
}

/** A code block: a header with its language and what can be done with it, and the code. */
function codeBlock(block: CodeBlock, buttons: CodeButtons): HTMLElement {
  const code = element('code');
  fill(code, block);
  return element(
    'div',
    { class: 'code-block', 'data-sealed': String(block.sealed) },
    element(
      'div',
      { class: 'code-header' },
      element('span', { class: 'code-language' }, block.language),
      element(
        'div',
        { class: 'code-actions' },
        ...quiet(buttons),
        iconButton('copy-code', buttons.copy, 'copy'),
      ),
    ),
    // It may scroll, and has to by keyboard, too.
    element(
      'pre',
      {
        tabindex: '0',
        role: 'group',
        'aria-label': [buttons.code, block.language].filter(Boolean).join(' '),
      },
      code,
    ),
  );
}

/** What can be done besides copying, in a group that shows itself when one comes near. */
function quiet({ actions }: CodeButtons): HTMLElement[] {
  const made = actions.map(({ action, label, icon }) => iconButton(action, label, icon));
  return made.length > 0 ? [element('span', { class: 'quiet' }, ...made)] : [];
}

/** Brings a code block up to date without touching its header; false when it is another block and has to be made anew. */
function updateCodeBlock(made: Node, before: CodeBlock, after: CodeBlock): boolean {
  const code = made instanceof HTMLElement ? made.querySelector('code') : null;
  if (!code || before.language !== after.language) return false;
  if (made instanceof HTMLElement) made.setAttribute('data-sealed', String(after.sealed));
  if (before.text === after.text && before.closed === after.closed) return true;
  const text = code.firstChild;
  if (!after.closed && !before.closed && text instanceof Text && after.text.startsWith(before.text)) {
    text.appendData(after.text.slice(before.text.length));
  } else {
    fill(code, after);
  }
  return true;
}

/** What code elements show, for colours that come late. */
const filled = new WeakMap<HTMLElement, CodeBlock>();

function fill(code: HTMLElement, block: CodeBlock): void {
  filled.set(code, block);
  const { text, language, closed } = block;
  const show = (markup: readonly Markup[]) =>
    code.replaceChildren(...markup.map(piece => toNode(piece, noButtons)));
  const isColoured =
    closed &&
    language !== '' &&
    withColours(({ highlight }) => {
      if (filled.get(code) === block) show(showHidden(highlight(text, language)));
    });
  if (!isColoured) show(closed ? showHidden([text]) : [text]);
}
