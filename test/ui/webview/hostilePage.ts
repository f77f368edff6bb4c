import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import type { Cited, PanelView, TurnView, WebviewMessage } from '../../../src/chat/protocol.ts';
import { answer, type PanelServer } from './panelPage.ts';
import { strings } from './panelStrings.ts';

declare global {
  interface Window {
    /** What a vector calls whose script runs, with its number. */
    hit(number: number): void;
  }
}

/** What got out of a page, or ran in it. */
export interface Watch {
  /** Addresses other than the page's own that it wanted, those included that its policy has kept it from asking for. */
  wishes: string[];
  /** Those that it has asked for. */
  requests: string[];
  navigations: string[];
  /** The numbers of the vectors whose scripts ran. */
  runs: number[];
}

/**
 * Watches everything that a page of this context does; what it asks of others never reaches the network.
 * @param ran told whenever a vector's script has run
 */
export async function watch(page: Page, isOwn: (url: URL) => boolean, ran?: () => void): Promise<Watch> {
  const seen: Watch = { wishes: [], requests: [], navigations: [], runs: [] };
  const context: BrowserContext = page.context();
  const isForeign = (url: URL) => /^(https?|wss?|ftp):$/.test(url.protocol) && !isOwn(url);
  await page.exposeFunction('hit', (number: number) => {
    seen.runs.push(number);
    ran?.();
  });
  await context.route(isForeign, route => {
    seen.requests.push(route.request().url());
    return route.abort();
  });
  context.on('request', request => {
    if (isForeign(new URL(request.url()))) seen.wishes.push(request.url());
  });
  page.on('framenavigated', frame => {
    if (isForeign(new URL(frame.url()))) seen.navigations.push(frame.url());
  });
  context.on('page', opened => seen.navigations.push(`new page ${opened.url()}`));
  page.on('dialog', dialog => void dialog.dismiss());
  return seen;
}

/** Which of the two that guard the panel are there: the list of what an answer may be made of, the policy of its page. */
export interface Guards {
  list: boolean;
  policy: boolean;
}

/** The panel in a frame, as the editor has it, with everything that leaves it being watched. */
export class HostilePage {
  readonly seen: Watch;
  readonly frame: Frame;
  readonly #page: Page;
  readonly #runs: EventEmitter;

  private constructor(page: Page, frame: Frame, seen: Watch, runs: EventEmitter) {
    this.#page = page;
    this.frame = frame;
    this.seen = seen;
    this.#runs = runs;
  }

  static async open(server: PanelServer, { list, policy }: Guards): Promise<HostilePage> {
    let seen: Watch | undefined;
    const runs = new EventEmitter();
    const panel = await server.open({
      framed: true,
      unguarded: !policy,
      ...(list ? {} : { script: await trustingScript() }),
      prepare: async page => {
        seen = await watch(
          page,
          url => url.origin === server.origin,
          () => runs.emit('ran'),
        );
      },
    });
    const frame = panel.page.frames().find(frame => frame.parentFrame());
    if (!seen || !frame) throw new Error('The page has no frame.');
    await frame.waitForLoadState();
    return new HostilePage(panel.page, frame, seen, runs);
  }

  /** Has a page be used, and closes it. */
  static async with(
    server: PanelServer,
    guards: Guards,
    use: (page: HostilePage) => Promise<void>,
  ): Promise<void> {
    const page = await HostilePage.open(server, guards);
    try {
      await use(page);
    } finally {
      await page.close();
    }
  }

  /**
   * Has an answer come for each stream, in its pieces, and end with what it cites; its links are clicked then.
   * @returns what is in an answer that must not be, each with the vector's number; `undefined` when the page is not there any
   * more, because something has taken the frame elsewhere
   */
  async play(streams: readonly Stream[]): Promise<[number, string][] | undefined> {
    try {
      return await this.frame.evaluate(playInPage, { streams, view: emptyView, turn: answer({}) });
    } catch (error) {
      // So it is when the page goes while it plays.
      if (error instanceof Error && /context was destroyed/.test(error.message)) return undefined;
      throw error;
    }
  }

  /**
   * Resolves when the script of such a vector has run; one that waits for its picture to fail runs long after its answer was
   * played.
   */
  async hasRun(isSuch: (number: number) => boolean): Promise<void> {
    while (!this.seen.runs.some(isSuch)) await once(this.#runs, 'ran');
  }

  /** What the panel has posted. */
  posts(): Promise<WebviewMessage[]> {
    return this.frame.evaluate(() => window.posts);
  }

  /** Resolves when the page goes to where the path is this. */
  async isAskedFor(path: string): Promise<void> {
    await this.#page.waitForRequest(request => new URL(request.url()).pathname === path);
  }

  async close(): Promise<void> {
    await this.#page.context().close();
  }
}

/** An answer as it comes. */
export interface Stream {
  /** Of the vector that it is. */
  number: number;
  pieces: readonly string[];
  citations?: Cited[];
}

const emptyView: PanelView = {
  strings,
  model: { label: 'gpt-4o-mini', detail: '' },
  tools: { label: '', title: 'Tools' },
  conversation: 'c1',
  turns: [],
  earlier: 0,
  attached: [],
  pictureSides: { longer: 2048, shorter: 768 },
  largestFile: 1_000,
};

/** A panel that takes Markdown for HTML, and runs the scripts in it: what it would be without its list. */
async function trustingScript(): Promise<string> {
  const marked = createRequire(import.meta.url)
    .resolve('marked')
    .replace(/marked\.\w+\.js$/, 'marked.umd.js');
  return `${await readFile(marked, 'utf8')}
    let text = '';
    addEventListener('message', ({ data: { type, view, turn, text: delta } }) => {
      if (type === 'snapshot') text = '';
      else text = type === 'delta' ? text + delta : turn.text;
      let html;
      try { html = marked.parse(text); } catch { html = text; }
      for (const { url, title } of turn?.citations ?? []) html += '<a href="' + url + '">' + title + '</a>';
      const fragment = document.createRange().createContextualFragment('<div class="answer">' + html + '</div>');
      document.getElementById('panel').replaceChildren(fragment);
    });`;
}

/** Runs in the page. */
async function playInPage(given: {
  streams: readonly Stream[];
  view: PanelView;
  turn: TurnView;
}): Promise<[number, string][] | undefined> {
  const elements =
    'p h3 h4 h5 h6 hr br blockquote ul ol li div table thead tbody tr th td strong em del code pre a span input button'.split(
      ' ',
    );
  const attributes =
    'class title start role tabindex type disabled checked aria-hidden aria-label data-url data-action data-code data-place data-sealed'.split(
      ' ',
    );
  const ofSources =
    'div ol li a bdi class hidden id role tabindex title aria-labelledby data-part data-url'.split(' ');
  const frames: FrameRequestCallback[] = [];
  // A frame is drawn when the text is there, not when the screen wants one.
  window.requestAnimationFrame = callback => frames.push(callback);
  let seq = 0;
  const post = (message: object) => {
    seq += 1;
    window.dispatchEvent(new MessageEvent('message', { data: { ...message, seq } }));
    for (const draw of frames.splice(0)) draw(performance.now());
  };
  const { port1, port2 } = new MessageChannel();
  /** What the browser does of itself, such as to fetch or to run, it does after the script. */
  const settle = () =>
    new Promise(resolve => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });

  const found = new Map<string, [number, string]>();
  for (const { number, pieces, citations } of given.streams) {
    if (!document.getElementById('panel')) return undefined;
    const look = () => {
      for (const element of document.querySelectorAll('.answer *')) {
        const names = element.getAttributeNames().filter(name => !attributes.includes(name));
        if (!elements.includes(element.localName)) names.push(element.localName);
        for (const name of names) found.set(`${number} ${name}`, [number, name]);
      }
      for (const element of document.querySelectorAll('.sources, .sources *')) {
        for (const name of [element.localName, ...element.getAttributeNames()]) {
          if (!ofSources.includes(name)) found.set(`${number} ${name}`, [number, name]);
        }
      }
    };
    const id = `v${number}`;
    const turn = { ...given.turn, id };
    post({ type: 'snapshot', view: { ...given.view, turns: [{ ...turn, state: 'streaming' }] } });
    for (const text of pieces) {
      post({ type: 'delta', id, text });
      look();
      await settle();
    }
    post({ type: 'turn', turn: { ...turn, text: pieces.join(''), ...(citations && { citations }) } });
    look();
    for (const link of document.querySelectorAll('.answer a, .sources a')) {
      const href = link.getAttribute('href');
      // The editor keeps a webview from following a link by itself, but not from running one.
      if (href !== null && URL.parse(href)?.protocol !== 'javascript:') continue;
      link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true, cancelable: true }));
      link.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    }
    await settle();
  }
  return [...found.values()];
}
