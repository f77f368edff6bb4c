import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Retried } from '../../../src/vscode/services/retried.ts';

describe('what is made when it is first asked for', () => {
  it('is one, for all who ask', async () => {
    let count = 0;
    const one = new Retried(async () => ++count);
    assert.equal(one.isBegun, false);
    await one.ifBegun(() => assert.fail('nobody has asked'));
    assert.deepEqual(await Promise.all([one.get(), one.get()]), [1, 1]);
    assert.equal(await one.get(), 1);
    assert.equal(one.isBegun, true);
    const used: number[] = [];
    await one.ifBegun(made => used.push(made));
    assert.deepEqual(used, [1]);
  });

  it('is made again if that failed, once for all who ask by then', async () => {
    let count = 0;
    const one = new Retried(async () => {
      if (++count === 1) throw new Error('not yet');
      return count;
    });
    const asked = [one.get(), one.get()];
    const used = one.ifBegun(() => assert.fail('it failed'));
    for (const failed of asked) await assert.rejects(failed, /not yet/);
    await used;
    assert.equal(one.isBegun, false);
    assert.deepEqual(await Promise.all([one.get(), one.get()]), [2, 2]);
  });
});
