import type { SuggestionView } from '../chat/protocol.ts';
import { element, icon, newId } from './elements.ts';

export interface SuggestionMenu {
  element: HTMLElement;
  isOpen(): boolean;
  show(items: readonly SuggestionView[]): void;
  close(): void;
  /** Moves to the entry above or below, round at the ends. */
  move(by: -1 | 1): void;
  /** The entry that Enter takes; `undefined` when there is none. */
  chosen(): SuggestionView | undefined;
}

/**
 * What may be meant by what is being typed, above the text it is typed into. The text keeps the focus and says which entry is
 * chosen.
 */
export function createSuggestionMenu(
  input: HTMLTextAreaElement,
  label: string,
  onTake: (item: SuggestionView) => void,
): SuggestionMenu {
  const list = element('div', { class: 'suggestions', role: 'listbox', id: newId(), 'aria-label': label });
  let items: readonly SuggestionView[] = [];
  let chosen = 0;
  list.hidden = true;
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-haspopup', 'listbox');

  const choose = (index: number) => {
    chosen = index;
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(at === index));
      if (at === index) {
        input.setAttribute('aria-activedescendant', option.id);
        option.scrollIntoView({ block: 'nearest' });
      }
    }
  };
  const close = () => {
    list.hidden = true;
    items = [];
    list.replaceChildren();
    input.removeAttribute('aria-activedescendant');
    input.removeAttribute('aria-controls');
  };
  // A press would take the focus from the text.
  list.addEventListener('pointerdown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    const item = option ? items[[...list.children].indexOf(option)] : undefined;
    if (item) onTake(item);
  });

  return {
    element: list,
    isOpen: () => !list.hidden,
    close,
    show(next) {
      if (next.length === 0) return close();
      const before = items[chosen]?.label;
      items = next;
      list.replaceChildren(...next.map(optionOf));
      list.hidden = false;
      input.setAttribute('aria-controls', list.id);
      // What comes late must not move the choice to another entry.
      choose(Math.max(0, chosen === 0 ? 0 : next.findIndex(item => item.label === before)));
    },
    move(by) {
      choose((chosen + by + items.length) % items.length);
    },
    chosen: () => items[chosen],
  };
}

function optionOf({ icon: name, label, detail }: SuggestionView): HTMLElement {
  return element(
    'div',
    {
      class: 'suggestion',
      role: 'option',
      id: newId(),
      title: detail === '' ? label : `${label} · ${detail}`,
    },
    icon(name),
    element('span', { class: 'suggestion-label' }, label),
    element('span', { class: 'suggestion-detail' }, detail),
  );
}
