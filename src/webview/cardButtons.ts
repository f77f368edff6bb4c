import type { CardAction, CardActionView } from '../chat/protocol.ts';
import { element, textButton } from './elements.ts';

export interface CardButtons {
  element: HTMLElement;
  show(actions: readonly CardActionView[]): void;
}

/** What can be done with the cards, a button each. A button that stays is left in its place, and keeps the focus. */
export function cardButtons(onAction: (action: CardAction) => void): CardButtons {
  const row = element('div', { class: 'card-actions', 'data-part': 'card-actions' });
  const shown = new Map<CardAction, HTMLButtonElement>();

  const make = (action: CardAction) => {
    const button = textButton(action, '');
    button.addEventListener('click', event => {
      // The second click of a double click: what it would do twice has been done, or is under way.
      if (event.detail > 1) return;
      onAction(action);
    });
    shown.set(action, button);
    return button;
  };

  return {
    element: row,
    show(actions) {
      for (const [action, button] of shown) {
        if (actions.some(view => view.action === action)) continue;
        button.remove();
        shown.delete(action);
      }
      actions.forEach(({ action, label, primary }, index) => {
        const button = shown.get(action) ?? make(action);
        button.textContent = label;
        button.classList.toggle('primary', primary);
        const inPlace = row.children[index];
        if (inPlace !== button) row.insertBefore(button, inPlace ?? null);
      });
      row.hidden = actions.length === 0;
    },
  };
}
