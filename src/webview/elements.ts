/** Attributes that an element may be made with. Neither `style` nor `on…`: the policy of the page forbids both. */
export type Attributes = Partial<
  Record<
    | 'alt'
    | 'checked'
    | 'class'
    | 'disabled'
    | 'for'
    | 'hidden'
    | 'id'
    | 'label'
    | 'max'
    | 'min'
    | 'placeholder'
    | 'role'
    | 'rows'
    | 'spellcheck'
    | 'start'
    | 'step'
    | 'tabindex'
    | 'title'
    | 'type'
    | 'value'
    | `aria-${string}`
    | `data-${string}`,
    string
  >
>;

/** Makes an element. Strings among the children become text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value ?? '');
  made.append(...children);
  return made;
}

/** A codicon, hidden from screen readers: the words beside it, or the label of its button, say what it means. */
export function icon(name: string): HTMLElement {
  return element('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}

/** A button with an icon only; its name is the tooltip too. */
export function iconButton(action: string, label: string, iconName: string): HTMLButtonElement {
  const button = element(
    'button',
    { class: 'icon-button', type: 'button', 'data-action': action },
    icon(iconName),
  );
  setLabel(button, label);
  return button;
}

export function setLabel(button: HTMLButtonElement, label: string): void {
  button.setAttribute('aria-label', label);
  button.title = label;
}

export function setIcon(button: HTMLButtonElement, name: string): void {
  button.firstElementChild?.setAttribute('class', `codicon codicon-${name}`);
}

/** Disabled to the eye and to screen readers only: a disabled button would lose the focus. */
export function setDisabled(button: HTMLButtonElement, disabled: boolean): void {
  button.setAttribute('aria-disabled', String(disabled));
}

export function isDisabled(button: HTMLButtonElement): boolean {
  return button.getAttribute('aria-disabled') === 'true';
}

/** A button with words. */
export function textButton(action: string, label: string): HTMLButtonElement {
  return element('button', { class: 'text-button', type: 'button', 'data-action': action }, label);
}

let ids = 0;

/** An id that no other element of the page has, for one element to point at another. */
export function newId(): string {
  ids += 1;
  return `id-${ids}`;
}
