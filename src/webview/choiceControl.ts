import type { Control, FieldView, PanelStrings } from '../chat/protocol.ts';
import { element } from './elements.ts';
import type { ControlContext, ParameterControl } from './parameterControl.ts';
import { createEntry } from './parameterEntry.ts';
import { choose, type Option, showOptions } from './selectOptions.ts';

type ChoiceControl = Extract<Control, { control: 'choice' | 'switch' }>;

/** Stands for an unset value, as it does in the settings. */
const unsetValue = 'default';

/** A list of choices, of which the first is not to send the parameter at all. */
export function choiceControl(control: ChoiceControl, context: ControlContext): ParameterControl {
  const select = element('select', { class: 'input' });
  const root = element('div', { class: 'select' }, select);
  const entry = createEntry({
    element: root,
    read: () => (select.value === unsetValue ? null : select.value),
    write: value => choose(select, typeof value === 'string' ? value : unsetValue),
    onValid: context.onValid,
    onReset: () => undefined,
    onEnter: context.onEnter,
  });

  return {
    element: root,
    input: select,
    show(field, anew) {
      showOptions(select, optionsOf(control, field, context.strings));
      entry.show(field.value === unsetValue ? null : field.value, anew);
      select.classList.toggle('unset', select.value === unsetValue);
    },
    release: entry.release,
  };
}

function optionsOf(control: ChoiceControl, field: FieldView, { drawer }: PanelStrings): Option[] {
  const unset = field.unset === drawer.notSent ? drawer.notSent : `${drawer.notSent} · ${field.unset}`;
  const choices =
    control.control === 'switch'
      ? [
          { value: 'on', label: drawer.on },
          { value: 'off', label: drawer.off },
        ]
      : control.choices.map(value => ({ value, label: value }));
  const { value } = field;
  // What another model takes and this one does not has to be seen to be changed.
  const isStray =
    typeof value === 'string' && value !== unsetValue && !choices.some(choice => choice.value === value);
  return [{ value: unsetValue, label: unset }, ...choices, ...(isStray ? [{ value, label: value }] : [])];
}
