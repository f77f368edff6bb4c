import type { PanelView, TurnView } from '../chat/protocol.ts';
import { type AssistantTurnElement, assistantTurn, type TurnContext } from './assistantTurn.ts';
import { showCopied } from './copyButton.ts';
import { element } from './elements.ts';
import { type UserTurnElement, userTurn } from './userTurn.ts';
import { versionWords } from './versionStepper.ts';

export interface Transcript {
  /** What scrolls. */
  element: HTMLElement;
  /** What grows inside it. */
  content: HTMLElement;
  show(view: PanelView): void;
}

type Shown =
  | { role: 'user'; turn: TurnView; made: UserTurnElement }
  | { role: 'assistant'; turn: TurnView; made: AssistantTurnElement };

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
      const focused = focusedAction(content);
      const ids = new Set(view.turns.map(turn => turn.id));
      for (const [id, shown] of turns) {
        if (ids.has(id)) continue;
        shown.made.element.remove();
        turns.delete(id);
      }
      view.turns.forEach((turn, index) => {
        const shown = showTurn(turns.get(turn.id), turn, context);
        turns.set(turn.id, shown);
        const inPlace = content.children[index];
        const { element } = shown.made;
        if (inPlace !== element) content.insertBefore(element, inPlace ?? null);
      });
      if (focused && !content.contains(document.activeElement)) focusVersion(focused, view, content, context);
      empty.hidden = view.turns.length > 0;
    },
  };
}

function showTurn(shown: Shown | undefined, turn: TurnView, context: TurnContext): Shown {
  if (shown?.turn === turn) return shown;
  if (turn.role === 'user') {
    const made = shown?.role === 'user' ? shown.made : userTurn(turn, context);
    made.show(turn);
    return { role: 'user', turn, made };
  }
  const made = shown?.role === 'assistant' ? shown.made : assistantTurn(turn, context);
  made.show(turn);
  return { role: 'assistant', turn, made };
}

interface FocusedAction {
  /** Of its turn, among all. */
  index: number;
  action: string;
}

/** The button of a turn that has the focus. */
function focusedAction(content: HTMLElement): FocusedAction | undefined {
  const action = document.activeElement?.getAttribute('data-action');
  const turn = document.activeElement?.closest('[data-role]');
  if (!action || !turn || !content.contains(turn)) return undefined;
  return { index: [...content.children].indexOf(turn), action };
}

/** Whoever steps through versions goes on stepping: the one that has taken the place of another gets its focus. */
function focusVersion(
  { index, action }: FocusedAction,
  { turns }: PanelView,
  content: HTMLElement,
  { strings, announce }: TurnContext,
): void {
  const branch = turns[index]?.branch;
  if (!branch || !action.endsWith('-version')) return;
  content.children[index]?.querySelector<HTMLElement>(`[data-action="${CSS.escape(action)}"]`)?.focus();
  announce(versionWords(branch, strings));
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
