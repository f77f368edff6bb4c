import type { TurnView } from '../chat/protocol.ts';
import type { TurnContext } from './assistantTurn.ts';
import { showCopied } from './copyButton.ts';
import { createEditBox } from './editBox.ts';
import { element, icon, iconButton, setIcon, setLabel } from './elements.ts';
import { thumbnailOf } from './thumbnail.ts';
import { createVersionStepper } from './versionStepper.ts';

export type UserTurnView = Extract<TurnView, { role: 'user' }>;

export interface UserTurnElement {
  element: HTMLElement;
  /** Its words do not change, what stands beside it may. */
  show(turn: UserTurnView): void;
}

/** The user's words behind a thin line, with chips for what went along, and what can be done with them. */
export function userTurn(first: UserTurnView, { host, strings, announce }: TurnContext): UserTurnElement {
  const { id } = first;
  let { pinned } = first;
  const words = element('div', { class: 'words' }, first.text, ...taskWords(first));
  const stepper = createVersionStepper(strings, by => host.postMessage({ type: 'step', id, by }));
  const pin = iconButton('pin', strings.pin, 'pin');
  const edit = iconButton('edit', strings.edit, 'edit');
  const copy = iconButton('copy', strings.copyQuestion, 'copy');
  const remove = iconButton('remove', strings.remove, 'trash');
  const actions = element('div', { class: 'turn-actions' }, edit, copy, remove, pin, stepper.element);
  const article = element(
    'article',
    { class: 'turn user', 'data-role': 'user', 'data-id': id },
    element('h2', { class: 'visually-hidden' }, strings.you),
    words,
  );
  if (first.attachments.length > 0) {
    const chips = first.attachments.map(({ label, detail, text, thumbnail }) =>
      element(
        'li',
        { class: 'chip', title: text ?? `${label} ${detail}` },
        thumbnail === undefined ? icon('file-code') : thumbnailOf(thumbnail),
        element('span', { class: 'chip-label' }, label),
        element('span', { class: 'chip-detail' }, detail),
      ),
    );
    article.append(element('ul', { class: 'chips', role: 'list' }, ...chips));
  }
  article.append(actions);

  edit.addEventListener('click', () => {
    const close = () => {
      box.element.replaceWith(words);
      actions.hidden = false;
      edit.focus();
    };
    const box = createEditBox(first.text, strings, {
      onSave(text) {
        close();
        host.postMessage({ type: 'edit', id, text });
      },
      onCancel: close,
    });
    words.replaceWith(box.element);
    actions.hidden = true;
    box.focus();
  });
  copy.addEventListener('click', () => {
    host.postMessage({ type: 'copy', text: first.text });
    showCopied(copy, { label: strings.copyQuestion }, strings.copied, announce);
  });
  pin.addEventListener('click', () => host.postMessage({ type: 'pinTurn', id, pinned: !pinned }));
  remove.addEventListener('click', () => host.postMessage({ type: 'remove', id }));

  const show = ({ branch, editable, ...next }: UserTurnView) => {
    ({ pinned } = next);
    setIcon(pin, pinned ? 'pinned' : 'pin');
    setLabel(pin, pinned ? strings.unpin : strings.pin);
    pin.classList.toggle('pinned', pinned);
    stepper.show(branch);
    edit.hidden = !editable;
  };
  show(first);
  return { element: article, show };
}

/** What was typed for a task, beside its title. */
function taskWords({ words }: UserTurnView): (Node | string)[] {
  return words === undefined ? [] : [' ', element('span', { class: 'task-words' }, words)];
}
