import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { type WebviewMessage, webviewMessage } from '../../src/chat/protocol.ts';
import { lex } from '../../src/markdown/lex.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { mutated, webviewMessages } from '../unit/chat/webviewMessages.ts';
import { pick, random } from '../unit/random.ts';
import { sharedEditor } from './harness/editorServer.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { openGloss } from './harness/openGloss.ts';
import { type Watch, watch } from './webview/hostilePage.ts';
import { exfilHost, type HostileVector, hostileVectors } from './webview/hostileVectors.ts';
import { seededRandom, splitAtRandom } from './webview/random.ts';

/** Stands behind each vector, where a rule is drawn if the vector has come to its end. */
const end = '\n\n***\n\n';
/** So long is an answer made of many, in UTF-16 units. */
const longest = 12_000;

let endpoint: Endpoint;
before(async () => {
  endpoint = await startEndpoint();
});
after(() => endpoint.close());

describe('hostile answers, in the editor’s own webview', () => {
  let gloss: GlossWindow;
  let panel: Frame;
  let seen: Watch;
  before(async () => {
    gloss = await openGloss({ endpoint });
    await gloss.page.addInitScript(keepApi);
    panel = await gloss.openPanel();
    // The editor itself asks for its extensions now and then; a vector names no other hosts than these.
    seen = await watch(gloss.page, url => !/(^|\.)example(\.com)?$|^evil\.evil$/.test(url.hostname));
    await panel.evaluate(() => {
      window.violations = [];
      addEventListener('securitypolicyviolation', ({ blockedURI }) => window.violations.push(blockedURI));
    });
  });
  after(() => gloss.close());

  /** Has the question answered once more, and anew: what an earlier answer was goes to nobody. */
  async function ask(): Promise<void> {
    const complete = '[data-role="assistant"][data-state="complete"]';
    const before = panel.locator(complete);
    if ((await before.count()) === 0) {
      await panel.locator('[data-part="composer"]').fill('Go on.');
      await panel.locator('[data-action="send"]').click();
      await panel.locator(complete).waitFor();
      return;
    }
    const id = await before.getAttribute('data-id');
    await before.locator('[data-action="retry"]').click();
    await panel.locator(`${complete}:not([data-id="${id}"])`).waitFor();
  }

  /** Elements and attributes that an answer is not made of. */
  function foreign(): Promise<string[]> {
    return panel.locator('.answer *').evaluateAll(elements => {
      const names = elements.map(({ localName }) => localName);
      const attributes = elements.flatMap(element => element.getAttributeNames());
      return [
        ...names.filter(name =>
          /^(img|image|svg|math|script|style|iframe|object|embed|form|link|meta|base)$/.test(name),
        ),
        ...attributes.filter(name =>
          /^on|^(src|srcset|href|style|action|formaction|poster|background)$/.test(name),
        ),
      ];
    });
  }

  it('fetch, run and open nothing, and the policy has nothing to hold', async () => {
    const random = seededRandom(11);
    for (const text of answersOf(hostileVectors)) {
      endpoint.play({ deltas: splitAtRandom(text, 400, random).filter(piece => piece !== '') });
      await ask();
      assert.deepEqual(await foreign(), []);
    }
    assert.deepEqual(seen, { wishes: [], requests: [], navigations: [], runs: [] });
    assert.deepEqual(await panel.evaluate(() => window.violations), []);
    assert.equal(await gloss.notifications().count(), 0);
    assert.equal(await gloss.page.locator('.monaco-dialog-box').count(), 0);
  });

  it('may have what they like posted: nothing comes of it', async () => {
    const next = random(5);
    const unknownTurns: WebviewMessage[] = webviewMessages.filter(message => 'id' in message);
    const inJson = (value: unknown) =>
      JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? Number(inner) : inner));
    const made = Array.from({ length: 1_500 }, () => inJson(mutated(pick(webviewMessages, next), next)))
      // Which of them are right by chance is for the schema's own test.
      .filter(text => text !== undefined && !webviewMessage.safeParse(JSON.parse(text)).success);
    assert.ok(made.length > 1_000);
    const links = ['http://example.com/', 'command:workbench.action.quit', 'https://a@example.com/', 'x'];
    const forged = [
      ...made,
      ...unknownTurns.map(message => JSON.stringify(message)),
      ...links.map(url => JSON.stringify({ type: 'openLink', url })),
    ];

    const { userDataDir } = await sharedEditor();
    const state = async () => ({
      requests: endpoint.requests.length,
      turns: await panel.locator('[data-role]').allInnerTexts(),
      tabs: await gloss.page.locator('.tab').count(),
      asked: await gloss.page
        .locator('.notification-toast, .monaco-dialog-box, .quick-input-widget:visible')
        .count(),
      workspace: await contentOf(gloss.workspace),
      kept: await contentOf(join(userDataDir, 'User', 'globalStorage', 'gloss.gloss')),
      settings: await readFile(join(userDataDir, 'User', 'settings.json'), 'utf8'),
    });
    await gloss.page.evaluate(() => navigator.clipboard.writeText('untouched'));
    const before = await state();
    await panel.evaluate(texts => {
      for (const text of texts) window.postToHost(JSON.parse(text));
    }, forged);
    // Messages are taken in order; what this asks for comes behind all that the others might have done.
    await panel.evaluate(
      () =>
        new Promise<void>(resolve => {
          addEventListener(
            'message',
            ({ data }) => data.type === 'suggestions' && data.request === 77 && resolve(),
          );
          window.postToHost({ type: 'suggest', mark: '@', query: 'queue', request: 77 });
        }),
    );
    assert.deepEqual(await state(), before);
    assert.equal(await gloss.page.evaluate(() => navigator.clipboard.readText()), 'untouched');

    await panel.evaluate(() => window.postToHost({ type: 'copy', text: 'The door is open.' }));
    await gloss.page.waitForFunction(
      async () => (await navigator.clipboard.readText()) === 'The door is open.',
    );
    const id = await panel.locator('[data-role="user"]').last().getAttribute('data-id');
    await panel.evaluate(id => window.postToHost({ type: 'pinTurn', id: id ?? '', pinned: true }), id);
    await panel
      .locator('[data-role="user"]')
      .last()
      .locator('.codicon-pinned')
      .waitFor({ state: 'attached' });
    assert.notDeepEqual((await state()).kept, before.kept, 'what is written is seen');
  });

  it('would be seen to', async () => {
    await panel.evaluate(host => {
      document.createElement('img').src = `https://${host}/panel`;
      document.body.insertAdjacentHTML('beforeend', '<p style="color: red">');
      window.hit(-1);
    }, exfilHost);
    await panel.waitForFunction(() => window.violations.length > 0);
    const failed = gloss.page.waitForEvent('requestfailed');
    await gloss.page.evaluate(host => {
      document.createElement('img').src = `https://${host}/window`;
    }, exfilHost);
    await failed;
    assert.ok(seen.requests.includes(`https://${exfilHost}/window`));
    assert.deepEqual(seen.runs, [-1]);
  });
});

declare global {
  interface Window {
    violations: string[];
    /** Posts as the panel's own script does. */
    postToHost(message: unknown): void;
  }
}

/** Runs in each frame before its scripts: what the editor gives the panel alone is then there for the test, too. */
function keepApi(): void {
  Object.defineProperty(globalThis, 'acquireVsCodeApi', {
    configurable: true,
    set(acquire: () => { postMessage(message: unknown): void }) {
      Object.defineProperty(globalThis, 'acquireVsCodeApi', {
        value: () => {
          const api = acquire();
          window.postToHost = message => api.postMessage(message);
          return api;
        },
      });
    },
  });
}

/** The files below a folder with what is in them. */
async function contentOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.map(async file => [file, await readFile(file, 'latin1')] as const),
  );
  return Object.fromEntries(contents.sort());
}

/** All vectors in as few answers as possible: one that would swallow what follows it is the last of its answer. */
function answersOf(vectors: readonly HostileVector[]): string[] {
  const answers: string[] = [];
  let answer = '';
  for (const { text } of vectors) {
    answer += text + end;
    const isWhole = lex(text + end).some(token => token.type === 'hr' && token.raw.startsWith('***'));
    if (isWhole && answer.length < longest) continue;
    answers.push(answer);
    answer = '';
  }
  return [...answers, answer];
}
