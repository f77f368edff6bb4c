import { setIcon, setLabel } from './elements.ts';

/** How long a copy button says that it has copied, in milliseconds. */
const shownFor = 1500;

/** What a copy button looks like otherwise; not read from it, as a second click may come while it says that it has copied. */
interface CopyFace {
  label: string;
  /** A codicon's name; missing for the usual one. */
  icon?: string;
}

/** Makes a copy button say for a moment that it has done its work, to eyes and to screen readers. */
export function showCopied(
  button: HTMLButtonElement,
  { label, icon = 'copy' }: CopyFace,
  copied: string,
  announce: (message: string) => void,
): void {
  setLabel(button, copied);
  setIcon(button, 'check');
  announce(copied);
  setTimeout(() => {
    setLabel(button, label);
    setIcon(button, icon);
  }, shownFor);
}
