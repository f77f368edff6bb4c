import type { PanelStrings, PanelView, SuggestionView } from '../chat/protocol.ts';
import { createAttachedStrip } from './attachedStrip.ts';
import { element, icon, iconButton, setIcon, setLabel } from './elements.ts';
import { createGivenFiles } from './givenFiles.ts';
import type { Host } from './host.ts';
import { isSendKey } from './isSendKey.ts';
import { createMeter } from './meter.ts';
import { createRecall } from './recall.ts';
import { createSuggestions } from './suggestions.ts';

export interface Composer {
  element: HTMLElement;
  focus(): void;
  /** Puts the focus on the button that opens and closes the parameters. */
  focusParameters(): void;
  draft(): string;
  /** Puts a saved draft back. */
  restore(draft: string): void;
  /** @param state.sent what was sent in this conversation, the oldest first. */
  addPicture(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<void>;
  /** @param request the number of what was asked about. */
  suggest(request: number, items: readonly SuggestionView[]): void;
  show(
    view: Pick<PanelView, 'model' | 'tools' | 'attached' | 'meter' | 'pictureSides' | 'largestFile'>,
    state: { streaming: boolean; parametersOpen: boolean; sent: readonly string[] },
  ): void;
}

export interface ComposerContext {
  host: Host;
  strings: PanelStrings;
  /** Where files may be dropped. */
  surface: HTMLElement;
  announce: (message: string) => void;
  /** The draft changed. */
  onDraft: (draft: string) => void;
  /** The draft was sent, and is empty. */
  onSend: () => void;
  /** The oldest message that is known has been called back. */
  onOldest: () => void;
}

/** Where one types, with what goes along, the model, the parameters, the price, and the button that sends or stops. */
export function createComposer(context: ComposerContext): Composer {
  const { host, strings, announce, onDraft, onSend, onOldest } = context;
  let streaming = false;
  /** Why what goes along cannot be sent. */
  let problem: string | undefined;
  let limits = { pictureSides: { longer: 0, shorter: 0 }, largestFile: 0 };
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
  const toolsLabel = element('span', { class: 'tools-label' });
  const tools = iconButton('select-tools', '', 'tools');
  tools.classList.add('tools-button');
  tools.append(toolsLabel);
  const attach = iconButton('attach', strings.attach, 'add');
  const meter = createMeter();
  const strip = createAttachedStrip(host, strings, () => input.focus());
  // One button for both, so that focus and the pointer stay on it when the answer begins or ends.
  const submit = iconButton('send', strings.send, 'arrow-up');
  submit.classList.add('submit');

  const refresh = () => {
    submit.setAttribute('data-action', streaming ? 'stop' : 'send');
    setIcon(submit, streaming ? 'debug-stop' : 'arrow-up');
    setLabel(submit, streaming ? strings.stop : strings.send);
    // Not `disabled`: a disabled button loses the focus.
    submit.setAttribute(
      'aria-disabled',
      String(!streaming && (input.value.trim() === '' || problem !== undefined)),
    );
  };
  const send = () => {
    if (streaming || input.value.trim() === '') return;
    if (problem !== undefined) {
      announce(problem);
      return;
    }
    host.postMessage({ type: 'send', text: input.value });
    input.value = '';
    refresh();
    onSend();
  };
  const stop = () => host.postMessage({ type: 'stop' });

  const edited = () => {
    onDraft(input.value);
    refresh();
  };
  const files = createGivenFiles({ ...context, input, limits: () => limits });
  const suggestions = createSuggestions({ host, strings, input, onEdit: edited });
  input.addEventListener('input', edited);
  /** @returns whether there was such a message. */
  const callBack = (text: string | undefined): boolean => {
    if (text === undefined) return false;
    input.value = text;
    edited();
    return true;
  };
  const arrow = (key: string): boolean => {
    const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
    const isRecalled = recall.shows(input.value);
    if (key === 'ArrowUp' && (atStart || isRecalled)) {
      const called = callBack(recall.earlier(input.value, sent));
      if (recall.isOldest(sent)) onOldest();
      return called;
    }
    return key === 'ArrowDown' && isRecalled && callBack(recall.later(sent));
  };
  input.addEventListener('keydown', event => {
    if (suggestions.takesKey(event)) {
      event.preventDefault();
      // An answer that is coming is not stopped by it.
      event.stopPropagation();
    } else if (isSendKey(event)) {
      event.preventDefault();
      send();
    } else if (!event.isComposing && !hasModifier(event) && arrow(event.key)) event.preventDefault();
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && streaming && !event.isComposing) stop();
  });
  submit.addEventListener('click', () => (streaming ? stop() : send()));
  model.addEventListener('click', () => host.postMessage({ type: 'selectModel' }));
  tools.addEventListener('click', () => host.postMessage({ type: 'selectTools' }));
  attach.addEventListener('click', () => suggestions.begin('@'));
  parameters.addEventListener('click', () =>
    host.postMessage({ type: 'showParameters', open: !parametersOpen }),
  );

  const box = element(
    'div',
    { class: 'composer-box' },
    strip.element,
    input,
    element(
      'div',
      { class: 'composer-row' },
      attach,
      model,
      parameters,
      tools,
      element('span', { class: 'spacer' }),
      meter.element,
      submit,
    ),
  );
  // A click on the empty parts of the box is meant for the text.
  box.addEventListener('click', event => {
    if (event.target instanceof Element && !event.target.closest('button, .chip')) input.focus();
  });

  return {
    element: element('div', { class: 'composer' }, suggestions.element, box),
    focus: () => input.focus(),
    focusParameters: () => parameters.focus(),
    draft: () => input.value,
    addPicture: files.addPicture,
    suggest: (request, items) => suggestions.show(request, items),
    restore(draft) {
      input.value = draft;
      refresh();
    },
    show({ model: view, tools: offered, attached, meter: measured, pictureSides, largestFile }, state) {
      limits = { pictureSides, largestFile };
      ({ streaming, parametersOpen, sent } = state);
      problem = attached.find(one => one.problem !== undefined)?.problem;
      strip.show(attached);
      meter.show(measured);
      parameters.setAttribute('aria-expanded', String(parametersOpen));
      parameters.setAttribute('aria-pressed', String(parametersOpen));
      modelLabel.textContent = view.label;
      toolsLabel.textContent = offered.label;
      setLabel(tools, offered.title);
      model.title = view.detail;
      model.setAttribute('aria-label', `${strings.chooseModel}: ${view.label}`);
      refresh();
    },
  };
}

function hasModifier({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey;
}
