import type { ModelView, PanelStrings } from '../chat/protocol.ts';
import { element, icon, iconButton, setIcon, setLabel } from './elements.ts';
import type { Host } from './host.ts';
import { isSendKey } from './isSendKey.ts';
import { createRecall } from './recall.ts';

export interface Composer {
  element: HTMLElement;
  focus(): void;
  /** Puts the focus on the button that opens and closes the parameters. */
  focusParameters(): void;
  draft(): string;
  /** Puts a saved draft back. */
  restore(draft: string): void;
  /** @param state.sent what was sent in this conversation, the oldest first. */
  show(
    model: ModelView,
    state: { streaming: boolean; parametersOpen: boolean; sent: readonly string[] },
  ): void;
}

export interface ComposerContext {
  host: Host;
  strings: PanelStrings;
  /** The draft changed, or is empty because it was sent. */
  onDraft: (draft: string) => void;
  onSend: () => void;
}

/** Where one types, with the model, the parameters, and the button that sends or stops. */
export function createComposer({ host, strings, onDraft, onSend }: ComposerContext): Composer {
  let streaming = false;
  let parametersOpen = false;
  let sent: readonly string[] = [];
  const recall = createRecall();

  const input = element('textarea', {
    'data-part': 'composer',
    'aria-label': strings.placeholder,
    rows: '2',
  });
  input.placeholder = strings.placeholder;
  const modelLabel = element('span', { class: 'model-label' });
  const model = element(
    'button',
    { class: 'pill', type: 'button', 'data-action': 'select-model' },
    modelLabel,
    icon('chevron-down'),
  );
  const parameters = iconButton('parameters', strings.parameters, 'settings');
  // One button for both, so that focus and the pointer stay on it when the answer begins or ends.
  const submit = iconButton('send', strings.send, 'arrow-up');
  submit.classList.add('submit');

  const refresh = () => {
    submit.setAttribute('data-action', streaming ? 'stop' : 'send');
    setIcon(submit, streaming ? 'debug-stop' : 'arrow-up');
    setLabel(submit, streaming ? strings.stop : strings.send);
    // Not `disabled`: a disabled button loses the focus.
    submit.setAttribute('aria-disabled', String(!streaming && input.value.trim() === ''));
  };
  const send = () => {
    if (streaming || input.value.trim() === '') return;
    host.postMessage({ type: 'send', text: input.value });
    input.value = '';
    onDraft('');
    refresh();
    onSend();
  };
  const stop = () => host.postMessage({ type: 'stop' });

  input.addEventListener('input', () => {
    onDraft(input.value);
    refresh();
  });
  /** @returns whether there was such a message. */
  const callBack = (text: string | undefined): boolean => {
    if (text === undefined) return false;
    input.value = text;
    onDraft(text);
    refresh();
    return true;
  };
  const arrow = (key: string): boolean => {
    const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
    const isRecalled = recall.shows(input.value);
    if (key === 'ArrowUp' && (atStart || isRecalled)) return callBack(recall.earlier(input.value, sent));
    return key === 'ArrowDown' && isRecalled && callBack(recall.later(sent));
  };
  input.addEventListener('keydown', event => {
    if (isSendKey(event)) {
      event.preventDefault();
      send();
    } else if (!event.isComposing && !hasModifier(event) && arrow(event.key)) event.preventDefault();
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && streaming && !event.isComposing) stop();
  });
  submit.addEventListener('click', () => (streaming ? stop() : send()));
  model.addEventListener('click', () => host.postMessage({ type: 'selectModel' }));
  parameters.addEventListener('click', () =>
    host.postMessage({ type: 'showParameters', open: !parametersOpen }),
  );

  const box = element(
    'div',
    { class: 'composer-box' },
    input,
    element(
      'div',
      { class: 'composer-row' },
      model,
      parameters,
      element('span', { class: 'spacer' }),
      submit,
    ),
  );
  // A click on the empty parts of the box is meant for the text.
  box.addEventListener('click', event => {
    if (event.target instanceof Element && !event.target.closest('button')) input.focus();
  });

  return {
    element: element('div', { class: 'composer' }, box),
    focus: () => input.focus(),
    focusParameters: () => parameters.focus(),
    draft: () => input.value,
    restore(draft) {
      input.value = draft;
      refresh();
    },
    show(view, state) {
      ({ streaming, parametersOpen, sent } = state);
      parameters.setAttribute('aria-expanded', String(parametersOpen));
      parameters.setAttribute('aria-pressed', String(parametersOpen));
      modelLabel.textContent = view.label;
      model.title = view.detail;
      model.setAttribute('aria-label', `${strings.chooseModel}: ${view.label}`);
      refresh();
    },
  };
}

function hasModifier({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey;
}
