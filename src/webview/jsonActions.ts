import { jsonPath } from '../markdown/jsonPath.ts';
import type { TurnContext } from './assistantTurn.ts';
import { showCopied } from './copyButton.ts';
import { element, iconButton } from './elements.ts';
import { indented } from './indented.ts';
import { type JsonEntry, writtenAs } from './jsonEntry.ts';

export interface JsonActions {
  element: HTMLElement;
  /** Puts the buttons where they are wanted; not away from who is about to press one. */
  offer(item: Element | null): void;
  /** Copies the value that the buttons stand at. */
  copyValue(): void;
}

/** The buttons that copy a value of a tree, or the path to it: two for the whole tree, which stand at one of its rows. */
export function createJsonActions(
  json: string,
  entryOf: (item: Element) => JsonEntry | undefined,
  { host, strings, announce }: TurnContext,
): JsonActions {
  const words = strings.json;
  const value = iconButton('copy-value', words.copyValue, 'copy');
  const path = iconButton('copy-path', words.copyPath, 'link');
  const root = element('span', { class: 'json-actions' }, path, value);

  const here = () => root.closest<HTMLElement>('[role="treeitem"]');
  const copy = (textOf: (entry: JsonEntry) => string, button: HTMLButtonElement) => {
    const item = here();
    const entry = item && entryOf(item);
    if (!entry) return;
    host.postMessage({ type: 'copy', text: textOf(entry) });
    const face = button === path ? { label: words.copyPath, icon: 'link' } : { label: words.copyValue };
    showCopied(button, face, strings.copied, announce);
  };
  const copyValue = () => copy(({ node }) => indented(writtenAs(node, json)), value);
  const copyPath = () => copy(entry => jsonPath(entry.path), path);
  for (const [button, act] of [
    [value, copyValue],
    [path, copyPath],
  ] as const) {
    button.addEventListener('click', ({ detail }) => {
      act();
      // By mouse one goes on elsewhere, where the buttons have to come along.
      if (detail > 0) here()?.focus();
    });
  }

  return {
    element: root,
    copyValue,
    offer(item) {
      if (!item || !entryOf(item) || root.contains(document.activeElement)) return;
      const row = item.querySelector(':scope > .json-row');
      // One that is moved gets no click.
      if (row !== root.parentElement) row?.append(root);
    },
  };
}
