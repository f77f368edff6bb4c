import type { PanelStrings } from '../chat/protocol.ts';
import { setIcon, setLabel } from './elements.ts';

/** How long a copy button says that it has copied, in milliseconds. */
const shownFor = 1500;

/** Makes a copy button say for a moment that it has done its work, to eyes and to screen readers. */
export function showCopied(
  button: HTMLButtonElement,
  strings: PanelStrings,
  announce: (message: string) => void,
): void {
  const label = labelOf(button.getAttribute('data-action'), strings);
  setLabel(button, strings.copied);
  setIcon(button, 'check');
  announce(strings.copied);
  setTimeout(() => {
    setLabel(button, label);
    setIcon(button, 'copy');
  }, shownFor);
}

/** Not read from the button: a second click comes while it still says that it has copied. */
function labelOf(action: string | null, strings: PanelStrings): string {
  if (action === 'copy') return strings.copyAnswer;
  return action === 'copy-request' ? strings.drawer.copyRequest : strings.copyCode;
}
