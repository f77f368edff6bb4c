import type { Control, FieldView } from '../chat/protocol.ts';
import { element } from './elements.ts';
import type { ControlContext, ParameterControl } from './parameterControl.ts';
import { createEntry } from './parameterEntry.ts';
import { formatParameter, parseParameter } from './parameterText.ts';

type TextControl = Extract<Control, { control: 'text' | 'list' | 'map' | 'schema' }>;

/** A line for a text; as many lines as it takes for a list, a map or a schema. */
export function textControl(control: TextControl, context: ControlContext): ParameterControl {
  const input =
    control.control === 'text'
      ? element('input', { type: 'text', class: 'input', spellcheck: 'false' })
      : element('textarea', {
          class: control.control === 'schema' ? 'input lines code' : 'input lines',
          rows: '1',
          spellcheck: 'false',
        });
  const root = element('div', { class: 'text' }, input);
  const { drawer } = context.strings;
  const hint =
    control.control === 'list'
      ? drawer.onePerLine
      : control.control === 'map'
        ? drawer.pairPerLine
        : control.control === 'schema'
          ? drawer.asJson
          : undefined;

  const entry = createEntry({
    element: root,
    read: () => parseParameter(control, input.value),
    write(value) {
      input.value = formatParameter(value);
    },
    onValid: context.onValid,
    onReset: () => undefined,
    onEnter: context.onEnter,
  });

  return {
    element: root,
    input,
    ...(hint !== undefined && { hint }),
    show(field: FieldView, anew: boolean) {
      input.placeholder = hint ?? field.unset;
      entry.show(field.value, anew);
    },
    release: entry.release,
  };
}
