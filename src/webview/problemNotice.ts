import type { AnswerState, PanelStrings, RemedyAction } from '../chat/protocol.ts';
import type { AssistantTurnView } from './assistantTurn.ts';
import { element, icon } from './elements.ts';

const icons: Record<Exclude<AnswerState, 'streaming' | 'complete'>, string> = {
  cut: 'fold-down',
  filtered: 'shield',
  refused: 'circle-slash',
  stopped: 'debug-stop',
  interrupted: 'debug-disconnect',
  error: 'error',
};

/**
 * The quiet line that says why an answer is not whole, with what the provider said and what to do about it. Nothing for an
 * answer that is whole or on its way.
 */
export function problemNotice(
  turn: AssistantTurnView,
  strings: PanelStrings,
  onRemedy: (action: RemedyAction) => void,
): HTMLElement[] {
  if (turn.state === 'streaming' || turn.state === 'complete') return [];
  const { message, detail, remedies } = turn.problem ?? {
    message: strings.states[turn.state],
    detail: undefined,
    remedies: [],
  };
  const body = element('div', { class: 'notice-body' });
  if (detail === undefined) body.append(element('div', {}, message));
  else {
    const chevron = element('span', { class: 'chevron' }, icon('chevron-down'));
    body.append(
      element(
        'details',
        {},
        element('summary', {}, element('span', {}, message), chevron),
        element('div', { class: 'provider-words' }, detail),
      ),
    );
  }
  if (remedies.length > 0) {
    const buttons = remedies.map(({ action, label }) => {
      const button = element(
        'button',
        { type: 'button', class: 'text-button', 'data-action': action },
        label,
      );
      button.addEventListener('click', () => onRemedy(action));
      return button;
    });
    body.append(element('div', { class: 'remedies' }, ...buttons));
  }
  const sign = element('span', { class: 'notice-icon' }, icon(icons[turn.state]));
  return [element('div', { class: 'notice' }, sign, body)];
}
