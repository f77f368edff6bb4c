import type { Control, FieldView, PanelStrings, ParameterValue } from '../chat/protocol.ts';
import { choiceControl } from './choiceControl.ts';
import { numberControl } from './numberControl.ts';
import { textControl } from './textControl.ts';

/** What every control of a field is made with. */
export interface ControlContext {
  strings: PanelStrings;
  /** Of the label, for parts of a control that the label itself does not point at. */
  labelId: string;
  onEnter(value: ParameterValue): void;
  onValid(valid: boolean): void;
}

/** What one enters the value of a parameter with. */
export interface ParameterControl {
  element: HTMLElement;
  /** The part that takes the label, the description and the focus. */
  input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  /** How a value is written, where that has to be said. */
  hint?: string;
  /** @param anew see {@link import('./parameterEntry.ts').ParameterEntry.show} */
  show(field: FieldView, anew: boolean): void;
  /** Forgets what was being entered. */
  release(): void;
}

/** Makes the control that a kind of parameter is entered with. */
export function parameterControl(control: Control, context: ControlContext): ParameterControl {
  switch (control.control) {
    case 'number':
      return numberControl(control, context);
    case 'choice':
    case 'switch':
      return choiceControl(control, context);
    case 'text':
    case 'list':
    case 'map':
    case 'schema':
      return textControl(control, context);
  }
}
