import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

/** The function of the sample workspace that is explained. */
const name = 'queue.ts';
const functionLines = [16, 26] as const;

let endpoint: Endpoint;
let gloss: GlossWindow;
glossForAll(async (opened, started) => {
  [gloss, endpoint] = [opened, started];
  await gloss.runCommand('Gloss: Forget Translations of Comments');
});
afterEach(async () => {
  endpoint.release();
  await gloss.revert();
  await gloss.tidy();
});

describe('Explain Selection', () => {
  it('streams into the panel from the context menu, and says what it cost', async () => {
    endpoint.play({ deltas: ['It uploads ', '**one file**', ', and tries again.'] });
    endpoint.hold(1);
    const asked = endpoint.nextRequest();
    await gloss.openFile(name);
    await gloss.select(...functionLines);
    await gloss.contextMenu('Gloss', 'Explain Selection');

    const panel = await gloss.panel();
    const streaming = panel.locator('[data-role="assistant"][data-state="streaming"]');
    await streaming.getByText('It uploads').waitFor();
    const { body } = await asked;
    assert.match(JSON.stringify(body), /uploadWithRetry/);
    assert.doesNotMatch(JSON.stringify(body), /RateLimiter/, 'only the selection is sent');
    endpoint.release();

    const answer = panel.locator('[data-role="assistant"][data-state="complete"]');
    await answer.waitFor();
    assert.match((await answer.innerText()).replace(/\s+/g, ' '), /It uploads one file, and tries again\./);
    assert.equal(await answer.locator('strong').innerText(), 'one file');
    assert.match(await answer.innerText(), /gpt-4o-mini · \d+ tokens · \$0\.000\d+ · \d+\.\d s/);
    await gloss
      .statusBarItem('cost')
      .filter({ hasText: /\$0\.000\d+/ })
      .waitFor();
    await panel.locator('[data-role="user"]').getByText('16–26').waitFor();
  });

  it('is in the lightbulb for a selection', async () => {
    await gloss.openFile(name);
    await gloss.select(...functionLines);
    await gloss.lightbulb('Gloss: Explain Selection');
    const panel = await gloss.panel();
    await panel.locator('[data-role="assistant"][data-state="complete"]').nth(1).waitFor();
  });
});

describe('Translate Comment', () => {
  it('is in the lightbulb of a comment', async () => {
    endpoint.play({ json: { items: [{ id: '0', text: 'The bar stays visible.' }] } });
    await gloss.openFile('styles.css');
    await gloss.goTo(1, 10);
    await gloss.lightbulb('Gloss: Translate Comment');
    await gloss.lineWith('/* The bar stays visible. */').waitFor();
  });

  it('leaves a comment alone whose translation would end it', async () => {
    endpoint.play({ json: { items: [{ id: '0', text: 'Over */ body { display: none } /*' }] } });
    await gloss.openFile('styles.css');
    const old = await gloss.fileText('styles.css');
    // The other one's translation is there already.
    await gloss.goTo(10, 32);
    await gloss.runCommand('Gloss: Translate Comment');
    await gloss.notification('left as they are');
    assert.equal(await gloss.editorText(), old);
  });
});
