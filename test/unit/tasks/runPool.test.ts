import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Attempt, type Pool, runPool } from '../../../src/tasks/runPool.ts';

/** Work whose attempts end when the test says so. */
function slowWork() {
  const begun: { item: number; end: (attempt: Attempt) => void }[] = [];
  return {
    begun,
    items: () => begun.map(({ item }) => item),
    work: (item: number) =>
      new Promise<Attempt>(resolve => {
        begun.push({ item, end: resolve });
      }),
  };
}

/** Lets everything go on that waits for nothing but promises. */
const settle = () => new Promise(resolve => setImmediate(resolve));

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

function pool(concurrency: number, more: Partial<Pool> = {}): Pool {
  return { concurrency, signal: new AbortController().signal, ...more };
}

describe('work on many items', () => {
  it('is begun in their order, a few at once, and ends after the last', async () => {
    const { begun, items, work } = slowWork();
    let ended = false;
    const all = runPool(numbers(5), pool(2), work).then(() => {
      ended = true;
    });
    await settle();
    assert.deepEqual(items(), [0, 1]);
    begun[1]?.end('settled');
    await settle();
    assert.deepEqual(items(), [0, 1, 2]);
    for (const index of [0, 2, 3]) {
      begun[index]?.end('settled');
      await settle();
    }
    assert.deepEqual(items(), [0, 1, 2, 3, 4]);
    assert.equal(ended, false);
    begun[4]?.end('settled');
    await all;
  });

  it('begins nothing more when it is aborted, and waits for what is under way', async () => {
    const controller = new AbortController();
    const { begun, items, work } = slowWork();
    const all = runPool(numbers(9), pool(3, { signal: controller.signal }), work);
    await settle();
    controller.abort();
    for (const { end } of begun) end('settled');
    await all;
    assert.deepEqual(items(), [0, 1, 2]);
  });

  it('begins nothing more after one that stops it', async () => {
    const { begun, items, work } = slowWork();
    const all = runPool(numbers(9), pool(3), work);
    await settle();
    begun[1]?.end('stop');
    await settle();
    begun[0]?.end('settled');
    begun[2]?.end('settled');
    await all;
    assert.deepEqual(items(), [0, 1, 2]);
  });

  it('waits as long as it is told, all of it, and tries the same item again', async () => {
    const rests: number[] = [];
    let wake = () => {};
    const rest = (milliseconds: number) => {
      rests.push(milliseconds);
      return new Promise<void>(resolve => {
        wake = resolve;
      });
    };
    const { begun, items, work } = slowWork();
    const all = runPool(numbers(4), pool(2, { rest }), work);
    await settle();
    begun[0]?.end({ again: 7_000 });
    begun[1]?.end('settled');
    await settle();
    assert.deepEqual(rests, [7_000]);
    assert.deepEqual(items(), [0, 1], 'nothing is begun meanwhile');
    wake();
    await settle();
    assert.deepEqual(items(), [0, 1, 0, 2]);
    begun[2]?.end('settled');
    begun[3]?.end('settled');
    await settle();
    begun[4]?.end('settled');
    await all;
    assert.deepEqual(items(), [0, 1, 0, 2, 3]);
  });

  it('waits longer each time when it is not told how long, and gives up in the end', async () => {
    const rests: number[] = [];
    const rest = async (milliseconds: number) => void rests.push(milliseconds);
    let attempts = 0;
    await runPool(numbers(3), pool(1, { rest }), async () => {
      attempts += 1;
      return { again: undefined };
    });
    assert.deepEqual(rests, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000]);
    assert.equal(attempts, 7);
  });

  it('waits briefly again once something is settled', async () => {
    const rests: number[] = [];
    const rest = async (milliseconds: number) => void rests.push(milliseconds);
    const attempts: Attempt[] = [{ again: undefined }, 'settled', { again: undefined }, 'settled'];
    await runPool(numbers(2), pool(1, { rest }), async () => attempts.shift() ?? 'stop');
    assert.deepEqual(rests, [1_000, 1_000]);
  });

  it('takes it for one and the same when those under way are told together', async () => {
    const rests: number[] = [];
    const rest = async (milliseconds: number) => void rests.push(milliseconds);
    const { begun, work } = slowWork();
    const all = runPool(numbers(3), pool(3, { rest }), work);
    await settle();
    for (const { end } of begun.splice(0)) end({ again: undefined });
    await settle();
    for (const { end } of begun) end('settled');
    await all;
    assert.deepEqual(rests, [1_000, 1_000, 1_000]);
  });

  it('does not wait for an hour', async () => {
    const rest = () => assert.fail('it waits');
    let attempts = 0;
    await runPool(numbers(3), pool(1, { rest }), async () => {
      attempts += 1;
      return { again: 3_600_000 };
    });
    assert.equal(attempts, 1);
  });

  it('is aborted while it waits', async () => {
    const controller = new AbortController();
    const { begun, items, work } = slowWork();
    const all = runPool(numbers(3), pool(1, { signal: controller.signal }), work);
    await settle();
    begun[0]?.end({ again: 60_000 });
    await settle();
    controller.abort();
    await all;
    assert.deepEqual(items(), [0]);
  });

  it('rejects with an error of the work itself, and begins nothing more', async () => {
    const tried: number[] = [];
    const work = async (item: number): Promise<Attempt> => {
      tried.push(item);
      await settle();
      if (item === 1) throw new RangeError('a mistake');
      return 'settled';
    };
    await assert.rejects(runPool(numbers(9), pool(2), work), RangeError);
    await settle();
    await settle();
    assert.ok(tried.length <= 4, String(tried));
  });

  it('settles every item once, or leaves it, whatever happens', async () => {
    // A generator of our own, so that a failure can be repeated.
    let seed = 42;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const count = random(30);
      const concurrency = 1 + random(6);
      const controller = new AbortController();
      const settled: number[] = [];
      let running = 0;
      let stopped = false;
      // More, one after another, end it.
      let rests = 6;
      const ways = Array.from({ length: 200 }, () => random(40));
      await runPool(
        numbers(count),
        pool(concurrency, { signal: controller.signal, rest: async () => void (await settle()) }),
        async item => {
          running += 1;
          assert.ok(running <= concurrency);
          for (let turn = random(4); turn > 0; turn--) await settle();
          running -= 1;
          const way = ways.pop();
          if (way === 0) {
            stopped = true;
            return 'stop';
          }
          if (way === 1) {
            stopped = true;
            controller.abort();
            return 'stop';
          }
          if ((way === 2 || way === 3) && rests > 0) {
            rests -= 1;
            return { again: way === 2 ? undefined : 5 };
          }
          settled.push(item);
          return 'settled';
        },
      );
      assert.equal(running, 0);
      assert.equal(new Set(settled).size, settled.length, 'none twice');
      if (!stopped)
        assert.deepEqual(
          [...settled].sort((a, b) => a - b),
          numbers(count),
        );
    }
  });
});
