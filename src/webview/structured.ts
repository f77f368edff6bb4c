import type { JsonView } from '../chat/protocol.ts';
import type { Markup } from '../markdown/markup.ts';
import type { AssistantTurnView, TurnContext } from './assistantTurn.ts';
import { element, icon, iconButton } from './elements.ts';
import { update } from './markdown/render.ts';
import { withJson } from './withJson.ts';

export interface Structured {
  /** Switches between the tree and the JSON. */
  button: HTMLButtonElement;
  element: HTMLElement;
  show(turn: Pick<AssistantTurnView, 'text' | 'state' | 'json'>): void;
}

/** An answer that is JSON, as a tree and as text; one that is not what it should be as the text that it is. */
export function createStructured(context: TurnContext): Structured {
  const { strings } = context;
  let isText = false;
  let shown: { texts: string; isText: boolean } | undefined;
  /** What the body has of code blocks; trees are made anew. */
  let blocks: Markup[] = [];

  const button = iconButton('show-json', strings.json.show, 'code');
  const problem = element('div', { class: 'notice json-problem', 'data-part': 'json-problem' });
  const body = element('div');
  const root = element('div', { class: 'structured', 'data-part': 'structured' }, problem, body);

  const showBlocks = (texts: readonly string[], closed: boolean) => {
    const markup = texts.map((text): Markup => {
      const block = { tag: 'code-block' as const, language: 'json', info: 'json' };
      return { ...block, text, closed, sealed: closed };
    });
    if (blocks.length === 0) body.replaceChildren();
    update(body, blocks, markup, { copy: strings.copyCode, code: strings.code, actions: [] });
    blocks = markup;
  };
  const showWhole = (texts: readonly string[]) => {
    const next = { texts: texts.join('\n'), isText };
    if (next.texts === shown?.texts && next.isText === shown.isText) return;
    shown = next;
    const isThere = withJson(({ createJsonTree, indented }) => {
      if (shown !== next) return;
      if (next.isText) return showBlocks(texts.map(indented), true);
      blocks = [];
      body.replaceChildren(...texts.map(text => createJsonTree(text, context)));
    });
    if (!isThere) showBlocks(texts, true);
  };
  button.addEventListener('click', () => {
    isText = !isText;
    button.setAttribute('aria-pressed', String(isText));
    if (whole) showWhole(whole);
  });
  button.setAttribute('aria-pressed', 'false');
  let whole: readonly string[] | undefined;

  return {
    button,
    element: root,
    show({ text, state, json }) {
      root.hidden = !json || text === '';
      whole = json?.texts;
      button.hidden = !whole;
      showProblem(problem, json?.problem);
      if (root.hidden) body.replaceChildren();
      if (whole) return showWhole(whole);
      shown = undefined;
      showBlocks(root.hidden ? [] : [text], state !== 'streaming');
    },
  };
}

function showProblem(notice: HTMLElement, problem: JsonView['problem']): void {
  notice.hidden = problem === undefined;
  if (!problem) return;
  const faults = problem.faults.map(fault => element('li', {}, fault));
  notice.replaceChildren(
    element('span', { class: 'notice-icon' }, icon('warning')),
    element(
      'div',
      { class: 'notice-body' },
      element('div', {}, problem.message),
      ...(faults.length > 0 ? [element('ul', { class: 'faults' }, ...faults)] : []),
    ),
  );
}
