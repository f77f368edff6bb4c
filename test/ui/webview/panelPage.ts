import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { HostMessage, PanelView, TurnView, WebviewMessage } from '../../../src/chat/protocol.ts';
import { panelHtml } from '../../../src/vscode/panel/panelHtml.ts';
import { strings } from './panelStrings.ts';
import { type Theme, themeNames, themeSheet } from './themes.ts';

const bundle = path.resolve(import.meta.dirname, '../../../dist/webview');

declare global {
  interface Window {
    posts: WebviewMessage[];
    /** Holds frames back while set, as a hidden panel does. */
    heldFrames?: FrameRequestCallback[];
  }
}

export interface PageOptions {
  theme?: Theme;
  width?: number;
  height?: number;
  /** Class names that the editor puts on the body. */
  bodyClass?: string;
  /** Without the content security policy, to see what the script alone holds back. */
  unguarded?: boolean;
  /** In a frame, as the editor has it. */
  framed?: boolean;
  /** Replaces the script of the page, for a negative control. */
  script?: string;
  /** Runs before the page goes anywhere, e.g. to watch its requests. */
  prepare?: (page: Page) => Promise<void>;
}

/** Serves the built panel as the editor does, under the same policy, to a real browser. */
export class PanelServer {
  readonly origin: string;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  readonly #server: Server;
  #spare: Page | undefined;

  private constructor(server: Server, origin: string, browser: Browser) {
    this.#server = server;
    this.origin = origin;
    this.#browser = browser;
  }

  /** @param browser in which the panels are opened */
  static async start(browser: Browser): Promise<PanelServer> {
    assert.ok(existsSync(path.join(bundle, 'panel.js')), 'dist/webview is missing: build first');
    const server = createServer(async (request, response) => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (url.pathname === '/framed') {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(outerPage(url.searchParams.toString()));
      } else if (url.pathname === '/') {
        const origin = `http://${request.headers.host}`;
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(html(origin, url.searchParams));
      } else if (url.pathname === '/theme.css') {
        response.setHeader('content-type', 'text/css');
        response.end(themeSheet(asTheme(url.searchParams.get('name'))));
      } else {
        const file = path.join(bundle, path.basename(url.pathname));
        response.setHeader('content-type', contentTypes[path.extname(file)] ?? 'text/plain');
        response.end(await readFile(file).catch(() => ''));
      }
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    return new PanelServer(server, `http://127.0.0.1:${address.port}`, browser);
  }

  /**
   * Opens the panel anew, without anything that an earlier one has left. In a browser context of its own when that is
   * prepared for it; else in that of a panel that was closed, because a process for each takes most of a test's time.
   */
  async open(options: PageOptions = {}): Promise<PanelPage> {
    const { theme = 'dark', width = 400, height = 900, bodyClass = '' } = options;
    const isOwn = options.script !== undefined || options.prepare !== undefined;
    const page = (isOwn ? undefined : this.#spare) ?? (await this.#newPage());
    if (!isOwn) this.#spare = undefined;
    await page.setViewportSize({ width, height });
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(error.message));
    if (options.script !== undefined) {
      const body = options.script;
      await page.route('**/panel.js', route => route.fulfill({ contentType: 'text/javascript', body }));
    }
    await options.prepare?.(page);
    const query = new URLSearchParams({
      theme,
      class: bodyClass,
      ...(options.unguarded && { unguarded: '' }),
    });
    await page.goto(`${this.origin}/${options.framed ? 'framed' : ''}?${query}`);
    return new PanelPage(page, errors, () =>
      isOwn || this.#spare ? page.context().close() : this.#keep(page),
    );
  }

  async #newPage(): Promise<Page> {
    const context = await this.#browser.newContext();
    this.#contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.addInitScript(standIn);
    return page;
  }

  async #keep(page: Page): Promise<void> {
    for (const event of ['pageerror', 'request'] as const) await page.removeAllListeners(event);
    await page.emulateMedia({ reducedMotion: null });
    await page.evaluate(() => sessionStorage.clear());
    // Nothing of the next panel is under the mouse, or has the focus.
    await page.goto('about:blank');
    this.#spare = page;
  }

  async stop(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

/** The part of VS Code that a webview sees: posts are kept, state outlives a reload. */
function standIn(): void {
  window.posts = [];
  const api = {
    postMessage: (message: WebviewMessage) => {
      window.posts.push(message);
    },
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
  };
  Object.assign(window, { acquireVsCodeApi: () => api });
}

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

function asTheme(name: string | null): Theme {
  return themeNames.find(theme => theme === name) ?? 'dark';
}

/** What the editor puts around a webview: a frame in a sandbox, in a page that lets it go nowhere else. */
const outerPage = (query: string) => `<!doctype html>
<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; frame-src 'self'"></head><body>
<iframe sandbox="allow-same-origin allow-pointer-lock allow-scripts allow-downloads allow-forms" src="/?${query}"></iframe>
</body></html>`;

function html(origin: string, options: URLSearchParams): string {
  const parts = { styles: '/styles.css', script: '/panel.js', language: 'en' };
  const page = panelHtml({ source: origin, ...parts })
    .replace('<link', `<link rel="stylesheet" href="/theme.css?name=${options.get('theme')}">$&`)
    .replace('<body>', `<body class="${options.get('class')}">`);
  return options.has('unguarded') ? page.replace(/<meta http-equiv[^>]*>/, '') : page;
}

type Unnumbered<Message> = Message extends { seq: number } ? Omit<Message, 'seq'> : never;

/** The panel in a page, and the host's side of the protocol. */
export class PanelPage {
  readonly page: Page;
  /** What the page's script threw. */
  readonly errors: string[];
  readonly #leave: () => Promise<void>;
  #seq = 0;

  /** @param leave closes the page, or keeps it for another panel. */
  constructor(page: Page, errors: string[], leave: () => Promise<void>) {
    this.page = page;
    this.errors = errors;
    this.#leave = leave;
  }

  /** Posts a message with the next number, or with the given one. */
  async post(message: Unnumbered<HostMessage>, seq = this.#seq + 1): Promise<void> {
    this.#seq = seq;
    await this.page.evaluate(
      posted =>
        new Promise<void>(resolve => {
          // Messages arrive in order, so the panel has had its own when this one comes.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          window.addEventListener('message', () => port2.postMessage(null), { once: true });
          window.postMessage(posted);
        }),
      { ...message, seq },
    );
  }

  /** @param more what the view has only now and then, or words other than the usual ones */
  snapshot(turns: TurnView[] = [], conversation = 'c1', more: Partial<PanelView> = {}): Promise<void> {
    const model = { label: 'gpt-4o-mini', detail: 'OpenAI · api.openai.com' };
    const pictureSides = { longer: 2048, shorter: 768 };
    return this.post({
      type: 'snapshot',
      view: {
        strings,
        model,
        tools: { label: '', title: 'Choose tools: none are chosen' },
        conversation,
        turns,
        earlier: 0,
        attached: [],
        pictureSides,
        largestFile: 1_000,
        ...more,
      },
    });
  }

  turn(turn: TurnView): Promise<void> {
    return this.post({ type: 'turn', turn });
  }

  delta(id: string, text: string): Promise<void> {
    return this.post({ type: 'delta', id, text });
  }

  /** From now on a frame does not wait for the screen: for many of them, of which only what is drawn matters. */
  async drawAtOnce(): Promise<void> {
    await this.page.evaluate(() => {
      window.requestAnimationFrame = callback => window.setTimeout(() => callback(performance.now()));
    });
  }

  /** Waits until the panel has had a frame to draw what came. */
  async frame(): Promise<void> {
    await this.page.evaluate(
      () => new Promise<void>(resolve => requestAnimationFrame(() => setTimeout(resolve))),
    );
  }

  /** What the panel has posted, other than `ready` and what is being typed. */
  async posts(): Promise<WebviewMessage[]> {
    const posts = await this.page.evaluate(() => window.posts);
    return posts.filter(({ type }) => type !== 'ready' && type !== 'painted' && type !== 'draft');
  }

  /** What the host was told that stands in the composer, each time. */
  drafts(): Promise<string[]> {
    return this.page.evaluate(() => window.posts.flatMap(post => (post.type === 'draft' ? post.text : [])));
  }

  readies(): Promise<number> {
    return this.page.evaluate(() => window.posts.filter(message => message.type === 'ready').length);
  }

  async close(): Promise<void> {
    await this.#leave();
    assert.deepEqual(this.errors, []);
  }
}

/** An answer with everything at rest; the parts that matter are given. */
export function answer(turn: Partial<Extract<TurnView, { role: 'assistant' }>>): TurnView {
  return {
    role: 'assistant',
    id: 'a1',
    state: 'complete',
    text: '',
    notes: [],
    retryable: false,
    continuable: false,
    ...turn,
  };
}

export function question(text: string, id = 'u1'): TurnView {
  return { role: 'user', id, text, editable: true, pinned: false, attachments: [] };
}
