export interface TreeMove {
  tree: HTMLElement;
  /** The item that has the focus. */
  target: HTMLElement;
  open: (item: HTMLElement, isOpen: boolean) => void;
  /** What Enter does. */
  toggle: (item: HTMLElement) => void;
}

/** Moves in a tree as https://www.w3.org/WAI/ARIA/apg/patterns/treeview/ says. */
export function moveInTree(event: KeyboardEvent, { tree, target, open, toggle }: TreeMove): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isOpen = target.getAttribute('aria-expanded');
  const items = [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')].filter(
    item => item.closest('[hidden]') === null,
  );
  const at = items.indexOf(target);
  switch (event.key) {
    case 'ArrowDown':
      items[at + 1]?.focus();
      break;
    case 'ArrowUp':
      items[at - 1]?.focus();
      break;
    case 'Home':
      items[0]?.focus();
      break;
    case 'End':
      items.at(-1)?.focus();
      break;
    case 'ArrowRight':
      if (isOpen === 'false') open(target, true);
      else if (isOpen === 'true') items[at + 1]?.focus();
      break;
    case 'ArrowLeft':
      if (isOpen === 'true') open(target, false);
      else target.parentElement?.closest<HTMLElement>('[role="treeitem"]')?.focus();
      break;
    case 'Enter':
    case ' ':
      toggle(target);
      break;
    default:
      return;
  }
  event.preventDefault();
}
