import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

const title = 'Gloss: Extract Search Keywords';
const inputTitle = 'What are you looking for?';
const question = 'Where do we retry failed uploads?';

/** Beside the sample workspace, which names `uploadWithRetry` in two files. */
const files = {
  'src/upload_with_retry.py': 'def upload_with_retry():\n    upload_with_retry()\n',
  'built/bundle.js': 'uploadWithRetry()\n',
};

const answer = {
  keywords: [
    { text: 'uploadWithRetry', identifier: true },
    { text: 'upload_with_retry', identifier: true },
    { text: 'endpoint}/${file', identifier: false },
    { text: 'backoffPolicy', identifier: true },
  ],
};
const rows = ['uploadWithRetry 4 in 3 files', 'endpoint}/${file 1 in 1 file', 'backoffPolicy no hits'];

let endpoint: Endpoint;
let gloss: GlossWindow;
glossForAll(
  (opened, started) => {
    [gloss, endpoint] = [opened, started];
  },
  { files, settings: { 'search.exclude': { '**/built': true } } },
);
beforeEach(async () => {
  await gloss.openPanel();
  await gloss.newChat();
});
afterEach(() => gloss.tidy());

/** The rows of the latest card as they read, once the last of them has its hits. */
async function cardRows(panel: Frame, last = 'no hits'): Promise<string[]> {
  const card = panel.locator('[data-part="card"]').last();
  await card.locator('li').last().filter({ hasText: last }).waitFor();
  return rowsOf(card);
}

async function rowsOf(card: Locator): Promise<string[]> {
  return (await card.locator('li').allInnerTexts()).map(text => text.replace(/\s+/g, ' ').trim());
}

describe('Extract Search Keywords', () => {
  it('asks for a question when nothing is selected, and fills the Search view', async () => {
    endpoint.play({ json: answer });
    const asked = endpoint.nextRequest();
    await gloss.runCommand(title);
    await gloss.page.getByText(inputTitle).waitFor();
    await gloss.inputBox(question);

    const { messages } = JSON.parse((await asked).text);
    assert.match(messages[0].content, /the code that the question is about/);
    assert.deepEqual(messages[1], { role: 'user', content: question });
    const panel = await gloss.panel();
    await panel.locator('[data-role="user"]').getByText(question).waitFor();
    assert.deepEqual(await cardRows(panel), rows);

    await panel.locator('[data-action="search"]').click();
    const search = gloss.page.locator('.search-view');
    await search.getByText('5 results in 3 files').waitFor();
    assert.equal(
      await search.locator('.search-container textarea').first().inputValue(),
      String.raw`upload[_\- ]?with[_\- ]?retry|endpoint\}/\$\{file|backoff[_\- ]?policy`,
    );
    const option = (name: RegExp) => search.getByRole('checkbox', { name }).first();
    assert.equal(await option(/Regular Expression/).getAttribute('aria-checked'), 'true');
    assert.equal(await option(/Match Case/).getAttribute('aria-checked'), 'false');
    assert.equal(await option(/Match Whole Word/).getAttribute('aria-checked'), 'false');
  });

  it('copies the keywords, one a line', async () => {
    endpoint.play({ json: answer });
    await gloss.runCommand(title);
    await gloss.inputBox(question);
    const panel = await gloss.panel();
    await cardRows(panel);
    await panel.locator('[data-part="card-actions"] [data-action="copy"]').click();
    await gloss.copies('uploadWithRetry\nendpoint}/${file\nbackoffPolicy');
  });

  it('keeps the hits over a reload, and does not count them again', async () => {
    endpoint.play({ json: answer });
    await gloss.runCommand(title);
    await gloss.inputBox(question);
    assert.deepEqual(await cardRows(await gloss.panel()), rows);
    await gloss.writeFile('src/later.ts', 'backoffPolicy\n');
    await gloss.reload();
    const panel = await gloss.openPanel();
    assert.deepEqual(await cardRows(panel), rows);

    endpoint.play({ json: answer });
    await gloss.runCommand(title);
    await gloss.inputBox(question);
    await panel.locator('[data-part="card"]').nth(1).waitFor();
    const now = [...rows.slice(0, -1), 'backoffPolicy 1 in 1 file'];
    assert.deepEqual(await cardRows(panel, '1 in 1 file'), now);
    assert.deepEqual(await rowsOf(panel.locator('[data-part="card"]').first()), rows);
  });

  it('says so when not everything could be searched', async () => {
    await gloss.writeFile('large.txt', ' '.repeat(2 ** 20 + 1));
    const [known] = answer.keywords;
    endpoint.play({ json: { keywords: [known, { text: 'okapi', identifier: false }] } });
    await gloss.runCommand(title);
    await gloss.inputBox(question);
    assert.deepEqual(await cardRows(await gloss.panel()), [
      'uploadWithRetry ≥ 4',
      'okapi no hits in the files searched',
    ]);
  });

  it('shows no card when no keyword can be searched with', async () => {
    endpoint.play({ json: { keywords: [{ text: '.*', identifier: false }] } });
    await gloss.runCommand(title);
    await gloss.inputBox(question);
    const panel = await gloss.panel();
    await panel.locator('[data-role="assistant"][data-state="error"]').waitFor();
    assert.equal(await panel.locator('[data-part="card"]:visible').count(), 0);
  });

  it('does nothing after Escape, nor with nothing typed', async () => {
    const before = endpoint.requests.length;
    const box = gloss.page.locator('.quick-input-widget');
    await gloss.runCommand(title);
    await box.getByText(inputTitle).waitFor();
    await gloss.page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });

    await gloss.runCommand(title);
    await box.getByText(inputTitle).waitFor();
    await box.locator('input').fill(' ');
    await gloss.page.keyboard.press('Enter');
    await box.getByText('Type something first.').waitFor();
    await gloss.inputBox(question);

    const panel = await gloss.panel();
    await panel.locator('[data-role="assistant"][data-state="complete"]').waitFor();
    assert.equal(endpoint.requests.length, before + 1, 'only what was typed is sent');
    assert.equal(await panel.locator('[data-role="user"]').count(), 1);
  });
});
