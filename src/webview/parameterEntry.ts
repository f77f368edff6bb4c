import type { ParameterValue } from '../chat/protocol.ts';

/** What a value is entered with. */
export interface EntryParts {
  /** The control, or what holds all of its parts. */
  element: HTMLElement;
  /** What stands in it; `undefined` when that is no value. */
  read(): ParameterValue | undefined;
  write(value: ParameterValue): void;
  /** What stands in it is no value, or is one again. */
  onValid(valid: boolean): void;
  /** What was being entered has been taken back. */
  onReset(): void;
  /** The user has entered a value. */
  onEnter(value: ParameterValue): void;
}

export interface ParameterEntry {
  /**
   * Shows the value in force.
   * @param anew the value is of another model or another scope: whatever was being entered was not meant for it
   */
  show(value: ParameterValue, anew: boolean): void;
  /** Forgets what was being entered, so that the next value is shown whatever it is. */
  release(): void;
}

/**
 * Keeps a control in step with the host, which sends the value in force again and again, without taking out of it what
 * the user is about to enter, or what they have entered and the host has not heard of yet.
 */
export function createEntry({ element, read, write, onValid, onReset, onEnter }: EntryParts): ParameterEntry {
  let edited = false;
  /** Since the last value was entered. */
  let typing = false;
  let valid = true;
  let shown: string | undefined;
  let inForce: ParameterValue = null;

  const setValid = (next: boolean) => {
    valid = next;
    onValid(next);
  };
  element.addEventListener('input', () => {
    edited = true;
    typing = true;
  });
  // What is half typed is taken back first; the next Escape is for who stands around it.
  element.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing || !typing) return;
    event.stopPropagation();
    edited = false;
    typing = false;
    setValid(true);
    write(inForce);
    onReset();
  });
  element.addEventListener('change', () => {
    typing = false;
    const value = read();
    setValid(value !== undefined);
    if (value !== undefined) onEnter(value);
  });

  return {
    show(value, anew) {
      const key = JSON.stringify(value);
      const news = key !== shown;
      shown = key;
      inForce = value;
      const inStep = JSON.stringify(read()) === key;
      const kept = edited && (element.contains(document.activeElement) || (!valid && !news));
      if (kept && !inStep && !anew) return;
      edited = false;
      setValid(true);
      // "2.0" is as good as 2: writing would move the caret.
      if (!inStep) write(value);
    },
    release() {
      edited = false;
      setValid(true);
    },
  };
}
