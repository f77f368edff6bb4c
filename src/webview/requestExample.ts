import type { ExampleFormat } from '../chat/protocol.ts';
import type { Markup } from '../markdown/markup.ts';
import { markChosen, moveByArrowKeys } from './arrowKeys.ts';
import type { TurnContext } from './assistantTurn.ts';
import { showCopied } from './copyButton.ts';
import type { DrawerPart } from './drawerPart.ts';
import { element, iconButton, newId } from './elements.ts';
import { noButtons } from './markdown/codeButtons.ts';
import { update } from './markdown/render.ts';
import { withColours } from './markdown/withColours.ts';

const formats: readonly ExampleFormat[] = ['json', 'curl', 'python', 'typescript'];

/** The language each is coloured as. */
const languages: Record<ExampleFormat, string> = {
  json: 'json',
  curl: 'bash',
  python: 'python',
  typescript: 'typescript',
};

/** What the next message would send, to be read and copied in the language one is at home in. */
export function requestExample({ host, strings, announce }: TurnContext): DrawerPart {
  const { drawer } = strings;
  let format: ExampleFormat = 'json';
  let example: Record<ExampleFormat, string> | undefined;
  let markup: Markup[] = [];
  let text = '';

  const headingId = newId();
  const estimate = element('span', { class: 'estimate', 'data-part': 'estimate' });
  const code = element('code');
  const pre = element('pre', { id: newId(), role: 'tabpanel', tabindex: '0', 'data-part': 'example' }, code);
  const tabs = formats.map(name =>
    element(
      'button',
      {
        class: 'tab',
        type: 'button',
        role: 'tab',
        id: newId(),
        'data-format': name,
        'aria-controls': pre.id,
      },
      drawer.formats[name],
    ),
  );
  const row = element('div', { class: 'tabs', role: 'tablist', 'aria-labelledby': headingId }, ...tabs);
  const copy = iconButton('copy-request', drawer.copyRequest, 'copy');

  const show = (after: Markup[]) => {
    // What has not changed stays, and with it what the reader has selected.
    update(code, markup, after, noButtons);
    markup = after;
  };
  const fill = () => {
    const next = example?.[format] ?? '';
    if (next === text) return;
    text = next;
    const language = languages[format];
    const isColoured = withColours(({ highlight }) => {
      if (text === next) show(highlight(next, language));
    });
    if (!isColoured) show([next]);
  };
  const choose = (index: number) => {
    format = formats[index] ?? format;
    markChosen(tabs, index, 'aria-selected');
    pre.setAttribute('aria-labelledby', tabs[index]?.id ?? headingId);
    pre.scrollTo(0, 0);
    fill();
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => choose(index));
  });
  moveByArrowKeys(row, tabs, choose);
  copy.addEventListener('click', () => {
    host.postMessage({ type: 'copyRequest', format });
    showCopied(copy, { label: strings.drawer.copyRequest }, strings.copied, announce);
  });
  choose(0);

  return {
    element: element(
      'div',
      { class: 'group' },
      element('div', { class: 'group-head' }, element('h3', { id: headingId }, drawer.request), estimate),
      element('div', { class: 'code-block' }, element('div', { class: 'code-header' }, row, copy), pre),
    ),
    show(view) {
      example = view.example;
      fill();
      estimate.textContent = view.estimate;
    },
  };
}
