import type { PanelStrings, TurnView } from '../chat/protocol.ts';
import { createCards } from './cards.ts';
import { showCopied } from './copyButton.ts';
import { element, icon, iconButton } from './elements.ts';
import type { Host } from './host.ts';
import { MarkdownView } from './markdown/markdownView.ts';
import { problemNotice } from './problemNotice.ts';
import { createVersionStepper } from './versionStepper.ts';

export type AssistantTurnView = Extract<TurnView, { role: 'assistant' }>;

export interface TurnContext {
  host: Host;
  strings: PanelStrings;
  /** Tells screen readers. */
  announce: (message: string) => void;
}

export interface AssistantTurnElement {
  element: HTMLElement;
  show(turn: AssistantTurnView): void;
}

/** An answer: its text, or the cards of a typed task, a line on why it is not whole, what happened on the way to it, and the muted line with what it took. */
export function assistantTurn(first: AssistantTurnView, context: TurnContext): AssistantTurnElement {
  const { host, strings, announce } = context;
  const { id } = first;
  let turn = first;

  const text = new MarkdownView(element('div', { class: 'answer' }), strings);
  const cards = createCards(context, action => host.postMessage({ type: 'card', id, action }));
  const notice = element('div');
  const notes = element('div', { class: 'notes', 'data-part': 'notes' });
  const waiting = element('div', { class: 'waiting', 'data-part': 'waiting' });
  const summary = element('span', { class: 'summary' });
  const copy = iconButton('copy', strings.copyAnswer, 'copy');
  const retry = iconButton('retry', strings.retry, 'refresh');
  const stepper = createVersionStepper(strings, by => host.postMessage({ type: 'step', id, by }));
  const foot = element('div', { class: 'foot' }, summary, stepper.element, copy, retry);
  const article = element(
    'article',
    { class: 'turn assistant', 'data-role': 'assistant', 'data-id': id },
    element('h2', { class: 'visually-hidden' }, strings.answer),
    text.element,
    cards.element,
    notice,
    notes,
    waiting,
    foot,
  );

  copy.addEventListener('click', () => {
    host.postMessage({ type: 'copy', text: turn.text });
    showCopied(copy, strings, announce);
  });
  retry.addEventListener('click', () => host.postMessage({ type: 'retry', id }));

  const show = (next: AssistantTurnView) => {
    const ended = next.state !== 'streaming';
    text.show(next.text, ended);
    cards.show(next);
    const sameNotice =
      next.state === turn.state &&
      next.problem === turn.problem &&
      next.continuable === turn.continuable &&
      notice.hasChildNodes();
    if (!sameNotice) {
      notice.replaceChildren(
        ...problemNotice(next, strings, {
          onGoOn: () => host.postMessage({ type: 'goOn', id }),
          onRemedy: action =>
            host.postMessage(action === 'retry' ? { type: 'retry', id } : { type: 'remedy', action }),
        }),
      );
    }
    if (!sameTexts(next.notes, turn.notes) || !notes.hasChildNodes()) {
      notes.replaceChildren(
        ...next.notes.map(note => element('div', { class: 'note' }, icon('info'), element('span', {}, note))),
      );
      notes.hidden = next.notes.length === 0;
    }
    waiting.textContent = next.waiting?.sentence ?? '';
    waiting.hidden = !next.waiting;
    article.setAttribute('data-state', next.state);
    summary.textContent = next.summary ?? '';
    summary.title = next.details ?? '';
    stepper.show(next.branch);
    copy.hidden = !ended || next.text === '';
    // One way to do it is enough: the notice may offer it in words.
    retry.hidden =
      !next.retryable || (next.problem?.remedies.some(({ action }) => action === 'retry') ?? false);
    foot.hidden =
      ended && next.summary === undefined && stepper.element.hidden && copy.hidden && retry.hidden;
    turn = next;
  };
  show(first);
  return { element: article, show };
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
