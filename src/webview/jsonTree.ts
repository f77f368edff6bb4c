import { parseTree } from 'jsonc-parser';
import type { TurnContext } from './assistantTurn.ts';
import { element } from './elements.ts';
import { createJsonActions } from './jsonActions.ts';
import { createJsonItems } from './jsonItems.ts';
import { moveInTree } from './treeKeys.ts';

/**
 * A JSON value as a tree, one stop of the Tab key.
 * @param json as the host has found it to be valid.
 */
export function createJsonTree(json: string, context: TurnContext): HTMLElement {
  const words = context.strings.json;
  const tree = element('ul', { class: 'json-tree', role: 'tree', 'aria-label': words.tree });
  const node = parseTree(json, undefined, { disallowComments: true });
  if (!node) return tree;
  const { root, entryOf, open, toggle } = createJsonItems(node, json, words);
  const actions = createJsonActions(json, entryOf, context);
  tree.append(root);
  let stop = root;
  stop.setAttribute('tabindex', '0');

  tree.addEventListener('focusin', ({ target }) => {
    if (!isItem(target)) return;
    stop.setAttribute('tabindex', '-1');
    target.setAttribute('tabindex', '0');
    stop = target;
    actions.offer(target);
  });
  // Not when the page moves under a mouse that rests: the keyboard has moved it.
  tree.addEventListener('pointermove', ({ target }) => {
    if (target instanceof Element && target.closest('.json-row')) {
      actions.offer(target.closest('[role="treeitem"]'));
    }
  });
  tree.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || !target.closest('.json-row') || actions.element.contains(target))
      return;
    const item = target.closest<HTMLElement>('[role="treeitem"]');
    // Who selects text wants to copy it.
    if (!item || document.getSelection()?.type === 'Range') return;
    item.focus();
    toggle(item);
  });
  tree.addEventListener('keydown', event => {
    const { target } = event;
    if (!isItem(target)) return;
    if (event.key === 'c' && (event.ctrlKey || event.metaKey)) {
      if (!entryOf(target) || document.getSelection()?.type === 'Range') return;
      event.preventDefault();
      actions.offer(target);
      actions.copyValue();
    } else moveInTree(event, { tree, target, open, toggle });
  });
  return tree;
}

function isItem(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.getAttribute('role') === 'treeitem';
}
