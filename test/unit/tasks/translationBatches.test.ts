import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countTokens } from '../../../src/models/tokens.ts';
import { translationBatches } from '../../../src/tasks/translationBatches.ts';

const sentence = 'Uploads a file, and tries again when the server is busy.';
const items = Array.from({ length: 500 }, (_, index) => ({
  id: String(index),
  text: `${sentence} ${index}`,
}));

async function tokensIn(batch: readonly object[]): Promise<number> {
  return countTokens(batch.map(item => JSON.stringify(item)).join(''));
}

describe('texts to translate', () => {
  it('go into one request when there is room', async () => {
    const room = { answer: 1_000_000, window: Number.POSITIVE_INFINITY };
    assert.deepEqual(await translationBatches(items, room), { batches: [items], tooLong: [] });
    assert.deepEqual(await translationBatches([], room), { batches: [], tooLong: [] });
  });

  it('go into as few requests as their tokens need, in their order', async () => {
    const room = { answer: 16_384, window: 124_000 };
    const { batches, tooLong } = await translationBatches(items, room);
    assert.deepEqual(batches.flat(), items);
    assert.deepEqual(tooLong, []);
    // What stands between the items, of which a request's share is small, is counted, too.
    const needed = Math.ceil(((await tokensIn(items)) + 4 * items.length) / (room.answer / 2));
    assert.equal(batches.length, needed);
    for (const batch of batches) assert.ok((await tokensIn(batch)) <= room.answer / 2);
  });

  it('leave room in a small window for what is asked and what is answered', async () => {
    const { batches } = await translationBatches(items, { answer: 16_384, window: 3_000 });
    for (const batch of batches) assert.ok((await tokensIn(batch)) <= 1_000);
  });

  it('that fit no request are told apart', async () => {
    const long = { id: 'long', text: sentence.repeat(1_000) };
    const { batches, tooLong } = await translationBatches(
      [...items.slice(0, 3), long, ...items.slice(3, 5)],
      {
        answer: 2_000,
        window: Number.POSITIVE_INFINITY,
      },
    );
    assert.deepEqual(tooLong, [long]);
    assert.deepEqual(batches, [items.slice(0, 5)]);
  });
});
