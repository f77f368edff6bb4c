/** Whether the focus is somewhere in `part` and can be seen there: what is hidden keeps it until the next frame. */
export function hasFocus(part: HTMLElement): boolean {
  const focused = document.activeElement;
  return focused !== null && part.contains(focused) && focused.checkVisibility();
}
