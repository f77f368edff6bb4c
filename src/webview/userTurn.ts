import type { PanelStrings, TurnView } from '../chat/protocol.ts';
import { element, icon } from './elements.ts';

export type UserTurnView = Extract<TurnView, { role: 'user' }>;

/** The user's words behind a thin line, with chips for what went along. */
export function userTurn(turn: UserTurnView, strings: PanelStrings): HTMLElement {
  const article = element(
    'article',
    { class: 'turn user', 'data-role': 'user', 'data-id': turn.id },
    element('h2', { class: 'visually-hidden' }, strings.you),
    element('div', { class: 'words' }, turn.text, ...taskWords(turn)),
  );
  if (turn.attachments.length > 0) {
    const chips = turn.attachments.map(({ label, detail, text }) =>
      element(
        'li',
        { class: 'chip', title: text ?? `${label} ${detail}` },
        icon('file-code'),
        element('span', { class: 'chip-label' }, label),
        element('span', { class: 'chip-detail' }, detail),
      ),
    );
    article.append(element('ul', { class: 'chips', role: 'list' }, ...chips));
  }
  return article;
}

/** What was typed for a task, beside its title. */
function taskWords({ words }: UserTurnView): (Node | string)[] {
  return words === undefined ? [] : [' ', element('span', { class: 'task-words' }, words)];
}
