import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dialects } from '../../../src/models/dialects.ts';
import type { Model } from '../../../src/models/provider.ts';
import { shutdownNear } from '../../../src/models/shutdown.ts';

const model: Model = { id: 'm', ...dialects.openai, unverified: [] };
const date = '2027-01-14';

describe('the end of a model', () => {
  const rows: [today: string, days: number | undefined][] = [
    ['2026-10-15', undefined], // 91 days before
    ['2026-10-16', 90],
    ['2026-11-21', 54],
    ['2027-01-13', 1],
    ['2027-01-14', 0],
    ['2027-01-15', -1],
    ['2028-01-14', -365],
    ['someday', undefined],
    ['', undefined],
  ];
  for (const [today, days] of rows) {
    it(`is ${days === undefined ? 'not told of' : `${days} days away`} on ${today || 'no day'}`, () => {
      const expected = days === undefined ? undefined : { date, days };
      assert.deepEqual(shutdownNear({ ...model, shutdown: date }, today), expected);
    });
  }

  it('is told of with what follows it', () => {
    const shutdown = shutdownNear({ ...model, shutdown: date, successor: 'next' }, '2027-01-01');
    assert.deepEqual(shutdown, { date, days: 13, successor: 'next' });
  });

  for (const shutdown of ['soon', '']) {
    it(`is not told of when it is no day: ${shutdown || 'nothing'}`, () =>
      assert.equal(shutdownNear({ ...model, shutdown }, '2027-01-01'), undefined));
  }

  it('is none when none is announced', () => {
    assert.equal(shutdownNear(model, '2027-01-01'), undefined);
  });
});
