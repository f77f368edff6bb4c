import type { AnswerTokens } from '../chat/protocol.ts';
import type { AssistantTurnView, TurnContext } from './assistantTurn.ts';
import { element, iconButton, newId } from './elements.ts';
import { createTokenList } from './tokenList.ts';

export interface Confidence {
  /** Switches between the answer and its tokens. */
  button: HTMLButtonElement;
  element: HTMLElement;
  /** @param tokens of the answer; missing while nobody has asked for them. */
  show(turn: AssistantTurnView, tokens: AnswerTokens | undefined): void;
}

/**
 * The answer as the model saw it: its plain text, each token shaded by how probable it was. There is nothing of it on the
 * page before somebody wants to see it, nor afterwards.
 * @param covered what it takes the place of.
 */
export function createConfidence(
  first: AssistantTurnView,
  { host, strings }: Pick<TurnContext, 'host' | 'strings'>,
  covered: HTMLElement,
): Confidence {
  let turn = first;
  let known: AnswerTokens | undefined;
  /** What the host last told, which may be of an older text. */
  let told: AnswerTokens | undefined;
  let isOn = false;

  const root = element('div', { class: 'confidence', 'data-part': 'confidence', id: newId(), hidden: '' });
  const button = iconButton('show-tokens', strings.confidence.show, 'graph');
  button.setAttribute('aria-controls', root.id);

  const update = () => {
    const isShown = isOn && known !== undefined;
    button.setAttribute('aria-pressed', String(isOn));
    if (isShown && known && !root.hasChildNodes()) {
      root.append(...createTokenList(turn.text, known, strings.confidence));
    }
    if (!isShown) root.replaceChildren();
    root.hidden = !isShown;
    covered.hidden = isShown;
  };
  const turnOn = (on: boolean) => {
    isOn = on;
    if (isOn && !known) host.postMessage({ type: 'showTokens', id: turn.id });
    update();
  };
  button.addEventListener('click', () => turnOn(!isOn));
  root.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    // Elsewhere the same key stops an answer.
    event.stopPropagation();
    // First, so that the focus is not lost with the token that has it.
    button.focus();
    turnOn(false);
  });

  return {
    button,
    element: root,
    show(next, tokens) {
      // Text that comes after it has tokens of its own.
      if (next.text !== turn.text || !next.hasTokens) {
        known = undefined;
        isOn = false;
        root.replaceChildren();
      }
      turn = next;
      if (tokens !== told) known = tokens ?? known;
      told = tokens;
      button.hidden = !next.hasTokens;
      update();
    },
  };
}
