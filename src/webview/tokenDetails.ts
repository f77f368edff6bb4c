import type { PanelStrings } from '../chat/protocol.ts';
import { showHidden } from '../markdown/hiddenCharacters.ts';
import { element } from './elements.ts';
import { noButtons } from './markdown/codeButtons.ts';
import { update } from './markdown/render.ts';
import { percent } from './tokenShades.ts';

export interface DescribedToken {
  text: string;
  probability: number;
  /** The most probable first. */
  others: readonly (readonly [text: string, probability: number])[];
}

export interface TokenDetails {
  /** Stands beside the token that has the class `current`. */
  element: HTMLElement;
  /** The same in a sentence, for screen readers. */
  spoken: HTMLElement;
  /** @param isSpoken whether one moved to it by keyboard: who points at tokens would hear too much. */
  show(token: DescribedToken, isSpoken: boolean): void;
  hide(): void;
}

/** How probable a token was, and what might have stood in its place. */
export function createTokenDetails({ others, noOthers }: PanelStrings['confidence']): TokenDetails {
  const box = element('div', { class: 'token-details', 'data-part': 'token-details', 'aria-hidden': 'true' });
  // On top of all, so that nothing it stands in cuts it off.
  box.popover = 'manual';
  const spoken = element('div', { class: 'visually-hidden', role: 'status', 'data-part': 'token-spoken' });
  return {
    element: box,
    spoken,
    show(token, isSpoken) {
      const list = token.others.map(([text, probability]) => bar(text, probability));
      box.replaceChildren(
        element('ol', { class: 'bars' }, bar(token.text, token.probability), ...list),
        ...(list.length > 0 ? [] : [element('div', { class: 'token-none' }, noOthers)]),
      );
      box.showPopover();
      if (!isSpoken) return;
      const words = token.others.map(([text, probability]) => `${seen(text)} ${percent(probability)}`);
      spoken.textContent = [
        `${seen(token.text)} ${percent(token.probability)}.`,
        words.length > 0 ? `${others}: ${words.join(', ')}.` : noOthers,
      ].join(' ');
    },
    hide() {
      box.hidePopover();
    },
  };
}

function bar(text: string, probability: number): HTMLElement {
  const code = element('code', { class: 'token-text' });
  update(code, [], showHidden([seen(text)]), noButtons);
  return element(
    'li',
    { class: 'bar' },
    code,
    element('meter', { value: String(probability) }),
    element('span', { class: 'bar-text' }, percent(probability)),
  );
}

/** Blanks at its ends are a part of a token, and often all of it. */
function seen(text: string): string {
  return text
    .replaceAll('\n', '↵')
    .replaceAll('\t', '→')
    .replace(/^ +| +$/g, spaces => '·'.repeat(spaces.length));
}
