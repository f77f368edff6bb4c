import type { AnswerTokens, LinkView, PanelStrings, TurnView } from '../chat/protocol.ts';
import { createAnswerText } from './answerText.ts';
import { createCards } from './cards.ts';
import { createConfidence } from './confidence.ts';
import { showCopied } from './copyButton.ts';
import { element, icon, iconButton, newId } from './elements.ts';
import type { Host } from './host.ts';
import { problemNotice } from './problemNotice.ts';
import { createSources } from './sources.ts';
import { createStructured } from './structured.ts';
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
  /**
   * @param links the places that its text names; missing while nobody has looked.
   * @param tokens of its text; missing while nobody has asked for them.
   */
  show(turn: AssistantTurnView, links?: readonly LinkView[], tokens?: AnswerTokens): void;
  /** Told when it comes into sight. */
  see(): void;
}

/** An answer: its text, or the cards of a typed task, a line on why it is not whole, what happened on the way to it, and the muted line with what it took. */
export function assistantTurn(first: AssistantTurnView, context: TurnContext): AssistantTurnElement {
  const { host, strings, announce } = context;
  const { id } = first;
  let turn = first;
  let isSeen = false;
  /** The text whose places are known or asked for. */
  let asked: string | undefined;

  const text = createAnswerText(id, context, () => findLinks());
  const cards = createCards(context, action => host.postMessage({ type: 'card', id, action }));
  const notice = element('div');
  const notes = element('div', { class: 'notes', 'data-part': 'notes' });
  const waiting = element('div', { class: 'waiting', 'data-part': 'waiting' });
  const details = element('ul', { class: 'details', id: newId(), role: 'list', hidden: '' });
  const summary = element('button', {
    class: 'summary',
    type: 'button',
    'data-action': 'details',
    'aria-controls': details.id,
  });
  const copy = iconButton('copy', strings.copyAnswer, 'copy');
  const retry = iconButton('retry', strings.retry, 'refresh');
  const stepper = createVersionStepper(strings, by => host.postMessage({ type: 'step', id, by }));
  const structured = createStructured(context);
  const body = element('div', {}, text.element, structured.element);
  const confidence = createConfidence(first, context, body);
  const sources = createSources(strings);
  const request = iconButton('show-request', strings.showRequest, 'json');
  const actions = element(
    'div',
    { class: 'foot-actions' },
    stepper.element,
    structured.button,
    confidence.button,
    request,
    copy,
    retry,
  );
  const foot = element('div', { class: 'foot' }, summary, actions);
  const article = element(
    'article',
    { class: 'turn assistant', 'data-role': 'assistant', 'data-id': id },
    element('h2', { class: 'visually-hidden' }, strings.answer),
    body,
    confidence.element,
    cards.element,
    sources.element,
    notice,
    notes,
    waiting,
    foot,
    details,
  );

  copy.addEventListener('click', () => {
    host.postMessage({ type: 'copy', text: turn.text });
    showCopied(copy, { label: strings.copyAnswer }, strings.copied, announce);
  });
  request.addEventListener('click', () => host.postMessage({ type: 'showRequest', id }));
  const unfold = (open: boolean) => {
    details.hidden = !open;
    summary.setAttribute('aria-expanded', String(open));
  };
  unfold(false);
  summary.addEventListener('click', () => unfold(details.hidden !== false));
  const findLinks = () => {
    if (!isSeen || turn.state === 'streaming' || !text.hasNames() || asked === turn.text) return;
    asked = turn.text;
    host.postMessage({ type: 'findLinks', id });
  };
  retry.addEventListener('click', () => host.postMessage({ type: 'retry', id }));

  const show = (next: AssistantTurnView, links?: readonly LinkView[], tokens?: AnswerTokens) => {
    const ended = next.state !== 'streaming';
    text.show(next, links);
    structured.show(next);
    if (links) asked ??= next.text;
    confidence.show(next, tokens);
    cards.show(next);
    sources.show(next.citations ?? []);
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
    summary.hidden = next.summary === undefined;
    if (summary.title !== (next.details ?? '')) {
      summary.title = next.details ?? '';
      details.replaceChildren(...summary.title.split('\n').map(fact => element('li', {}, fact)));
    }
    if (next.details === undefined) unfold(false);
    request.hidden = !ended;
    stepper.show(next.branch);
    copy.hidden = !ended || next.text === '';
    // One way to do it is enough: the notice may offer it in words.
    retry.hidden =
      !next.retryable || (next.problem?.remedies.some(({ action }) => action === 'retry') ?? false);
    turn = next;
    findLinks();
  };
  show(first);
  return {
    element: article,
    show,
    see() {
      isSeen = true;
      findLinks();
    },
  };
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
