import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { labelled } from './harness/labelled.ts';
import { openGloss } from './harness/openGloss.ts';
import { answered, bareEditor, widenSideBar } from './harness/studio.ts';

/** Where `npm run pictures` wants them. Without it they are taken all the same, and dropped. */
const folder = process.env['GLOSS_PICTURES'];

const issue = `An upload begins anew when the connection breaks.
It should go on where it stopped: the server knows how
much it has. A bar that says how far it is would help.
`;

let endpoint: Endpoint;
let gloss: GlossWindow;
let panel: Frame;
before(async () => {
  endpoint = await startEndpoint({ tokensPerSecond: 120 });
  gloss = await openGloss({
    endpoint,
    settings: {
      ...bareEditor,
      'gloss.tags.vocabulary': ['retry', 'upload', 'backoff', 'rate-limit', 'error-handling', 'docs'],
      'gloss.intent.set': 'issues',
    },
    files: { 'issue.md': issue },
    look: { viewport: { width: 1000, height: 520 }, deviceScaleFactor: 2 },
  });
  panel = await gloss.openPanel();
  await widenSideBar(gloss.page);
});
afterEach(async () => {
  await gloss.tidy();
  await gloss.newChat();
});
after(async () => {
  await gloss.close();
  await endpoint.close();
});

describe('the README’s picture of', () => {
  it('tags shows them with where they may go', async () => {
    endpoint.play({ json: { tags: ['retry', 'upload', 'backoff', 'error-handling'] } });
    await gloss.openFile('queue.ts');
    await gloss.select(16, 26);
    await gloss.runCommand('Gloss: Generate Tags');

    const card = await cardOf('Tags');
    await card.getByText('from your vocabulary').waitFor();
    assert.deepEqual(await card.getByRole('listitem').allInnerTexts(), [
      'retry',
      'upload',
      'backoff',
      'error-handling',
    ]);
    await panel.getByRole('button', { name: 'Insert as comment' }).waitFor();
    await take('tags.png');
  });

  it('intent shows the label that was chosen', async () => {
    endpoint.play(labelled('feature', 0.91, { question: 0.07, bug: 0.02 }));
    await gloss.openFile('issue.md');
    await gloss.select(1, 3);
    await gloss.runCommand('Gloss: Classify Intent');
    await cardOf('feature');
    await panel.getByRole('button', { name: 'Copy as JSON' }).waitFor();
    await take('intent.png');
  });

  it('keywords shows the question and what to search for', async () => {
    const keywords = [
      { text: 'uploadWithRetry', identifier: true },
      { text: 'maxAttempts', identifier: true },
      { text: 'attempt', identifier: false },
      { text: 'jitter', identifier: false },
    ];
    endpoint.play({ json: { keywords } });
    await gloss.runCommand('Gloss: Extract Search Keywords');
    await gloss.inputBox('Where do we retry failed uploads?');
    const card = await cardOf('Search keywords');
    assert.deepEqual(
      await card.locator('code').allInnerTexts(),
      keywords.filter(({ identifier }) => identifier).map(({ text }) => text),
    );
    await panel.locator('[data-role="user"]').getByText('Where do we retry failed uploads?').waitFor();
    await panel.getByRole('button', { name: 'Search', exact: true }).waitFor();
    await take('keywords.png');
  });
});

describe('a result of which only a part has come', () => {
  it('is not shown, and is when it has come whole', async () => {
    const json = { tags: ['retry', 'upload'] };
    endpoint.play({ json, ending: 'eof' });
    await gloss.openFile('queue.ts');
    await gloss.select(16, 26);
    await gloss.runCommand('Gloss: Generate Tags');
    const broken = panel.locator('[data-role="assistant"][data-state="interrupted"]');
    await broken.waitFor();
    assert.doesNotMatch(await broken.innerText(), /retry|[{"]/);
    assert.equal(await broken.locator('[data-part="card"]').count(), 0);

    endpoint.play({ json });
    await broken.locator('[data-action="retry"]:visible').click();
    await (await cardOf('Tags')).getByText('upload', { exact: true }).waitFor();
  });
});

/** The card of the only answer, once it is whole. */
async function cardOf(title: string): Promise<Locator> {
  await answered(gloss, 1);
  await panel.getByText(/gpt-4o-mini · \d+ tokens · \$0\.000\d+ · \d+\.\d s/).waitFor();
  const card = panel.getByRole('group', { name: title, exact: true });
  await card.waitFor();
  return card;
}

/** Takes a picture of the panel. */
async function take(name: string): Promise<void> {
  const picture = await gloss.page.locator('.part.sidebar').screenshot();
  if (folder !== undefined) await writeFile(join(folder, name), picture);
}
