import type { PanelStrings } from '../chat/protocol.ts';
import { element, textButton } from './elements.ts';
import { isSendKey } from './isSendKey.ts';

/** Where a question that was asked is put in other words. */
export function createEditBox(
  text: string,
  strings: PanelStrings,
  { onSave, onCancel }: { onSave: (text: string) => void; onCancel: () => void },
): { element: HTMLElement; focus(): void } {
  const input = element('textarea', { 'data-part': 'edit', 'aria-label': strings.editing, rows: '2' });
  input.value = text;
  const save = textButton('save-edit', strings.save);
  save.classList.add('primary');
  const cancel = textButton('cancel-edit', strings.cancel);
  const submit = () => {
    if (input.value.trim() !== '') onSave(input.value);
  };
  input.addEventListener('keydown', event => {
    if (isSendKey(event)) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && !event.isComposing) {
      // Not meant for the answer that may be on its way.
      event.stopPropagation();
      onCancel();
    }
  });
  save.addEventListener('click', submit);
  cancel.addEventListener('click', onCancel);
  return {
    element: element(
      'div',
      { class: 'edit-box' },
      input,
      element('div', { class: 'edit-buttons' }, save, cancel),
    ),
    focus() {
      input.focus();
      input.setSelectionRange(text.length, text.length);
    },
  };
}
