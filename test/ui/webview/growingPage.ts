import { Lexer } from 'marked';
import { lex } from '../../../src/markdown/lex.ts';
import { toMarkup } from '../../../src/markdown/markup.ts';
import { answerButtons } from '../../../src/webview/markdown/codeButtons.ts';
import { decodeEntities } from '../../../src/webview/markdown/decodeEntities.ts';
import { MarkdownView } from '../../../src/webview/markdown/markdownView.ts';
import { update } from '../../../src/webview/markdown/render.ts';
import { markedReference } from './markedReference.ts';
import { outline } from './outline.ts';
import { strings } from './panelStrings.ts';

/** What was done to show a text that grew. */
export interface Work {
  /** Characters that the lexer was given. */
  lexed: number;
  /** Elements and texts that were made. */
  nodes: number;
}

/** `whole` renders all of the text each time, as a control. */
export type Way = 'growing' | 'whole';

declare global {
  interface Window {
    /** Counts what it takes to show a text, so many characters more each time. */
    workOf(way: Way, text: string, step: number): Work;
    /** @returns the lengths at which a view that has seen the text grow shows something else than one that has not */
    differences(text: string, step: number): number[];
    /**
     * @param cuts where the text is cut, one time after another
     * @param partLength of the parts in which it is lexed once it is whole
     * @returns those after which it ends as something else than in one go
     */
    otherEndings(text: string, cuts: number[][], partLength?: number): number[][];
    /**
     * Shows a text but for its end, and then that it is whole, on a machine that is so slow that each part takes a frame.
     *
     * @returns how many characters are shown frame by frame, and whether it ends as in one go
     */
    framesOf(text: string, shown: number): Promise<{ lengths: number[]; isAsAtOnce: boolean }>;
    /** The outlines of a text in one go and of what marked makes of it. */
    besideMarked(text: string): { ours: string; markeds: string };
  }
}

const work: Work = { lexed: 0, nodes: 0 };
const { lex: lexAsIs } = Lexer.prototype;
Lexer.prototype.lex = function (source) {
  work.lexed += source.length;
  return lexAsIs.call(this, source);
};
const { createTextNode } = document;
const createElement = document.createElement.bind(document);
Object.assign(document, {
  createElement: (name: string) => {
    work.nodes++;
    return createElement(name);
  },
  createTextNode: (text: string) => {
    work.nodes++;
    return createTextNode.call(document, text);
  },
});

type Show = (text: string, final: boolean) => void;

const ways: Record<Way, () => Show> = {
  growing: () => {
    const view = newView();
    return (text, final) => {
      view.show(text, final);
      view.finish();
    };
  },
  whole: () => (text, final) => {
    const options = { decode: decodeEntities, tableLabel: '', imageLabel: String, final };
    update(createElement('div'), [], toMarkup(lex(text), options), answerButtons(strings));
  },
};

function newView(partLength?: number): MarkdownView {
  return new MarkdownView(createElement('div'), strings, () => {}, partLength);
}

function lengthsOf(text: string, step: number): number[] {
  return Array.from({ length: Math.ceil(text.length / step) }, (_, index) => (index + 1) * step);
}

window.workOf = (way, text, step) => {
  const show = ways[way]();
  const before = { ...work };
  for (const length of lengthsOf(text, step)) show(text.slice(0, length), length >= text.length);
  return { lexed: work.lexed - before.lexed, nodes: work.nodes - before.nodes };
};

window.differences = (text, step) => {
  const view = newView();
  return lengthsOf(text, step).filter(length => {
    const fresh = newView();
    for (const each of [view, fresh]) {
      each.show(text.slice(0, length), length >= text.length);
      each.finish();
    }
    return !view.element.isEqualNode(fresh.element);
  });
};

window.otherEndings = (text, cuts, partLength) => {
  const atOnce = newView();
  atOnce.show(text, true);
  return cuts.filter(lengths => {
    const view = newView(partLength);
    for (const length of lengths) view.show(text.slice(0, length), false);
    view.show(text, true);
    view.finish();
    return !view.element.isEqualNode(atOnce.element);
  });
};

window.framesOf = async (text, shown) => {
  const atOnce = newView();
  atOnce.show(text, true);
  const view = newView(500);
  view.show(text.slice(0, shown), false);
  view.finish();
  const { now } = performance;
  let time = 0;
  performance.now = () => (time += 1000);
  const lengths = [view.element.textContent.length];
  view.show(text, true);
  do {
    lengths.push(view.element.textContent.length);
    await new Promise(requestAnimationFrame);
  } while (view.element.getAttribute('aria-busy') === 'true');
  lengths.push(view.element.textContent.length);
  performance.now = now;
  return { lengths, isAsAtOnce: view.element.isEqualNode(atOnce.element) };
};

window.besideMarked = text => {
  const view = newView();
  view.show(text, true);
  return { ours: outline(view.element), markeds: outline(markedReference(text)) };
};
