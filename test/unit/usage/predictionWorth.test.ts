import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  afterPaused,
  afterPrediction,
  isPaused,
  type PredictionRecord,
} from '../../../src/usage/predictionWorth.ts';

const day = 24 * 60 * 60 * 1000;
const good = { accepted: 100, rejected: 10 };
const bad = { accepted: 10, rejected: 100 };
const even = { accepted: 50, rejected: 50 };

function after(predictions: readonly ({ accepted: number; rejected: number } | undefined)[], now = 0) {
  return predictions.reduce<PredictionRecord | undefined>(
    (record, prediction) => afterPrediction(record, prediction, now),
    undefined,
  );
}

describe('predictions', () => {
  const rows: [what: string, predictions: Parameters<typeof after>[0], paused: boolean][] = [
    ['go on at first', [], false],
    ['go on after one that was rejected, which proves nothing', [bad], false],
    ['go on after two', [bad, bad], false],
    ['pause after three', [bad, bad, bad], true],
    [
      'pause when more was rejected than accepted in all',
      [good, bad, even, { accepted: 0, rejected: 1 }],
      true,
    ],
    ['go on when as much was', [even, even, even], false],
    [
      'go on while one large one makes up for small losses',
      [bad, bad, { accepted: 500, rejected: 0 }],
      false,
    ],
    ['forget the first when five others have come', [good, good, bad, bad, even, even], true],
    ['do not count where the server says nothing', [undefined, undefined, undefined, bad], false],
  ];
  for (const [what, predictions, paused] of rows) {
    it(what, () => assert.equal(isPaused(after(predictions), 0), paused));
  }

  it('pause for ten answers', () => {
    let record = after([bad, bad, bad]);
    for (let answers = 0; answers < 10; answers++) {
      assert.equal(isPaused(record, day - 1), true, String(answers));
      record = afterPaused(record);
    }
    assert.equal(isPaused(record, day - 1), false);
  });

  it('pause for a day', () => {
    assert.equal(isPaused(after([bad, bad, bad]), day - 1), true);
    assert.equal(isPaused(after([bad, bad, bad]), day), false);
  });

  it('are judged anew after a pause', () => {
    const again = afterPrediction(after([bad, bad, bad]), bad, day);
    assert.equal(isPaused(again, day), false);
    assert.equal(isPaused(afterPrediction(afterPrediction(again, bad, day), bad, day), day), true);
  });

  it('that were never paused go on as they are', () => {
    const record = after([good]);
    assert.equal(afterPaused(record), record);
    assert.equal(afterPaused(undefined), undefined);
  });
});
