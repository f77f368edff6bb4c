import type { AnswerState, PanelStrings, RemedyAction } from '../chat/protocol.ts';
import type { AssistantTurnView } from './assistantTurn.ts';
import { element, icon, textButton } from './elements.ts';

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
  { onGoOn, onRemedy }: { onGoOn: () => void; onRemedy: (action: RemedyAction) => void },
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
  const buttons = [
    ...(turn.continuable ? [clickable(textButton('continue', strings.goOn), onGoOn)] : []),
    ...remedies.map(({ action, label }) => clickable(textButton(action, label), () => onRemedy(action))),
  ];
  if (buttons.length > 0) body.append(element('div', { class: 'remedies' }, ...buttons));
  const sign = element('span', { class: 'notice-icon' }, icon(icons[turn.state]));
  return [element('div', { class: 'notice' }, sign, body)];
}

function clickable(button: HTMLButtonElement, onClick: () => void): HTMLButtonElement {
  button.addEventListener('click', onClick);
  return button;
}
