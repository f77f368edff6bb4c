import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { runOrThrow } from '../../../scripts/run.ts';
import { countEach } from '../../../src/models/countingThread.ts';
import { countTokens } from '../../../src/models/tokenizer.ts';

const Counted = z.object({
  counts: z.array(z.array(z.number())),
  threads: z.array(z.number()),
  vocabularies: z.number(),
});

/** @returns when the process has ended by itself: neither is a count given up with it, nor does its thread keep it. */
async function countedIn(way: string, ...options: readonly string[]): Promise<z.infer<typeof Counted>> {
  const script = join(import.meta.dirname, 'countingProcess.ts');
  const output = await runOrThrow(process.execPath, [...options, '--no-warnings', script, way]);
  const counted = Counted.parse(JSON.parse(output));
  const texts = ['Hello, world!', '', 'Größe 的文 \ud800'];
  for (const counts of counted.counts) assert.deepEqual(counts, texts.map(countTokens));
  return counted;
}

describe('the thread that counts', () => {
  it('is the only one that has a vocabulary', async () => {
    const { threads, vocabularies } = await countedIn('twice');
    assert.deepEqual(threads, [1, 1]);
    assert.equal(vocabularies, 0);
  });

  it('is done without where none may be started', async () => {
    const { threads, vocabularies } = await countedIn('twice', '--permission', '--allow-fs-read=*');
    assert.deepEqual(threads, [0, 0]);
    assert.equal(vocabularies, 1);
  });

  for (const way of ['killed', 'failing']) {
    it(`loses no count when it is ${way}, and is followed by another`, async () => {
      const { threads, vocabularies } = await countedIn(way);
      assert.deepEqual(threads, [1, 1, 2]);
      assert.equal(vocabularies, 1);
    });
  }

  it('counts what the host would', async () => {
    const fixtures = z
      .array(z.object({ text: z.string() }))
      .parse(JSON.parse(await readFile(new URL('fixtures/tokens.json', import.meta.url), 'utf8')));
    const texts = fixtures.map(({ text }) => text);
    assert.deepEqual(await countEach(texts), texts.map(countTokens));
    assert.deepEqual(await countEach([]), []);
  });

  it('answers each of those who ask at once', async () => {
    const texts = Array.from({ length: 200 }, (_, index) => 'word '.repeat((index * 37) % 200));
    assert.deepEqual(
      await Promise.all(texts.map(text => countEach([text, 'a']))),
      texts.map(text => [countTokens(text), 1]),
    );
  });
});
