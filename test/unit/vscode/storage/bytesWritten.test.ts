import assert from 'node:assert/strict';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { type Batch, type BatchFile, newBatch, settleFile } from '../../../../src/tasks/batch.ts';
import { type Kept, openKept } from './kept.ts';

const card = { kind: 'tags' as const, tags: ['retry', 'file-upload'], fromVocabulary: false };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gloss-bytes-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** How many bytes are written to files meanwhile. */
async function bytesWritten(during: () => Promise<void>): Promise<number> {
  const handle = await open(folder);
  const prototype: FileHandle = Object.getPrototypeOf(handle);
  await handle.close();
  const written = mock.method(prototype, 'write').mock;
  await during();
  mock.restoreAll();
  return written.calls.reduce((sum, { arguments: [data] }) => sum + Buffer.byteLength(data), 0);
}

/** Keeps what has become of one more file. */
type Way = (batches: Kept['batches'], batch: Batch, file: BatchFile) => Promise<void>;

async function bytesOf(way: Way, count: number): Promise<number> {
  const uris = Array.from({ length: count }, (_, index) => `file:///project/${index}.ts`);
  const { batches } = openKept(folder);
  let batch = newBatch(
    'tags',
    uris.map(uri => ({ uri, state: 'waiting' as const })),
  );
  const bytes = await bytesWritten(async () => {
    await batches.save(batch);
    for (const uri of uris) {
      const file = { uri, state: 'done' as const, card, hash: 'h'.repeat(64) };
      batch = settleFile(batch, file);
      await way(batches, batch, file);
    }
  });
  assert.deepEqual(await openKept(folder).batches.load(), batch);
  return bytes;
}

const isLinear = ({ few, many }: { few: number; many: number }) => many < 4.5 * few;
const growth = async (way: Way) => ({ few: await bytesOf(way, 50), many: await bytesOf(way, 200) });

describe('what is written to disk for a task over many files', () => {
  it('is four times as much for four times the files', async () => {
    const written = await growth((batches, batch, file) => batches.saveTried(batch, file));
    assert.ok(written.few > 50 * 100, JSON.stringify(written));
    assert.ok(isLinear(written), JSON.stringify(written));
  });

  it('would be found out if all of it were written after each file', async () => {
    assert.equal(isLinear(await growth((batches, batch) => batches.save(batch))), false);
  });
});
