import type { Control, ParameterValue } from '../chat/protocol.ts';
import { element } from './elements.ts';
import type { ControlContext, ParameterControl } from './parameterControl.ts';
import { createEntry } from './parameterEntry.ts';
import { formatParameter, parseParameter } from './parameterText.ts';

type NumberControl = Extract<Control, { control: 'number' }>;

/** The widest range that a slider is any good for. */
const widestSlider = 4;

/** A box for a number, with a slider beside it where the range is small. */
export function numberControl(control: NumberControl, context: ControlContext): ParameterControl {
  const { minimum, maximum, integer } = control;
  const range = { min: String(minimum), max: String(maximum) };
  const hasSlider = !integer && maximum - minimum <= widestSlider;
  const step = maximum - minimum <= 2 ? '0.05' : '0.1';
  const box = element('input', {
    type: 'number',
    class: 'input',
    ...range,
    step: integer ? '1' : hasSlider ? step : 'any',
  });
  const slider = hasSlider
    ? element('input', { type: 'range', class: 'slider', ...range, step, 'aria-labelledby': context.labelId })
    : undefined;
  const parts = slider ? [slider, box] : [box];
  const root = element('div', { class: slider ? 'number with-slider' : 'number' }, ...parts);

  let unset = '';
  const moveSlider = () => {
    if (!slider) return;
    const isSet = box.value !== '';
    // Unset, it rests at the model's default where that is a number, and in the middle where nobody knows it.
    const resting = unset.trim() === '' || Number.isNaN(Number(unset)) ? (minimum + maximum) / 2 : unset;
    slider.value = isSet ? box.value : String(resting);
    slider.classList.toggle('unset', !isSet);
    slider.setAttribute('aria-valuetext', isSet ? box.value : unset);
  };
  slider?.addEventListener('input', () => {
    box.value = slider.value;
    moveSlider();
  });
  box.addEventListener('input', moveSlider);

  const read = (): ParameterValue | undefined =>
    box.validity.badInput ? undefined : parseParameter(control, box.value);
  const entry = createEntry({
    element: root,
    read,
    write(value) {
      box.value = formatParameter(value);
    },
    onValid: context.onValid,
    onReset: moveSlider,
    onEnter: context.onEnter,
  });

  return {
    element: root,
    input: box,
    show(field, anew) {
      ({ unset } = field);
      box.placeholder = unset;
      entry.show(field.value, anew);
      moveSlider();
    },
    release: entry.release,
  };
}
