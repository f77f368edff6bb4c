import type { LinkView } from '../chat/protocol.ts';
import type { AssistantTurnView, TurnContext } from './assistantTurn.ts';
import { type CallList, createCallList } from './callList.ts';
import { element } from './elements.ts';
import { MarkdownView } from './markdown/markdownView.ts';

export interface AnswerText {
  element: HTMLElement;
  /** It is whole, and has words that may name places. */
  hasNames(): boolean;
  show(turn: AssistantTurnView, links?: readonly LinkView[]): void;
}

/**
 * The text of an answer, and between its pieces what the model has called.
 *
 * @param onWhole told when a whole text that took several frames is shown
 */
export function createAnswerText(turnId: string, context: TurnContext, onWhole: () => void): AnswerText {
  const newText = () => new MarkdownView(element('div', { class: 'answer' }), context.strings, onWhole);
  const first = newText();
  const texts = [first];
  const lists: CallList[] = [];
  const root = element('div', {}, first.element);

  return {
    element: root,
    hasNames: () => texts.some(({ hasNames }) => hasNames),
    show({ text, json, state, rounds = [] }, links) {
      while (lists.length < rounds.length) {
        const list = createCallList(turnId, context);
        const next = newText();
        lists.push(list);
        texts.push(next);
        root.append(list.element, next.element);
      }
      for (const [index, piece] of texts.entries()) {
        const from = rounds[index - 1]?.at ?? 0;
        const end = rounds[index]?.at ?? text.length;
        // Only the last one grows.
        const isWhole = index < rounds.length || state !== 'streaming';
        piece.show(json ? '' : text.slice(from, end), isWhole, links);
      }
      for (const [index, { calls }] of rounds.entries()) lists[index]?.show(calls);
    },
  };
}
