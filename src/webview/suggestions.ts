import type { PanelStrings, SuggestionView } from '../chat/protocol.ts';
import type { Host } from './host.ts';
import { createSuggestionMenu } from './suggestionMenu.ts';
import { type Trigger, triggerAt } from './triggerAt.ts';

export interface Suggestions {
  element: HTMLElement;
  /** @param request the number of what was asked about. */
  show(request: number, items: readonly SuggestionView[]): void;
  /** Types a mark, and so opens the menu. */
  begin(mark: Trigger['mark']): void;
  /** Does what a key means while the menu is open. @returns whether it meant something. */
  takesKey(event: KeyboardEvent): boolean;
}

/** The menu that comes with a mark in the text: `/` for a task, `@` for something to go along. */
export function createSuggestions({
  host,
  strings,
  input,
  onEdit,
}: {
  host: Host;
  strings: PanelStrings;
  input: HTMLTextAreaElement;
  /** Called when the text was changed here. */
  onEdit: () => void;
}): Suggestions {
  let request = 0;
  let asked: string | undefined;
  /** Where the mark stands whose menu was closed by Escape; it does not come again while one goes on typing. */
  let dismissed: number | undefined;

  const triggered = (): Trigger | undefined =>
    input.selectionStart === input.selectionEnd ? triggerAt(input.value, input.selectionStart) : undefined;
  const replace = (start: number, text: string) => {
    input.setRangeText(text, start, input.selectionStart, 'end');
    onEdit();
  };
  const take = (item: SuggestionView) => {
    const trigger = triggered();
    close();
    if (!trigger) return;
    replace(trigger.start, item.text ?? '');
    if (item.text === undefined) host.postMessage({ type: 'attach', id: item.id });
  };
  const menu = createSuggestionMenu(input, strings.suggestions, take);
  const close = () => {
    asked = undefined;
    // What is still to come is of no use.
    request += 1;
    menu.close();
  };
  const follow = () => {
    const trigger = triggered();
    if (trigger?.start !== dismissed) dismissed = undefined;
    if (!trigger || dismissed !== undefined) return close();
    const now = `${trigger.mark}${trigger.query}`;
    if (now === asked) return;
    asked = now;
    request += 1;
    host.postMessage({ type: 'suggest', mark: trigger.mark, query: trigger.query.slice(0, 256), request });
  };
  input.addEventListener('input', follow);
  input.addEventListener('click', follow);
  input.addEventListener('keyup', ({ key }) => {
    if (/^(?:Arrow(?:Left|Right)|Home|End)$/.test(key)) follow();
  });
  input.addEventListener('blur', close);

  return {
    element: menu.element,
    show(of, items) {
      if (of === request && document.activeElement === input) menu.show(items);
    },
    begin(mark) {
      input.focus();
      const before = input.value.slice(0, input.selectionStart);
      input.setRangeText(
        before === '' || /\s$/.test(before) ? mark : ` ${mark}`,
        input.selectionStart,
        input.selectionEnd,
        'end',
      );
      onEdit();
      follow();
    },
    takesKey(event) {
      if (!menu.isOpen() || event.isComposing) return false;
      const item = menu.chosen();
      switch (event.key) {
        case 'ArrowDown':
        case 'ArrowUp':
          menu.move(event.key === 'ArrowDown' ? 1 : -1);
          return true;
        case 'Enter':
        case 'Tab':
          if (!item || event.shiftKey) return false;
          take(item);
          return true;
        case 'Escape':
          dismissed = triggered()?.start;
          close();
          return true;
        default:
          return false;
      }
    },
  };
}
