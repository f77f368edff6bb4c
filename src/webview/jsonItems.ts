import type { Node as JsonNode } from 'jsonc-parser';
import type { PanelStrings } from '../chat/protocol.ts';
import { showHidden } from '../markdown/hiddenCharacters.ts';
import { element, icon } from './elements.ts';
import { childrenOf, isContainer, type JsonEntry, writtenAs } from './jsonEntry.ts';
import { noButtons } from './markdown/codeButtons.ts';
import { update } from './markdown/render.ts';

/** So many entries are shown at once; the rest by the hundred, on request. */
const pageSize = 100;
/** What is that deep, or deeper and short, is open at first. */
const openLevels = 2;
const shortList = 8;
/** As much of a string is shown, in UTF-16 units; it is copied whole. */
const longestShown = 5_000;
const longestSpoken = 200;

export interface JsonItems {
  root: HTMLElement;
  /** What an element of the tree shows; `undefined` for one that only shows more. */
  entryOf(item: Element): JsonEntry | undefined;
  open(item: HTMLElement, isOpen: boolean): void;
  /** Opens or closes what has something in it; shows more where there is more. */
  toggle(item: HTMLElement): void;
}

/** The elements of a JSON value's tree. What is folded is not made before it is opened. */
export function createJsonItems(node: JsonNode, json: string, words: PanelStrings['json']): JsonItems {
  const entries = new WeakMap<Element, JsonEntry>();
  const pages = new WeakMap<Element, () => void>();

  const itemOf = (entry: JsonEntry, place: number, count: number): HTMLElement => {
    const { node, path } = entry;
    const key = path.at(-1);
    const children = childrenOf(entry);
    const name = key === undefined ? [] : [labelled('json-key', String(key)), ': '];
    const item = element(
      'li',
      {
        role: 'treeitem',
        tabindex: '-1',
        'aria-level': String(path.length + 1),
        'aria-posinset': String(place),
        'aria-setsize': String(count),
        'aria-label': `${key === undefined ? '' : `${key}: `}${spoken(node, json, words)}`,
      },
      element(
        'div',
        { class: 'json-row' },
        icon(children.length > 0 ? 'chevron-right' : 'blank'),
        element('span', { class: 'json-text' }, ...name, valueElement(node, json)),
      ),
    );
    entries.set(item, entry);
    if (children.length > 0) {
      const isOpen = path.length < openLevels && (path.length === 0 || children.length <= shortList);
      item.setAttribute('aria-expanded', 'false');
      if (isOpen) open(item, true);
    }
    return item;
  };
  const page = (group: HTMLElement, children: readonly JsonEntry[], from: number) => {
    const next = children.slice(from, from + pageSize);
    group.append(...next.map((child, index) => itemOf(child, from + index + 1, children.length)));
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
      const first = group.children[place + 1];
      if (first instanceof HTMLElement) first.focus();
      more.remove();
    });
  };
  const open = (item: HTMLElement, isOpen: boolean) => {
    const entry = entries.get(item);
    if (!entry || !item.hasAttribute('aria-expanded')) return;
    item.setAttribute('aria-expanded', String(isOpen));
    const group = item.querySelector<HTMLElement>(':scope > [role="group"]');
    if (group) group.hidden = !isOpen;
    else if (isOpen) {
      const fresh = element('ul', { role: 'group' });
      page(fresh, childrenOf(entry), 0);
      item.append(fresh);
    }
  };

  return {
    root: itemOf({ node, path: [] }, 1, 1),
    entryOf: item => entries.get(item),
    open,
    toggle(item) {
      const showMore = pages.get(item);
      if (showMore) showMore();
      else open(item, item.getAttribute('aria-expanded') !== 'true');
    },
  };
}

function spoken(node: JsonNode, json: string, words: PanelStrings['json']): string {
  if (!isContainer(node)) return valueText(node, json).slice(0, longestSpoken);
  const kind = node.type === 'array' ? words.array : words.object;
  return `${kind}, ${words.entries.replace('{0}', String(node.children?.length ?? 0))}`;
}

function valueText(node: JsonNode, json: string): string {
  return node.type === 'string' ? JSON.stringify(node.value) : writtenAs(node, json);
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
  update(made, [], showHidden([text]), noButtons);
  return made;
}
