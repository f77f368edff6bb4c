import type { PanelView, TurnView } from '../chat/protocol.ts';
import { type AssistantTurnElement, assistantTurn, type TurnContext } from './assistantTurn.ts';
import { showCopied } from './copyButton.ts';
import { element } from './elements.ts';
import { userTurn } from './userTurn.ts';

export interface Transcript {
  /** What scrolls. */
  element: HTMLElement;
  /** What grows inside it. */
  content: HTMLElement;
  show(view: PanelView): void;
}

interface Shown {
  turn: TurnView;
  element: HTMLElement;
  /** Only of answers: the user's words do not change. */
  answer?: AssistantTurnElement;
}

/** The conversation so far. A turn whose view is the same object as before is not touched. */
export function createTranscript(context: TurnContext): Transcript {
  const { strings } = context;
  const turns = new Map<string, Shown>();
  const empty = element(
    'div',
    { class: 'empty' },
    element('h2', {}, strings.emptyTitle),
    element('p', {}, strings.emptyHint),
  );
  const content = element('div', { class: 'turns' });
  const scroller = element(
    'div',
    {
      class: 'transcript',
      'data-part': 'transcript',
      role: 'log',
      'aria-live': 'off',
      'aria-label': strings.transcript,
      tabindex: '0',
    },
    empty,
    content,
  );
  scroller.addEventListener('click', event => activate(event, context));
  scroller.addEventListener('keydown', event => {
    if (event.key === 'Enter') activate(event, context);
  });

  return {
    element: scroller,
    content,
    show(view) {
      const ids = new Set(view.turns.map(turn => turn.id));
      for (const [id, shown] of turns) {
        if (ids.has(id)) continue;
        shown.element.remove();
        turns.delete(id);
      }
      view.turns.forEach((turn, index) => {
        const shown = showTurn(turns.get(turn.id), turn, context);
        turns.set(turn.id, shown);
        const inPlace = content.children[index];
        if (inPlace !== shown.element) content.insertBefore(shown.element, inPlace ?? null);
      });
      empty.hidden = view.turns.length > 0;
    },
  };
}

function showTurn(shown: Shown | undefined, turn: TurnView, context: TurnContext): Shown {
  if (shown?.turn === turn) return shown;
  if (turn.role === 'user') {
    const made = userTurn(turn, context.strings);
    shown?.element.replaceWith(made);
    return { turn, element: made };
  }
  if (shown?.answer) {
    shown.answer.show(turn);
    return { ...shown, turn };
  }
  const answer = assistantTurn(turn, context);
  shown?.element.replaceWith(answer.element);
  return { turn, element: answer.element, answer };
}

/** Links and the copy buttons of code blocks, wherever they are: they come and go as an answer streams. */
function activate(event: Event, { host, strings, announce }: TurnContext): void {
  if (!(event.target instanceof Element)) return;
  const url = event.target.closest('[data-url]')?.getAttribute('data-url');
  if (url) {
    event.preventDefault();
    host.postMessage({ type: 'openLink', url });
    return;
  }
  const copy = event.target.closest<HTMLButtonElement>('[data-action="copy-code"]');
  if (copy && event.type === 'click') {
    const text = copy.closest('.code-block')?.querySelector('code')?.textContent ?? '';
    host.postMessage({ type: 'copy', text });
    showCopied(copy, strings, announce);
  }
}
