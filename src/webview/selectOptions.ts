import { element } from './elements.ts';

export interface Option {
  value: string;
  label: string;
}

export interface OptionGroup {
  label: string;
  options: Option[];
}

const given = new WeakMap<HTMLSelectElement, string>();

/** Gives a list its options. One that has them already is not touched: it may be open. */
export function showOptions(select: HTMLSelectElement, options: readonly (Option | OptionGroup)[]): void {
  const key = JSON.stringify(options);
  if (given.get(select) === key) return;
  given.set(select, key);
  const { value } = select;
  select.replaceChildren(...options.map(toElement));
  select.value = value;
}

/** Chooses an option, if it is not the one chosen already. */
export function choose(select: HTMLSelectElement, value: string): void {
  if (select.value !== value) select.value = value;
}

function toElement(option: Option | OptionGroup): HTMLElement {
  return 'options' in option
    ? element('optgroup', { label: option.label }, ...option.options.map(toElement))
    : element('option', { value: option.value }, option.label);
}
