import type { ParametersView } from '../chat/protocol.ts';
import type { TurnContext } from './assistantTurn.ts';
import { element, iconButton, textButton } from './elements.ts';
import { hasFocus } from './hasFocus.ts';
import { modelPicker } from './modelPicker.ts';
import { parameterGroups } from './parameterGroups.ts';
import { presetPicker } from './presetPicker.ts';
import { requestExample } from './requestExample.ts';
import { scopeSwitch } from './scopeSwitch.ts';

export interface ParametersDrawer {
  element: HTMLElement;
  show(view: ParametersView): void;
  focus(): void;
}

export interface DrawerContext extends TurnContext {
  /** The user has done with it; whether it closes is for the host to say. */
  onClose: () => void;
}

/** The form with the parameters of the next request, and the request itself below. */
export function createParametersDrawer(context: DrawerContext): ParametersDrawer {
  const { host, strings, onClose } = context;
  const { drawer } = strings;
  const title = element('h2', { tabindex: '-1' }, strings.parameters);
  const close = iconButton('close-parameters', drawer.close, 'close');
  const parts = {
    model: modelPicker(host, strings),
    scope: scopeSwitch(host, strings),
    preset: presetPicker(host, strings),
    groups: parameterGroups(host, strings),
    example: requestExample(context),
  };

  const ignored = element('div', { class: 'ignored', 'data-part': 'ignored' });
  const refusedText = element('span');
  const forget = textButton('forget', drawer.forget);
  const refused = element('div', { class: 'refused', 'data-part': 'refused' }, refusedText, forget);
  const settings = element(
    'button',
    { class: 'link', type: 'button', 'data-action': 'open-settings' },
    drawer.settings,
  );

  const section = element(
    'section',
    { class: 'drawer', 'data-part': 'parameters', role: 'region', 'aria-label': strings.parameters },
    element('div', { class: 'drawer-head' }, title, close),
    element(
      'div',
      { class: 'drawer-body' },
      element(
        'div',
        { class: 'form' },
        element(
          'div',
          { class: 'group choices' },
          parts.model.element,
          parts.scope.element,
          parts.preset.element,
        ),
        parts.groups.element,
        ignored,
        refused,
        settings,
        parts.example.element,
      ),
    ),
  );

  close.addEventListener('click', onClose);
  section.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing) return;
    // Elsewhere the same key stops an answer.
    event.stopPropagation();
    onClose();
  });
  forget.addEventListener('click', () => host.postMessage({ type: 'forgetRefusals' }));
  settings.addEventListener('click', () => host.postMessage({ type: 'openSettings' }));

  let shown: ParametersView | undefined;
  return {
    element: section,
    show(view) {
      if (view === shown) return;
      shown = view;
      const hadFocus = hasFocus(section);
      for (const part of Object.values(parts)) part.show(view);
      ignored.textContent = view.ignored ?? '';
      ignored.hidden = view.ignored === undefined;
      refusedText.textContent = view.refused ?? '';
      refused.hidden = view.refused === undefined;
      // A field that the model lacks, or a button that has done its work, takes the focus along.
      if (hadFocus && !hasFocus(section)) title.focus();
    },
    focus: () => title.focus(),
  };
}
