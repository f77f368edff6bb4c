import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { sharedEditor } from './harness/editorServer.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

const turns = 10_000;
const conversations = 100;
/** As many tokens as gpt-4o-mini gives in one answer. */
const longest = 16_384;

let endpoint: Endpoint;
let gloss: GlossWindow;
let panel: Frame;
glossForAll(async (opened, started) => {
  [gloss, endpoint] = [opened, started];
  panel = await gloss.openPanel();
});
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gloss-long-'));
});
after(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => gloss.newChat());

const turn = (role: string, text: string): Locator =>
  panel.locator(`[data-role="${role}"]`).filter({ hasText: text });

async function send(question: string): Promise<void> {
  await panel.locator('[data-part="composer"]').fill(question);
  await panel.locator('[data-part="composer"]').press('Enter');
}

/** As Gloss exports them: each question with its answer. */
function exported(name: string, count: number): string {
  const changes = Array.from({ length: count }, (_, index) => {
    const said = {
      id: `${name}-${index}`,
      text: `${name} ${index % 2 === 0 ? 'question' : 'answer'} ${index}`,
    };
    return {
      type: 'turn',
      turn:
        index % 2 === 0
          ? { role: 'user', attachments: [], ...said }
          : { role: 'assistant', state: 'complete', ...said },
      ...(index > 0 ? { parent: `${name}-${index - 1}` } : {}),
    };
  });
  return JSON.stringify({ format: 'gloss-conversation', version: 1, changes });
}

async function importOne(name: string, count: number): Promise<void> {
  const file = join(folder, `${name}.json`);
  await writeFile(file, exported(name, count));
  await gloss.runCommand('Gloss: Import Chat');
  await gloss.fileDialog(file);
  await turn('assistant', `${name} answer ${count - 1}`).waitFor();
}

/** The file that Gloss keeps a conversation in. @param words that are in it alone */
async function fileWith(words: string): Promise<string> {
  const { userDataDir } = await sharedEditor();
  const kept = join(userDataDir, 'User', 'globalStorage', 'gloss.gloss', 'workspaces');
  const signal = AbortSignal.timeout(20_000);
  const watcher = watch(kept, { recursive: true });
  try {
    // What is imported is seen before it is on disk.
    for (;;) {
      const changed = once(watcher, 'change', { signal });
      changed.catch(() => {});
      for (const name of await readdir(kept, { recursive: true })) {
        if (!name.endsWith('.jsonl')) continue;
        if ((await readFile(join(kept, name), 'utf8')).includes(words)) return join(kept, name);
      }
      await changed;
    }
  } finally {
    watcher.close();
  }
}

describe('a conversation of 10,000 turns', () => {
  it('opens at its end, has more as one scrolls up, goes on, and comes back after a reload', async () => {
    await importOne('endless', turns);
    assert.ok(
      (await panel.locator('[data-role]').count()) < 200,
      'the panel has what can be seen, and a little more',
    );
    const earlier = turn('assistant', `endless answer ${turns - 401}`);
    await panel.locator('[data-part="transcript"]').focus();
    while ((await earlier.count()) === 0) await panel.locator('[data-part="transcript"]').press('Home');

    endpoint.play({ text: 'Still here.' });
    const request = endpoint.nextRequest();
    await send('Are you still there?');
    const { messages } = JSON.parse((await request).text);
    assert.equal(messages.at(-1).content, 'Are you still there?');
    assert.equal(messages.at(-2).content, `endless answer ${turns - 1}`);
    await turn('assistant', 'Still here.').and(panel.locator('[data-state="complete"]')).waitFor();

    await gloss.reload();
    panel = await gloss.openPanel();
    await turn('assistant', 'Still here.').waitFor();
    assert.ok((await panel.locator('[data-role]').count()) < 1_000, 'no further than the reader has been');
  });
});

describe('an answer as long as a model gives', () => {
  it('comes whole, and moves nothing that is being read', async () => {
    const words = Array.from({ length: longest }, (_, index) =>
      index % 40 === 39 ? ` w${index}.\n\n` : ` w${index}`,
    );
    endpoint.play({ deltas: words });
    endpoint.hold(longest / 2);
    await send('All of it?');
    const words4000 = panel.locator('[data-role="assistant"] p').filter({ hasText: ' w4000 ' });
    await panel
      .locator('[data-state="streaming"]')
      .getByText(`w${longest / 2 - 41}`)
      .waitFor();
    await words4000.scrollIntoViewIfNeeded();
    const place = await words4000.boundingBox();
    endpoint.release();
    const answer = panel.locator('[data-role="assistant"][data-state="complete"] .answer').last();
    await answer.waitFor();
    assert.deepEqual(await words4000.boundingBox(), place);
    const shown = await answer.evaluate(element => element.textContent);
    assert.equal(shown?.replace(/\s+/g, ' ').trim(), words.join('').replace(/\s+/g, ' ').trim());
  });
});

describe('a hundred conversations', () => {
  it('are in the history, and any of them is found and opened', async () => {
    await importOne('hundred0x', 4);
    const file = await fileWith('hundred0x answer 3');
    const text = await readFile(file, 'utf8');
    for (let number = 1; number < conversations; number++) {
      // As another window would leave them.
      const id = randomUUID();
      const own = text.replaceAll(basename(file, '.jsonl'), id).replaceAll('hundred0x', `hundred${number}x`);
      await writeFile(join(dirname(file), `${id}.jsonl`), own);
    }
    await gloss.runCommand('Gloss: History');
    await gloss.quickPick('hundred77x question 0');
    await turn('assistant', 'hundred77x answer 3').waitFor();
  });
});
