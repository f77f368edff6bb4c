import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

const user = '[data-role="user"]';
const complete = '[data-role="assistant"][data-state="complete"]';

/** In a language that the editor has no server for. */
const uploads =
  'import time\nfrom queue import Queue\n\n\ndef wait(queue: Queue):\n    time.sleep(queue.delay)\n';

let endpoint: Endpoint;
let gloss: GlossWindow;

/** What the last request said last. */
function lastSaid(): string {
  const { messages } = JSON.parse(endpoint.requests.at(-1)?.text ?? '');
  return messages.at(-1).content;
}

/** How many lines a button offers to take. */
function linesOn(label: string): number {
  return Number(/\d+/.exec(label)?.[0]);
}

function given(opened: GlossWindow, started: Endpoint): void {
  [gloss, endpoint] = [opened, started];
}

describe('Explain Selection', () => {
  const model = { id: 'gpt-4o-mini', contextWindow: 3_000 };
  const lines = Array.from({ length: 400 }, (_, index) => `Line ${index + 1} has a few words more.`);

  glossForAll(given, ({ baseUrl }) => ({
    settings: { 'gloss.customEndpoints': [{ id: 'local', baseUrl, key: 'none', models: [model] }] },
    files: {
      'uploads.py': uploads,
      'long.txt': lines.join('\n'),
      'packed.js': `// one\n${'a();'.repeat(1_300)}\n`,
      'dump.txt': `${'text\n'.repeat(200)}${'\0\u0001'.repeat(50)}\nmore\n`,
      'empty.txt': '\n\n',
    },
  }));
  afterEach(() => gloss.tidy());

  it('shows what the editor knows about the code as a chip, which holds what is sent', async () => {
    await gloss.openFile('uploads.py');
    await gloss.select(5, 6);
    await gloss.contextMenu('Gloss', 'Explain Selection');
    const panel = await gloss.panel();
    await panel.locator(complete).waitFor();
    const [code, context] = await panel.locator(`${user} .chip`).all();
    assert.match((await code?.innerText()) ?? '', /^uploads\.py\s+5–6$/);
    assert.match((await context?.innerText()) ?? '', /^Context\s+\d+ tokens$/);
    const known = (await context?.getAttribute('title')) ?? '';
    assert.match(known, /Imports:\n- import time\n- from queue import Queue/);
    assert.ok(lastSaid().includes(`\`\`\`\n${known}\n\`\`\``));
  });

  it('says how many tokens are too many, and takes the first lines only when asked to', async () => {
    await gloss.openFile('long.txt');
    await gloss.selectAll();
    const sent = endpoint.requests.length;
    await gloss.runCommand('Gloss: Explain Selection');
    const warning = await gloss.notification('The selection has about');
    const text = await warning.innerText();
    const [, has, fits] = /about ([\d,]+) tokens\. gpt-4o-mini has room for ([\d,]+)\./.exec(text) ?? [];
    assert.ok(Number(has?.replace(',', '')) > 3_200, text);
    assert.ok(Number(fits?.replace(',', '')) < 2_250, text);
    assert.equal(endpoint.requests.length, sent, 'nothing is sent before the user says so');
    const button = warning.getByRole('button', { name: /Take the First \d+ Lines/ });
    const before = linesOn(await button.innerText());
    await warning.getByRole('button', { name: 'Ask in a New Chat' }).click();
    await (await gloss.notification('The selection has about'))
      .getByRole('button', { name: /Take the First \d+ Lines/ })
      .waitFor();
    const count = linesOn(await button.innerText());
    assert.ok(count > before, 'an empty conversation has more room');
    await button.click();
    const panel = await gloss.panel();
    await panel.locator(complete).waitFor();
    const expected = lines.slice(0, count).join('\n');
    assert.ok(lastSaid().startsWith(`long.txt:1–${count}\n\n\`\`\`plaintext\n${expected}\n\`\`\`\n\n`));
    await panel.locator(`${user} .chip`).getByText(`1–${count}`).waitFor();
  });

  it('is not the only task that cuts nothing silently', async () => {
    await gloss.openFile('long.txt');
    await gloss.selectAll();
    const sent = endpoint.requests.length;
    await gloss.runCommand('Gloss: Generate Tags');
    await (await gloss.notification('The selection has about'))
      .getByRole('button', { name: 'Take the First' })
      .waitFor();
    assert.equal(endpoint.requests.length, sent);
  });

  it('warns of a minified file once', async () => {
    await gloss.openFile('packed.js');
    await gloss.selectAll();
    await gloss.runCommand('Gloss: Explain Selection');
    await gloss.answerNotification('looks minified or generated', 'Send Anyway');
    // What has one line of 5,200 characters is too long for this window as well.
    await gloss.notification('The selection has about');
    await gloss.clearNotifications();
    await gloss.runCommand('Gloss: Explain Selection');
    await gloss.notification('The selection has about');
    assert.equal(await gloss.notifications().filter({ hasText: 'looks minified' }).count(), 0);
  });

  it('refuses what is no text', async () => {
    await gloss.openFile('dump.txt');
    await gloss.selectAll();
    const sent = endpoint.requests.length;
    await gloss.runCommand('Gloss: Explain Selection');
    await gloss.notification('no text, but binary data');
    assert.equal(endpoint.requests.length, sent);
  });

  it('says what to do with an empty file, and with none', async () => {
    await gloss.openFile('empty.txt');
    await gloss.runCommand('Gloss: Explain Selection');
    await gloss.notification('This file is empty.');
    await gloss.tidy();
    await gloss.runCommand('Gloss: Explain Selection');
    await gloss.notification('Open a file and select some code first.');
    await gloss.openFile('uploads.py');
  });
});

describe('Explain Selection beside the code', () => {
  glossForAll(given, {
    // The editor's own list of comments would take the focus at a time of its choosing.
    settings: { 'gloss.explain.showIn': 'comment', 'comments.openView': 'never' },
    files: { 'uploads.py': uploads },
  });

  const thread = () => gloss.page.locator('.review-widget');
  const comments = () => thread().locator('.review-comment');

  it('streams into a comment thread, where it can be asked about, and the panel has all of it', async () => {
    endpoint.play({
      deltas: [
        'It **waits** ',
        '![a](https://pictures.example/a.png)',
        ' a [while](mailto:x@evil.example?body=y), see [there](https://docs.example/z).',
      ],
    });
    endpoint.hold(1);
    await gloss.openFile('uploads.py');
    await gloss.select(5, 6);
    await gloss.contextMenu('Gloss', 'Explain Selection');
    await comments().first().locator('strong', { hasText: 'waits' }).waitFor();
    await comments().first().getByText('Answering').waitFor();
    endpoint.release();
    await comments().first().getByText('a while, see there (docs.example).').waitFor();
    await comments()
      .first()
      .getByText(/gpt-4o-mini · \d+ tokens · \$0\.000\d+ · \d+\.\d s/)
      .waitFor();
    const body = comments().first().locator('.comment-body');
    assert.equal(await body.locator('img').count(), 0);
    assert.deepEqual(await body.locator('a').allInnerTexts(), ['there']);

    endpoint.play({ text: 'Until the queue is free.' });
    await thread().locator('.review-thread-reply-button').click();
    await thread().locator('.comment-form .monaco-editor.focused').waitFor();
    await gloss.page.keyboard.type('Until when?');
    await thread()
      .getByRole('button', { name: /^Ask \(/ })
      .click();
    await comments().nth(2).getByText('Until the queue is free.').waitFor();
    assert.match(await comments().nth(1).innerText(), /You[\s\S]*Until when\?/);
    assert.equal(lastSaid(), 'Until when?');
    assert.match(endpoint.requests.at(-1)?.text ?? '', /It \*\*waits\*\*/, 'in the same conversation');

    await thread().getByRole('button', { name: 'Open in Panel' }).click();
    const panel = await gloss.panel();
    await panel.locator(complete).nth(1).getByText('Until the queue is free.').waitFor();
    await panel.locator(user).nth(1).getByText('Until when?').waitFor();
    assert.equal(await panel.locator(user).count(), 2);

    await thread().getByRole('button', { name: 'Close', exact: true }).click();
    await thread().waitFor({ state: 'detached' });
  });

  it('can be stopped', async () => {
    endpoint.play({ deltas: ['It waits ', 'and waits.'] });
    endpoint.hold(1);
    const asked = endpoint.nextRequest();
    await gloss.runCommand('Gloss: Explain Selection');
    await comments().first().getByText('It waits').waitFor();
    await thread().getByRole('button', { name: 'Stop', exact: true }).click();
    await comments().first().getByText('Stopped').waitFor();
    assert.equal(await (await asked).aborted, true);
    endpoint.release();
  });

  it('can no longer be asked about when its conversation is over', async () => {
    const box = thread().locator('.review-thread-reply-button');
    await box.waitFor();
    await gloss.runCommand('Gloss: New Chat');
    await (await gloss.panel()).locator('[data-part="composer"]:focus').waitFor();
    await box.waitFor({ state: 'hidden' });
    await comments().first().getByText('It waits').waitFor();
  });

  it('tells a failure with what to do about it', async () => {
    endpoint.play('serverError', 3);
    await gloss.openFile('uploads.py');
    await gloss.runCommand('Gloss: Explain Selection');
    await comments()
      .getByText(/has trouble of its own .* Try again in a moment\./)
      .waitFor();
    await comments().getByText('The panel offers: Try Again.').waitFor();
  });
});
