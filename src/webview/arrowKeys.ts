/** Where an arrow key, Home or End leads from one of `count` things in a row; `undefined` for any other key. */
export function destination(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (from + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (from + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/**
 * Makes a row of buttons one stop of the Tab key, within which the arrow keys move.
 * @param onMove the button that has the focus now, by its place
 */
export function moveByArrowKeys(
  row: HTMLElement,
  buttons: readonly HTMLElement[],
  onMove: (index: number) => void,
): void {
  row.addEventListener('keydown', event => {
    const from = event.target instanceof HTMLElement ? buttons.indexOf(event.target) : -1;
    const to = from < 0 ? undefined : destination(event.key, from, buttons.length);
    if (to === undefined) return;
    event.preventDefault();
    buttons[to]?.focus();
    onMove(to);
  });
}

/** Says which button of a row is chosen, and lets the Tab key stop at it alone. */
export function markChosen(
  buttons: readonly HTMLElement[],
  chosen: number,
  attribute: 'aria-checked' | 'aria-selected',
): void {
  buttons.forEach((button, index) => {
    button.setAttribute(attribute, String(index === chosen));
    button.tabIndex = index === chosen ? 0 : -1;
  });
}
