import { parse } from 'marked';
import { followEnd } from '../../../src/webview/followEnd.ts';
import { MarkdownView } from '../../../src/webview/markdown/markdownView.ts';
import { type AnswerKind, answerOf } from '../../ui/webview/answerOf.ts';
import { outline } from '../../ui/webview/outline.ts';
import { strings } from '../../ui/webview/panelStrings.ts';
import { markedByBlock, markedWhole } from './byMarked.ts';
import type { Contestant, Renderer } from './contestant.ts';
import { replayed } from './replayed.ts';

/** What a contestant is given to show. */
export interface Play {
  contestant: string;
  kind: AnswerKind;
  /** In characters, as is all that follows. */
  length: number;
  /** How many come between two frames; or how many a second, with as many frames as the screen has. */
  pace: { step: number } | { rate: number };
  /** So many are there before anything is measured. */
  from?: number;
  /** It is told that nothing will follow: else it is not, and the answer stays open. */
  ends?: boolean;
  /** Milliseconds after which it is not played on. */
  limit?: number;
}

export interface Played {
  /** Of the answer, of 1. */
  share: number;
  frames: number;
  /** Those that the screen, of 60 a second, did not get. */
  missed: number;
  milliseconds: number;
  /** In milliseconds; 0 of tasks under 50. */
  longestTask: number;
}

/** What the page offers to whoever measures it. */
export interface RenderPage {
  /** Makes everything ready, so that `play` does nothing but what is to be measured. */
  prepare(play: Play): Promise<void>;
  play(): Promise<Played>;
  /** @returns whether what is shown is what rendering the whole answer in one go gives */
  isAsAtOnce(): { itsOwn: boolean; markeds: boolean };
}

declare global {
  interface Window {
    contestants: Record<string, Contestant>;
    renderPage: RenderPage;
  }
}

const gloss: Contestant = container => {
  const view = new MarkdownView(container, strings);
  return { show: (text, isWhole) => view.show(text, isWhole) };
};

/** What colours code comes with the first block of it, and belongs to the document that everybody is compared with. */
async function loadColours(): Promise<void> {
  const element = document.createElement('div');
  new MarkdownView(element, strings).show('```ts\nlet a;\n```', true);
  while (!element.querySelector('.hl-keyword')) await new Promise(resolve => setTimeout(resolve));
}

/** The document in its last state. */
function atOnce(contestant: Contestant, text: string): HTMLElement {
  const element = document.createElement('div');
  contestant(element, text).show(text, true);
  return element;
}

const contestants: Record<string, Contestant> = {
  floor: (container, whole) => replayed(container, atOnce(gloss, whole), whole.length),
  'floor of marked’s document': (container, whole) =>
    replayed(container, atOnce(markedWhole, whole), whole.length),
  gloss,
  'marked, the whole answer each time': markedWhole,
  'marked, block by block': markedByBlock,
  ...window.contestants,
};

const scroller = document.querySelector<HTMLElement>('.transcript');
const content = document.querySelector<HTMLElement>('.turns');
const container = document.querySelector<HTMLElement>('.answer');
if (!scroller || !content || !container) throw new Error('The page lacks an answer to fill.');
followEnd(scroller, content, () => {}).follow();

let prepared: { play: Play; text: string; contestant: Contestant; renderer: Renderer } | undefined;

window.renderPage = {
  async prepare(play) {
    await loadColours();
    const contestant = contestants[play.contestant];
    if (!contestant) throw new Error(`There is no contestant ${play.contestant}.`);
    const text = answerOf(play.kind, play.length);
    const renderer = contestant(container, text);
    if (play.from !== undefined) renderer.show(text.slice(0, play.from), false);
    while (isBusy()) await new Promise(requestAnimationFrame);
    prepared = { play, text, contestant, renderer };
  },

  play() {
    if (!prepared) throw new Error('Nothing is prepared.');
    const { play, text, renderer } = prepared;
    const { pace, from = 0, ends = true, limit = Number.POSITIVE_INFINITY } = play;
    const begun = performance.now();
    const reached = (now: number): number => {
      if ('step' in pace) return length + pace.step;
      return from + Math.round(((now - begun) / 1000) * pace.rate);
    };
    let length = from;
    let frames = 0;
    let missed = 0;
    let before = begun;
    const tasks = longTasks();
    return new Promise(resolve => {
      // All in the callback itself: the browser does not count what promises do as script.
      const flush = (now: number) => {
        length = Math.min(reached(now), text.length);
        const isLast = length === text.length;
        renderer.show(text.slice(0, length), isLast && ends);
        frames++;
        missed += Math.max(Math.round(((now - before) * 60) / 1000) - 1, 0);
        before = now;
        const milliseconds = performance.now() - begun;
        if (!isLast && milliseconds < limit) {
          requestAnimationFrame(flush);
          return;
        }
        const share = (length - from) / (text.length - from);
        const end = () => resolve({ share, frames, missed, milliseconds, longestTask: tasks() });
        const waitForRest = () => {
          // The last layout is part of it.
          requestAnimationFrame(() => (isBusy() ? waitForRest() : setTimeout(end)));
        };
        waitForRest();
      };
      requestAnimationFrame(flush);
    });
  },

  isAsAtOnce() {
    if (!prepared) throw new Error('Nothing is prepared.');
    const { text, contestant } = prepared;
    const marked = document.createElement('div');
    marked.innerHTML = parse(text, { async: false });
    const level = container.querySelector('.code-header') ? 3 : 1;
    return {
      itsOwn: container.isEqualNode(copyInto(container, atOnce(contestant, text))),
      markeds: outline(container, level) === outline(marked),
    };
  },
};

/** Not all of the answer is as it stays yet. */
function isBusy(): boolean {
  return container?.getAttribute('aria-busy') === 'true';
}

/** @returns tells the longest task since, in milliseconds; of one under 50 the browser does not tell */
function longTasks(): () => number {
  const durations = [0];
  const observer = new PerformanceObserver(list => durations.push(...list.getEntries().map(duration)));
  observer.observe({ type: 'longtask' });
  return () => Math.max(...durations, ...observer.takeRecords().map(duration));
}

function duration(entry: PerformanceEntry): number {
  return entry.duration;
}

/** @returns an element like `container`, with the children of `made` */
function copyInto(container: Element, made: Element): Node {
  const copy = container.cloneNode(false);
  for (const child of [...made.childNodes]) copy.appendChild(child);
  return copy;
}
