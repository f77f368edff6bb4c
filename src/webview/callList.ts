import type { CallView } from '../chat/protocol.ts';
import { showHidden } from '../markdown/hiddenCharacters.ts';
import type { TurnContext } from './assistantTurn.ts';
import { element, icon, textButton } from './elements.ts';
import { noButtons } from './markdown/codeButtons.ts';
import { update } from './markdown/render.ts';
import { withJson } from './withJson.ts';

const icons: Record<CallView['state'], string> = {
  asking: 'question',
  running: 'ellipsis',
  done: 'check',
  refused: 'circle-slash',
  failed: 'warning',
  stopped: 'debug-stop',
};

export interface CallList {
  element: HTMLElement;
  show(calls: readonly CallView[]): void;
}

/** What the model has called at once: a line each, with its arguments and its result below; one that asks is open. */
export function createCallList(turnId: string, context: TurnContext): CallList {
  const root = element('div', { class: 'calls', 'data-part': 'calls' });
  let shown: readonly CallView[] = [];
  return {
    element: root,
    show(calls) {
      calls.forEach((call, index) => {
        if (JSON.stringify(call) === JSON.stringify(shown[index])) return;
        const before = root.children[index];
        const made = callElement(call, turnId, context, shown[index], before);
        const hadFocus = before?.contains(document.activeElement) ?? false;
        if (before) before.replaceWith(made);
        else root.append(made);
        // The buttons are gone with the question.
        if (hadFocus) made.querySelector('summary')?.focus();
      });
      shown = calls;
    },
  };
}

function callElement(
  call: CallView,
  turnId: string,
  { host, strings }: TurnContext,
  before: CallView | undefined,
  old: Element | undefined,
): HTMLElement {
  const words = strings.calls;
  const { name, arguments: args, state, detail, result, ask } = call;
  const summary = element(
    'summary',
    {},
    element('span', { class: 'call-icon' }, icon(icons[state])),
    element('code', { class: 'call-name' }, name),
    plain('span', 'call-line', args.replace(/\s+/g, ' ')),
    // The icon says it, too, and of most there is nothing else to say.
    element('span', { class: state === 'done' ? 'visually-hidden' : 'call-state' }, words.states[state]),
  );
  const made = element('details', { class: 'call', 'data-state': state }, summary);
  // As the user has left it, but for the question and its end.
  made.open =
    ask !== undefined || (before?.ask === undefined && old instanceof HTMLDetailsElement && old.open);
  const written = plain('pre', 'call-text', args);
  made.append(element('div', { class: 'call-part' }, words.arguments), written);
  withJson(({ indented }) => written.replaceWith(plain('pre', 'call-text', indented(args))));
  if (ask) {
    const decide = (action: string, label: string, decision: 'allow' | 'always' | 'refuse') => {
      const button = textButton(action, label);
      button.addEventListener('click', ({ detail }) => {
        // What comes under the pointer by the first click of a double click is another call's.
        if (detail < 2) host.postMessage({ type: 'decideCall', id: turnId, seal: ask.seal, decision });
      });
      return button;
    };
    const buttons = [
      decide('allow-call', words.allow, 'allow'),
      ...(ask.always ? [decide('always-allow', words.always, 'always')] : []),
      decide('refuse-call', words.refuse, 'refuse'),
    ];
    made.append(element('div', { class: 'remedies' }, ...buttons));
  }
  if (result !== undefined) {
    const title = [words.result, detail].filter(Boolean).join(' · ');
    made.append(element('div', { class: 'call-part' }, title), plain('pre', 'call-text', result));
  }
  return made;
}

/** Text in which nothing is hidden. */
function plain(tag: 'span' | 'pre', name: string, text: string): HTMLElement {
  const made = element(tag, { class: name, ...(tag === 'pre' ? { tabindex: '0' } : {}) });
  update(made, [], showHidden([text]), noButtons);
  return made;
}
