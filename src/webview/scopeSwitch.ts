import type { PanelStrings, ParameterScope } from '../chat/protocol.ts';
import { markChosen, moveByArrowKeys } from './arrowKeys.ts';
import type { DrawerPart } from './drawerPart.ts';
import { element, newId } from './elements.ts';
import type { Host } from './host.ts';

const scopes: readonly ParameterScope[] = ['chat', 'user'];

/** Whose values the form shows and changes. */
export function scopeSwitch(host: Host, strings: PanelStrings): DrawerPart {
  const { drawer } = strings;
  const labelId = newId();
  const buttons = scopes.map(scope => {
    const words = drawer.scopes[scope];
    const attributes = { class: 'segment', type: 'button', role: 'radio', 'data-scope': scope, title: words };
    return element('button', attributes, words);
  });
  const row = element(
    'div',
    { class: 'segments', role: 'radiogroup', 'aria-labelledby': labelId, 'data-part': 'scope' },
    ...buttons,
  );
  let shown: ParameterScope | undefined;
  const ask = (index: number) => {
    const scope = scopes[index];
    if (scope && scope !== shown) host.postMessage({ type: 'setScope', scope });
  };
  buttons.forEach((button, index) => {
    button.addEventListener('click', () => ask(index));
  });
  moveByArrowKeys(row, buttons, ask);

  return {
    element: element(
      'div',
      { class: 'field' },
      element('div', { class: 'field-label', id: labelId }, drawer.scope),
      row,
    ),
    show({ scope }) {
      shown = scope;
      markChosen(buttons, scopes.indexOf(scope), 'aria-checked');
    },
  };
}
