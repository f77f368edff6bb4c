import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { lex } from '../../src/markdown/lex.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
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
    panel = await gloss.openPanel();
    // The editor itself asks for its extensions now and then; a vector names no other hosts than these.
    seen = await watch(gloss.page, url => !/(^|\.)example(\.com)?$|^evil\.evil$/.test(url.hostname));
    await panel.evaluate(() => {
      window.violations = [];
      addEventListener('securitypolicyviolation', ({ blockedURI }) => window.violations.push(blockedURI));
    });
  });
  after(() => gloss.close());

  async function ask(): Promise<void> {
    const before = await panel.locator('[data-role="assistant"]').count();
    await panel.locator('[data-part="composer"]').fill('Go on.');
    await panel.locator('[data-action="send"]').click();
    await panel.locator('[data-role="assistant"][data-state="complete"]').nth(before).waitFor();
  }

  it('fetch, run and open nothing, and the policy has nothing to hold', async () => {
    const random = seededRandom(11);
    for (const text of answersOf(hostileVectors)) {
      endpoint.play({ deltas: splitAtRandom(text, 400, random).filter(piece => piece !== '') });
      await ask();
    }
    const made = await panel.locator('.answer *').evaluateAll(elements => {
      const names = new Set(elements.map(({ localName }) => localName));
      const attributes = new Set(elements.flatMap(element => element.getAttributeNames()));
      return { names: [...names], attributes: [...attributes] };
    });
    assert.deepEqual(
      made.names.filter(name =>
        /^(img|image|svg|math|script|style|iframe|object|embed|form|link|meta|base)$/.test(name),
      ),
      [],
    );
    assert.deepEqual(
      made.attributes.filter(name =>
        /^on|^(src|srcset|href|style|action|formaction|poster|background)$/.test(name),
      ),
      [],
    );
    assert.deepEqual(seen, { wishes: [], requests: [], navigations: [], runs: [] });
    assert.deepEqual(await panel.evaluate(() => window.violations), []);
    assert.equal(await gloss.notifications().count(), 0);
    assert.equal(await gloss.page.locator('.monaco-dialog-box').count(), 0);
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
  }
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
