import type { MeterView } from '../chat/protocol.ts';
import { element, icon } from './elements.ts';

export interface Meter {
  element: HTMLElement;
  show(meter: MeterView | undefined): void;
}

/** How much of the model's window the next message takes, and what it will cost. */
export function createMeter(): Meter {
  const bar = element('progress', { max: '1', 'aria-hidden': 'true' });
  const tokens = element('span', { class: 'meter-tokens' });
  const price = element('span', { class: 'meter-price' });
  const warning = icon('warning');
  const meter = element(
    'span',
    { class: 'meter', 'data-part': 'meter', role: 'note' },
    warning,
    bar,
    tokens,
    price,
  );
  meter.hidden = true;
  return {
    element: meter,
    show(view) {
      meter.hidden = view === undefined;
      if (!view) return;
      meter.title = view.title;
      meter.setAttribute('aria-label', view.title);
      meter.classList.toggle('over', view.over);
      warning.hidden = !view.over;
      bar.hidden = view.share === null;
      bar.value = view.share ?? 0;
      tokens.textContent = view.tokens;
      price.textContent = view.price;
    },
  };
}
