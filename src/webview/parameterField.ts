import type { FieldView, PanelStrings } from '../chat/protocol.ts';
import { element, icon, iconButton, newId, setLabel } from './elements.ts';
import type { Host } from './host.ts';
import { type ParameterControl, parameterControl } from './parameterControl.ts';

export interface ParameterField {
  element: HTMLElement;
  /** @param anew the field is of another model or another scope than the last one shown */
  show(field: FieldView, anew: boolean): void;
}

/** A parameter: its name, where its value comes from, its control, and what is wrong with the value. */
export function parameterField(first: FieldView, host: Host, strings: PanelStrings): ParameterField {
  const { key } = first;
  const inputId = newId();
  const labelId = newId();
  const description = element('div', { class: 'visually-hidden', id: newId() });
  const hint = element('div', { class: 'visually-hidden', id: newId() });
  const mistakeText = element('span');
  const mistake = element('div', { class: 'mistake', id: newId() }, icon('warning'), mistakeText);
  const label = element('label', { for: inputId, id: labelId });
  const source = element('span', { class: 'tag', 'data-part': 'source' });
  const unset = iconButton('unset', strings.drawer.unset, 'discard');

  let control: ParameterControl | undefined;
  let controlKey: string | undefined;
  let valid = true;
  let shown = first;

  const post = (value: FieldView['value']) => host.postMessage({ type: 'setParameter', key, value });
  const showMistake = () => {
    const words = valid ? shown.mistake : control?.hint;
    mistakeText.textContent = words ?? '';
    mistake.hidden = words === undefined;
    if (valid) control?.input.removeAttribute('aria-invalid');
    else control?.input.setAttribute('aria-invalid', 'true');
  };
  const makeControl = (): ParameterControl => {
    const made = parameterControl(shown.control, {
      strings,
      labelId,
      onEnter: post,
      onValid(next) {
        valid = next;
        showMistake();
      },
    });
    made.input.id = inputId;
    made.input.setAttribute('aria-describedby', `${description.id} ${hint.id} ${mistake.id}`);
    hint.textContent = made.hint ?? '';
    return made;
  };
  unset.addEventListener('click', () => {
    control?.release();
    post(null);
  });

  const root = element(
    'div',
    { class: 'field', 'data-part': 'field', 'data-key': key },
    element('div', { class: 'field-label' }, label, source),
    unset,
    mistake,
    description,
    hint,
  );

  return {
    element: root,
    show(field, anew) {
      shown = field;
      label.textContent = field.label;
      description.textContent = field.description;
      root.title = `${field.description}\n${field.sentAs}`;
      source.textContent = field.source;
      source.title = field.source;
      source.hidden = field.source === '';
      setLabel(unset, `${strings.drawer.unset}: ${field.label}`);

      const nextKey = JSON.stringify(field.control);
      let focused = false;
      if (!control || nextKey !== controlKey) {
        focused = control?.element.contains(document.activeElement) ?? false;
        control?.element.remove();
        control = makeControl();
        controlKey = nextKey;
        unset.before(control.element);
      }
      control.show(field, anew);
      showMistake();
      // What is about to vanish must not take the focus with it.
      if (!field.own && document.activeElement === unset) focused = true;
      unset.hidden = !field.own;
      if (focused) control.input.focus();
    },
  };
}
