import type { PanelView } from '../chat/protocol.ts';
import { element, textButton } from './elements.ts';
import type { Host } from './host.ts';

export interface EarlierTurns {
  element: HTMLElement;
  show(view: PanelView): void;
  /**
   * Asks for turns before those that are there, unless they are on their way or there are none.
   * @param to as many as it takes to have the one of this id.
   */
  ask(to?: string): void;
}

/** Stands before the first turn for those that are not there yet, and asks for them when the reader comes near. */
export function createEarlierTurns(host: Host, scroller: HTMLElement): EarlierTurns {
  const button = textButton('show-earlier', '');
  const bar = element('div', { class: 'earlier', hidden: '' }, button);
  let first: string | undefined;
  let earlier = 0;
  let asked: string | undefined;

  const ask = (to?: string) => {
    if (earlier === 0 || first === undefined || first === asked) return;
    asked = first;
    host.postMessage({ type: 'showEarlier', before: first, ...(to === undefined ? {} : { to }) });
  };
  button.addEventListener('click', () => {
    ask();
    // The button is about to be out of sight; what comes is read by scrolling.
    scroller.focus({ preventScroll: true });
  });
  const nearness = new IntersectionObserver(
    entries => {
      if (entries.at(-1)?.isIntersecting) ask();
    },
    // A screen before it is reached, so that nobody waits.
    { root: scroller, rootMargin: '100% 0px 0px' },
  );

  return {
    element: bar,
    ask,
    show({ turns, earlier: count, strings }) {
      earlier = count;
      bar.hidden = count === 0;
      button.textContent = strings.showEarlier.replace('{0}', count.toLocaleString());
      if (turns[0]?.id === first) return;
      first = turns[0]?.id;
      // It tells only of changes, and with what has come the reader may be as near as before.
      nearness.unobserve(bar);
      nearness.observe(bar);
    },
  };
}
