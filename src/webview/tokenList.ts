import type { AnswerTokens, PanelStrings } from '../chat/protocol.ts';
import { destination } from './arrowKeys.ts';
import { element } from './elements.ts';
import { createTokenDetails } from './tokenDetails.ts';
import { levelOf, levels, percent } from './tokenShades.ts';

/** So many tokens, and those to the end of their line, are one block, which costs no layout while it is out of sight. */
const blockSize = 200;
/** A line that does not end is broken after so many: in one block of thousands every move would be felt. */
const longestLine = 1_000;

/**
 * The tokens of a text: one stop of the Tab key, within which the arrow keys move, and what the colors mean above them.
 * @param tokens pieces of the text from its beginning on; the rest is shown as text.
 */
export function createTokenList(
  text: string,
  tokens: AnswerTokens,
  strings: PanelStrings['confidence'],
): HTMLElement[] {
  const list = element('div', { class: 'tokens', role: 'listbox', 'aria-label': strings.tokens });
  const spans: HTMLElement[] = [];
  const tokenOf = new Map<Element, number>();
  let block = element('div', { class: 'token-block', role: 'none' });
  let size = 0;
  let at = 0;
  tokens.forEach(([length, probability], index) => {
    const piece = text.slice(at, at + length);
    at += length;
    if (piece === '') return;
    if (probability === null) block.append(piece);
    else {
      const isBreak = piece.includes('\n') && piece.trim() === '';
      const shade = `token shade-${levelOf(probability)}${isBreak ? ' break' : ''}`;
      const span = element('span', { class: shade, role: 'option', tabindex: '-1' }, piece);
      tokenOf.set(span, index);
      spans.push(span);
      block.append(span);
    }
    size += 1;
    if (size < (piece.endsWith('\n') ? blockSize : longestLine)) return;
    list.append(block);
    block = element('div', { class: 'token-block', role: 'none' });
    size = 0;
  });
  block.append(text.slice(at));
  list.append(block);

  const details = createTokenDetails(strings);
  let current: HTMLElement | undefined;
  const point = (span: HTMLElement | undefined, isFocused: boolean) => {
    current?.classList.remove('current');
    current = span;
    const index = span && tokenOf.get(span);
    const token = index === undefined ? undefined : tokens[index];
    if (!span || !token) return details.hide();
    span.classList.add('current');
    const [, probability, others] = token;
    details.show({ text: span.textContent, probability: probability ?? 0, others }, isFocused);
  };
  const focused = () => spans.find(span => span === document.activeElement);
  spans[0]?.setAttribute('tabindex', '0');
  let stop = spans[0];
  list.addEventListener('focusin', ({ target }) => {
    const span = spans.find(span => span === target);
    if (!span) return;
    stop?.setAttribute('tabindex', '-1');
    span.setAttribute('tabindex', '0');
    stop = span;
    point(span, true);
  });
  list.addEventListener('focusout', () => point(undefined, false));
  list.addEventListener('keydown', event => {
    const from = focused();
    const to = from && destination(event.key, spans.indexOf(from), spans.length);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    spans[to]?.focus();
  });
  // Not when the page moves under a mouse that rests: the keyboard has moved it.
  list.addEventListener('pointermove', ({ target }) => {
    const span = spans.find(span => span === target);
    if (span && span !== current) point(span, false);
  });
  list.addEventListener('pointerleave', ({ relatedTarget }) => {
    // One may want to scroll in it.
    if (relatedTarget instanceof Node && details.element.contains(relatedTarget)) return;
    point(focused(), false);
  });
  details.element.addEventListener('pointerleave', () => point(focused(), false));

  return [legend(strings), list, details.element, details.spoken];
}

function legend({ legend }: PanelStrings['confidence']): HTMLElement {
  const shades = levels.map(({ level, from }) =>
    element(
      'span',
      { class: `token shade-${level}` },
      from > 0 ? `≥ ${percent(from)}` : `< ${percent(levels.at(-2)?.from ?? 0)}`,
    ),
  );
  return element('div', { class: 'legend', 'data-part': 'legend' }, element('span', {}, legend), ...shades);
}
