import type { CardAction, PanelStrings } from '../chat/protocol.ts';
import type { Markup } from '../markdown/markup.ts';
import type { AssistantTurnView } from './assistantTurn.ts';
import { cardButtons } from './cardButtons.ts';
import { cardMarkup } from './cardMarkup.ts';
import { element } from './elements.ts';
import { update } from './markdown/render.ts';

export interface Cards {
  element: HTMLElement;
  show(turn: Pick<AssistantTurnView, 'cards' | 'actions'>): void;
}

/** The results of a typed task, one below the other in one frame with what can be done with all of them. */
export function createCards(
  { strings }: { strings: PanelStrings },
  onAction: (action: CardAction) => void,
): Cards {
  const list = element('div');
  const buttons = cardButtons(onAction);
  const frame = element('div', { class: 'cards' }, list, buttons.element);
  let shown: Markup[] = [];

  return {
    element: frame,
    show({ cards = [], actions = [] }) {
      const markup = cards.map(cardMarkup);
      update(list, shown, markup, { code: strings.code, copy: strings.copyCode, actions: [] });
      shown = markup;
      buttons.show(actions);
      frame.hidden = cards.length === 0;
    },
  };
}
