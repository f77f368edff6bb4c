import { setIcon, setLabel } from './elements.ts';

/** How long a copy button says that it has copied, in milliseconds. */
const shownFor = 1500;

/**
 * Makes a copy button say for a moment that it has done its work, to eyes and to screen readers.
 * @param label what it says otherwise; not read from it, as a second click comes while it still says that it has copied.
 */
export function showCopied(
  button: HTMLButtonElement,
  label: string,
  copied: string,
  announce: (message: string) => void,
): void {
  setLabel(button, copied);
  setIcon(button, 'check');
  announce(copied);
  setTimeout(() => {
    setLabel(button, label);
    setIcon(button, 'copy');
  }, shownFor);
}
