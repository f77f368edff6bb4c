import { type Node as JsonNode, parseTree } from 'jsonc-parser';
import { showHidden } from '../markdown/hiddenCharacters.ts';
import { jsonPath } from '../markdown/jsonPath.ts';
import type { TurnContext } from './assistantTurn.ts';
import { showCopied } from './copyButton.ts';
import { element, icon, iconButton } from './elements.ts';
import { indented } from './indented.ts';
import { noButtons } from './markdown/codeButtons.ts';
import { update } from './markdown/render.ts';
import { moveInTree } from './treeKeys.ts';

/** So many entries are shown at once; the rest by the hundred, on request. */
const pageSize = 100;
/** What is that deep, or deeper and short, is open at first. */
const openLevels = 2;
const shortList = 8;
/** As much of a string is shown, in UTF-16 units; it is copied whole. */
const longestShown = 5_000;
const longestSpoken = 200;

type Path = readonly (string | number)[];

/** A value of the tree, and the element that shows it. */
interface Entry {
  node: JsonNode;
  path: Path;
}

/**
 * A JSON value as a tree, one stop of the Tab key. What is folded is not on the page before it is opened.
 * @param json as the host has found it to be valid.
 */
export function createJsonTree(json: string, context: TurnContext): HTMLElement {
  const { host, strings, announce } = context;
  const words = strings.json;
  const entries = new WeakMap<Element, Entry>();
  const tree = element('ul', { class: 'json-tree', role: 'tree', 'aria-label': words.tree });
  const copyValue = iconButton('copy-value', words.copyValue, 'copy');
  const copyPath = iconButton('copy-path', words.copyPath, 'link');
  const actions = element('span', { class: 'json-actions' }, copyPath, copyValue);

  const item = ({ node, path }: Entry, place: number, count: number): HTMLElement => {
    const key = path.at(-1);
    const children = childrenOf({ node, path });
    const row = element('div', { class: 'json-row' }, icon(children.length > 0 ? 'chevron-right' : 'blank'));
    const name = key === undefined ? [] : [labelled('json-key', String(key)), ': '];
    row.append(element('span', { class: 'json-text' }, ...name, valueElement(node, json)));
    const made = element(
      'li',
      {
        role: 'treeitem',
        tabindex: '-1',
        'aria-level': String(path.length + 1),
        'aria-posinset': String(place),
        'aria-setsize': String(count),
        'aria-label': `${key === undefined ? '' : `${key}: `}${spoken(node)}`,
      },
      row,
    );
    entries.set(made, { node, path });
    if (children.length > 0) {
      const isOpen = path.length < openLevels && (path.length === 0 || children.length <= shortList);
      made.setAttribute('aria-expanded', 'false');
      if (isOpen) open(made, true);
    }
    return made;
  };
  const spoken = (node: JsonNode): string => {
    if (!isContainer(node)) return valueText(node, json).slice(0, longestSpoken);
    const kind = node.type === 'array' ? words.array : words.object;
    return `${kind}, ${words.entries.replace('{0}', String(node.children?.length ?? 0))}`;
  };
  const page = (group: HTMLElement, children: readonly Entry[], from: number) => {
    const next = children.slice(from, from + pageSize);
    group.append(...next.map((child, index) => item(child, from + index + 1, children.length)));
    const rest = children.length - from - next.length;
    if (rest <= 0) return;
    const label = words.more.replace('{0}', String(Math.min(rest, pageSize)));
    const more = element(
      'li',
      { role: 'treeitem', tabindex: '-1', class: 'json-more', 'aria-label': label },
      element('div', { class: 'json-row' }, icon('blank'), label),
    );
    group.append(more);
    pages.set(more, () => {
      const place = from + next.length;
      page(group, children, place);
      // First, so that the focus is not lost.
      focus(group.children[place + 1]);
      more.remove();
    });
  };
  const pages = new WeakMap<Element, () => void>();
  const open = (made: HTMLElement, isOpen: boolean) => {
    const entry = entries.get(made);
    if (!entry || !made.hasAttribute('aria-expanded')) return;
    made.setAttribute('aria-expanded', String(isOpen));
    const group = made.querySelector<HTMLElement>(':scope > [role="group"]');
    if (group) group.hidden = !isOpen;
    else if (isOpen) {
      const fresh = element('ul', { role: 'group' });
      page(fresh, childrenOf(entry), 0);
      made.append(fresh);
    }
  };
  const toggle = (made: HTMLElement) => {
    const next = pages.get(made);
    if (next) next();
    else open(made, made.getAttribute('aria-expanded') !== 'true');
  };
  let stop: HTMLElement | undefined;
  const focus = (target: Element | null | undefined) => {
    if (target instanceof HTMLElement) target.focus();
  };
  /** Puts the buttons where they are wanted; not away from who is about to press one. */
  const offer = (made: Element | null) => {
    if (!made || !entries.has(made) || actions.contains(document.activeElement)) return;
    const row = made.querySelector(':scope > .json-row');
    // One that is moved gets no click.
    if (row !== actions.parentElement) row?.append(actions);
  };
  const copy = (text: string, button: HTMLButtonElement) => {
    host.postMessage({ type: 'copy', text });
    const face = button === copyPath ? { label: words.copyPath, icon: 'link' } : { label: words.copyValue };
    showCopied(button, face, strings.copied, announce);
  };
  const writtenOf = ({ node }: Entry) => indented(json.slice(node.offset, node.offset + node.length));

  const root = parseTree(json, undefined, { disallowComments: true });
  if (root) tree.append(item({ node: root, path: [] }, 1, 1));
  stop = tree.querySelector<HTMLElement>('[role="treeitem"]') ?? undefined;
  stop?.setAttribute('tabindex', '0');

  tree.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'treeitem') return;
    stop?.setAttribute('tabindex', '-1');
    target.setAttribute('tabindex', '0');
    stop = target;
    offer(target);
  });
  // Not when the page moves under a mouse that rests: the keyboard has moved it.
  tree.addEventListener('pointermove', ({ target }) => {
    if (target instanceof Element && target.closest('.json-row')) offer(target.closest('[role="treeitem"]'));
  });
  tree.addEventListener('click', event => {
    const { target } = event;
    if (!(target instanceof Element) || !target.closest('.json-row') || actions.contains(target)) return;
    const made = target.closest<HTMLElement>('[role="treeitem"]');
    // Who selects text wants to copy it.
    if (!made || document.getSelection()?.type === 'Range') return;
    focus(made);
    toggle(made);
  });
  tree.addEventListener('keydown', event => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'treeitem') return;
    if (event.key === 'c' && (event.ctrlKey || event.metaKey)) {
      const entry = entries.get(target);
      if (!entry || document.getSelection()?.type === 'Range') return;
      event.preventDefault();
      offer(target);
      copy(writtenOf(entry), copyValue);
    } else moveInTree(event, { tree, target, open, toggle });
  });
  const copyOnClick = (button: HTMLButtonElement, textOf: (entry: Entry) => string) => {
    button.addEventListener('click', ({ detail }) => {
      const made = actions.closest('[role="treeitem"]');
      const entry = made ? entries.get(made) : undefined;
      if (!entry) return;
      copy(textOf(entry), button);
      // By mouse one goes on elsewhere, where the buttons have to come along.
      if (detail > 0) focus(made);
    });
  };
  copyOnClick(copyValue, writtenOf);
  copyOnClick(copyPath, ({ path }) => jsonPath(path));
  return tree;
}

/** Names that come twice are both there, as they are in the text. */
function childrenOf({ node, path }: Entry): Entry[] {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map((child, index) => ({ node: child, path: [...path, index] }));
  if (node.type !== 'object') return [];
  return children.flatMap(({ children: [name, value] = [] }) =>
    name && value ? [{ node: value, path: [...path, String(name.value)] }] : [],
  );
}

function isContainer({ type }: JsonNode): boolean {
  return type === 'object' || type === 'array';
}

/** A number as it was written: read and written again it might be another. */
function valueText(node: JsonNode, json: string): string {
  return node.type === 'string'
    ? JSON.stringify(node.value)
    : json.slice(node.offset, node.offset + node.length);
}

function valueElement(node: JsonNode, json: string): HTMLElement {
  if (isContainer(node)) {
    const count = node.children?.length ?? 0;
    const inner = count === 0 ? '' : String(count);
    return element('span', { class: 'json-count' }, node.type === 'array' ? `[${inner}]` : `{${inner}}`);
  }
  const text = valueText(node, json);
  const classes: Partial<Record<JsonNode['type'], string>> = { string: 'hl-string', number: 'hl-number' };
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return labelled(classes[node.type] ?? 'hl-literal', shown);
}

function labelled(name: string, text: string): HTMLElement {
  const made = element('span', { class: name });
  update(made, 0, [], showHidden([text]), noButtons);
  return made;
}
