import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Batch, filesIn, newBatch, retryFailed } from '../../../src/tasks/batch.ts';
import { tags } from '../../../src/tasks/tags.ts';
import { chatRequest, lastUserText } from '../../endpoint/request.ts';
import type { Script } from '../../endpoint/script.ts';
import { findOrder } from '../../endpoint/translation.ts';
import '../../standIn/useStandIn.ts';
import { settings } from '../../standIn/vscode.ts';
import { type AskingWindow, withAskingWindow } from './askingWindow.ts';

const vscode = await import('vscode');
const { runFiles } = await import('../../../src/vscode/batch/runFiles.ts');
const { translateTexts } = await import('../../../src/vscode/translate/translateTexts.ts');

/** Of a model that takes a few texts in a request. */
const contextWindow = 1_400;
const wish = { target: 'Esperanto', glossary: {} };
const { signal } = new AbortController();

/** A refusal that passes at once. */
const passing = (status: number): Script => ({
  http: { status, headers: { 'retry-after-ms': '1', 'content-type': 'application/json' }, body: '{}' },
});
/** What happens to one request after another, over and over: most refusals pass at once, the last ones have all wait. */
const mishaps: readonly Script[] = [
  ...(['asUsual', passing(429), 'asUsual', 'asUsual', passing(503)] as const),
  ...(['schemaViolation', 'asUsual', 'length', 'asUsual', 'asUsual'] as const),
  // One of two that are under way together has been refused three times then.
  ...Array.from({ length: 5 }, () => passing(429)),
];

/** Does something about so many things. */
type Way = (window: AskingWindow, count: number) => Promise<unknown>;

/** How many requests it takes while things go wrong. */
function requestsOf(way: Way, count: number): Promise<number> {
  return withAskingWindow(contextWindow, async window => {
    for (let round = 0; round < 500; round += 1) for (const one of mishaps) window.endpoint.play(one);
    await way(window, count);
    return window.endpoint.requests.length;
  });
}

/** How many requests some things take, and four times as many. */
async function growth(way: Way, count: number): Promise<{ few: number; many: number }> {
  return { few: await requestsOf(way, count), many: await requestsOf(way, 4 * count) };
}

const isLinear = ({ few, many }: { few: number; many: number }) => many < 4.5 * few;

async function waitingFiles({ folder }: AskingWindow, count: number): Promise<Batch> {
  const files = Array.from({ length: count }, async (_, index) => {
    const path = join(folder, `${index}.ts`);
    await writeFile(path, `export const value${index}: number = ${index};\n`);
    return { uri: vscode.Uri.file(path).toString(), state: 'waiting' as const };
  });
  return newBatch(tags.id, await Promise.all(files));
}

const run = async ({ batches, model }: AskingWindow, batch: Batch): Promise<Batch> =>
  (await runFiles(batches, tags, model, batch)).batch;

const textsOf = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    `Buffer ${index} is emptied, and then filled again. `.repeat(6),
  );

const translateAll = ({ model, translations }: AskingWindow, texts: readonly string[]) =>
  translateTexts(model, translations, texts, { wish, signal });

/** The texts that a request asks to translate. */
const textsIn = (body: unknown) =>
  findOrder(lastUserText(chatRequest.parse(body)))?.items.map(({ text }) => text) ?? [];

before(() => {
  settings.set('gloss.batch.concurrency', 2);
});
after(() => settings.delete('gloss.batch.concurrency'));

describe('requests of a task over files, of which some are refused and some answered wrongly,', () => {
  it('are four times as many for four times the files', async () => {
    const all: Way = async (window, count) => run(window, await waitingFiles(window, count));
    const made = await growth(all, 32);
    assert.ok(isLinear(made), JSON.stringify(made));
    assert.ok(made.few < 2 * 32, JSON.stringify(made));
  });

  it('would be found out if it began anew after each file that failed', async () => {
    const startingOver: Way = async (window, count) => {
      const all = await waitingFiles(window, count);
      for (const [index, file] of all.files.entries()) {
        const { files } = await run(window, { ...all, files: [file] });
        if (files[0]?.state === 'failed') await run(window, { ...all, files: all.files.slice(0, index) });
      }
    };
    assert.equal(isLinear(await growth(startingOver, 8)), false);
  });

  it('are made again for what is missing alone', async () => {
    await withAskingWindow(contextWindow, async window => {
      for (const one of Array.from({ length: 4 }, () => mishaps).flat()) window.endpoint.play(one);
      const before = await run(window, await waitingFiles(window, 40));
      const failed = filesIn(before, 'failed').length;
      assert.ok(failed > 0 && failed < 40);
      const { length } = window.endpoint.requests;
      // As a window that is opened later has it.
      const left = await window.batches.load();
      assert.ok(left);
      const later = await run(window, retryFailed(left));
      assert.equal(filesIn(later, 'done').length, 40);
      assert.equal(window.endpoint.requests.length - length, failed);
      await run(window, later);
      assert.equal(window.endpoint.requests.length - length, failed);
    });
  });
});

describe('requests for the translation of comments, of which some are refused and some answered wrongly,', () => {
  it('are four times as many for four times the comments', async () => {
    const made = await growth((window, count) => translateAll(window, textsOf(count)), 48);
    assert.ok(isLinear(made), JSON.stringify(made));
    assert.ok(made.few < 2 * 48, JSON.stringify(made));
  });

  it('would be found out if all comments were asked about again for each wrong answer', async () => {
    const allAgain: Way = async (window, count) => {
      const { faults } = await translateAll(window, textsOf(count));
      for (const _ of faults) {
        await window.translations.clear();
        await translateAll(window, textsOf(count));
      }
    };
    assert.equal(isLinear(await growth(allAgain, 10)), false);
  });

  it('are made again for what is missing alone', async () => {
    await withAskingWindow(contextWindow, async window => {
      const texts = textsOf(100);
      for (const one of mishaps) window.endpoint.play(one);
      const { faults } = await translateAll(window, texts);
      assert.ok(faults.size > 0 && faults.size < 100);
      const { length } = window.endpoint.requests;
      const later = await translateAll(window, texts);
      assert.equal(later.texts.size, 100);
      const asked = window.endpoint.requests.slice(length).flatMap(({ body }) => textsIn(body));
      assert.deepEqual(new Set(asked), new Set(faults.keys()));
      assert.equal(asked.length, faults.size);
      const all = window.endpoint.requests.length;
      await translateAll(window, texts);
      assert.equal(window.endpoint.requests.length, all);
    });
  });
});
