import type { AnswerTokens, LinkView, PanelView, TurnView } from '../chat/protocol.ts';
import { type AssistantTurnElement, assistantTurn, type TurnContext } from './assistantTurn.ts';
import { showCopied } from './copyButton.ts';
import { createEarlierTurns } from './earlierTurns.ts';
import { element } from './elements.ts';
import { isBlockAction } from './markdown/codeButtons.ts';
import { type UserTurnElement, userTurn } from './userTurn.ts';
import { versionWords } from './versionStepper.ts';

export interface Transcript {
  /** What scrolls. */
  element: HTMLElement;
  /** What grows inside it. */
  content: HTMLElement;
  show(view: PanelView): void;
  /** Asks for turns before those that are there; for as many as it takes to have the one of this id. */
  askEarlier(to?: string): void;
}

type Shown =
  | { role: 'user'; turn: TurnView; made: UserTurnElement }
  | {
      role: 'assistant';
      turn: TurnView;
      links: readonly LinkView[] | undefined;
      tokens: AnswerTokens | undefined;
      made: AssistantTurnElement;
    };

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
  const earlier = createEarlierTurns(context.host, scroller);
  content.before(earlier.element);
  scroller.addEventListener('click', event => activate(event, context));
  scroller.addEventListener('keydown', event => {
    if (event.key === 'Enter') activate(event, context);
  });

  const seen = new WeakSet<Element>();
  // Tells of each turn when it has been laid out, and when it comes into view and leaves it.
  const sight = new IntersectionObserver(
    entries => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) {
          seen.add(target);
          const shown = turns.get(target.getAttribute('data-id') ?? '');
          if (shown?.role === 'assistant') shown.made.see();
        } else {
          // Never of one in view, which the browser may just be holding in place: it would hold something else.
          target.classList.add('left-out');
        }
        if (seen.has(target) && target.classList.contains('left-out')) sight.unobserve(target);
      }
    },
    { root: scroller },
  );

  return {
    element: scroller,
    content,
    askEarlier: earlier.ask,
    show(view) {
      const release = holdTop(scroller, content);
      const focused = focusedAction(content);
      const ids = new Set(view.turns.map(turn => turn.id));
      for (const [id, shown] of turns) {
        if (ids.has(id)) continue;
        shown.made.element.remove();
        sight.unobserve(shown.made.element);
        turns.delete(id);
      }
      view.turns.forEach((turn, index) => {
        const before = turns.get(turn.id);
        const shown = showTurn(before, turn, view, context);
        turns.set(turn.id, shown);
        const inPlace = content.children[index];
        const { element } = shown.made;
        if (element !== before?.made.element) sight.observe(element);
        if (inPlace !== element) content.insertBefore(element, inPlace ?? null);
      });
      if (focused && !content.contains(document.activeElement)) focusVersion(focused, view, content, context);
      earlier.show(view);
      release();
      empty.hidden = view.turns.length > 0;
    },
  };
}

function showTurn(shown: Shown | undefined, turn: TurnView, view: PanelView, context: TurnContext): Shown {
  const links = view.links?.[turn.id];
  const tokens = view.tokens?.[turn.id];
  const isShown =
    shown?.turn === turn && (shown.role === 'user' || (shown.links === links && shown.tokens === tokens));
  if (isShown) return shown;
  if (turn.role === 'user') {
    const made = shown?.role === 'user' ? shown.made : userTurn(turn, context);
    made.show(turn);
    return { role: 'user', turn, made };
  }
  const made = shown?.role === 'assistant' ? shown.made : assistantTurn(turn, context);
  made.show(turn, links, tokens);
  return { role: 'assistant', turn, links, tokens, made };
}

/**
 * Keeps what is read in place while turns come before it, where the browser does not do it itself: at the very top.
 * @returns to be called when they have come.
 */
function holdTop(scroller: HTMLElement, content: HTMLElement): () => void {
  const held = scroller.scrollTop === 0 ? content.firstElementChild : null;
  if (!held) return () => undefined;
  const before = held.getBoundingClientRect().top;
  return () => {
    if (content.firstElementChild === held || !held.isConnected) return;
    scroller.scrollTop += held.getBoundingClientRect().top - before;
  };
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

/** Links and the buttons of code blocks, wherever they are: they come and go as an answer streams. */
function activate(event: Event, { host, strings, announce }: TurnContext): void {
  if (!(event.target instanceof Element)) return;
  const url = event.target.closest('[data-url]')?.getAttribute('data-url');
  if (url) {
    event.preventDefault();
    host.postMessage({ type: 'openLink', url });
    return;
  }
  const id = event.target.closest('[data-id]')?.getAttribute('data-id') ?? '';
  const place = event.target.closest('[data-place]')?.getAttribute('data-place');
  if (place) {
    event.preventDefault();
    host.postMessage({ type: 'openPlace', id, text: place });
    return;
  }
  if (event.type !== 'click') return;
  const button = event.target.closest('.quiet [data-action]');
  const action = button?.getAttribute('data-action') ?? null;
  // What the second click of a double click would do has been done.
  if (isBlockAction(action) && event instanceof MouseEvent && event.detail < 2) {
    const blocks = button?.closest('.turn')?.querySelectorAll('.answer .code-block') ?? [];
    const index = [...blocks].findIndex(block => block.contains(button));
    host.postMessage({ type: 'block', id, index, action });
    return;
  }
  const copy = event.target.closest<HTMLButtonElement>('[data-action="copy-code"]');
  if (copy) {
    const text = copy.closest('.code-block')?.querySelector('code')?.textContent ?? '';
    host.postMessage({ type: 'copy', text });
    showCopied(copy, { label: strings.copyCode }, strings.copied, announce);
  }
}
