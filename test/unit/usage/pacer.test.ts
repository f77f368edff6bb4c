import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelOf } from '../../../src/models/provider.ts';
import { openai } from '../../../src/models/providers/openai.ts';
import type { RateLimits } from '../../../src/openai/rateLimits.ts';
import { type Attempt, runPool } from '../../../src/tasks/runPool.ts';
import { Pacer } from '../../../src/usage/pacer.ts';
import { Bucket } from '../../endpoint/account.ts';
import { seededRandom } from '../../ui/webview/random.ts';
import { VirtualTime } from './virtualTime.ts';

const asked = { baseUrl: 'https://api.openai.com/v1', model: 'gpt-4o-mini' };
const known = modelOf(openai, asked.model).rateLimits;
const minute = 60_000;
/** A mutant of the code shows in the first as well. */
const seeds = process.env['GLOSS_MUTANT'] === undefined ? [1, 2, 3] : [1];

/** An account of tier 1. @param headers which of its two limits on requests the replies speak of. */
class Account {
  readonly minute = new Bucket(500, minute);
  readonly day = new Bucket(10_000, 1440 * minute);
  readonly tokens = new Bucket(200_000, minute);
  readonly #headers: 'minute' | 'day';
  refused = 0;
  served = 0;

  constructor(headers: 'minute' | 'day') {
    this.#headers = headers;
  }

  ask(tokens: number, now: number): { accepted: boolean; limits: RateLimits } {
    const requests = [this.minute, this.day];
    const accepted = requests.every(bucket => bucket.left(now) >= 1) && this.tokens.left(now) >= tokens;
    if (accepted) {
      for (const bucket of requests) bucket.take(1);
      this.tokens.take(tokens);
      this.served += tokens;
    }
    const limits = { requests: this[this.#headers].allowance(now), tokens: this.tokens.allowance(now) };
    return { accepted, limits };
  }
}

interface Simulation {
  /** Tokens of a request, more or less. */
  size: number;
  headers: 'minute' | 'day';
  /** Milliseconds until the first word, and again until the last, at most. */
  latency?: number;
  seed: number;
  paced?: boolean;
  /** What else goes on in the account. */
  beside?: (account: Account, time: VirtualTime) => void;
}

/** Runs 2,000 items as a task over many files does, sixteen at once. */
async function simulate({ size, headers, latency = 1_500, seed, paced = true, beside }: Simulation) {
  const time = new VirtualTime();
  const account = new Account(headers);
  const random = seededRandom(seed);
  const sleep = (milliseconds: number) => time.wait(milliseconds);
  const pacer = new Pacer({ now: () => time.now, sleep });
  const { signal } = new AbortController();
  let done = 0;
  let spent = 0;

  const work = async (tokens: number): Promise<Attempt> => {
    // What is counted here is not quite what the provider counts.
    const estimate = Math.round(tokens * (0.95 + random() * 0.1));
    const request = { ...asked, tokens: estimate, known };
    const tell = paced ? await pacer.sendInTurn(request, signal) : pacer.send(request);
    await time.wait(20 + random() * 60);
    const { accepted, limits } = account.ask(tokens, time.now);
    await time.wait(100 + random() * latency);
    tell?.(limits);
    if (!accepted) {
      account.refused += 1;
      return { again: 1_000 };
    }
    await time.wait(random() * latency);
    done += 1;
    spent += tokens;
    return 'settled';
  };

  const items = Array.from({ length: 2_000 }, () => Math.round(size * (0.5 + random())));
  beside?.(account, time);
  await time.run(runPool(items, { concurrency: 16, signal, rest: sleep }, work));
  return { account, done, spent, time: time.now };
}

describe('many requests, paced', () => {
  for (const headers of ['minute', 'day'] as const) {
    it(`are never refused, and use what the tokens in a minute permit, told of requests in a ${headers}`, async () => {
      for (const seed of seeds) {
        const { account, done, spent, time } = await simulate({ size: 1_000, headers, seed });
        assert.equal(done, 2_000);
        assert.equal(account.refused, 0);
        const permitted = 200_000 * (1 + time / minute);
        assert.ok(spent >= permitted * 0.95, `${spent} of ${permitted}, seed ${seed}`);
      }
    });

    it(`are never refused, and use what the requests in a minute permit, told of those in a ${headers}`, async () => {
      for (const seed of seeds) {
        const { account, done, time } = await simulate({ size: 60, headers, seed, latency: 500 });
        assert.equal(done, 2_000);
        assert.equal(account.refused, 0);
        const permitted = 500 * (1 + time / minute);
        assert.ok(done >= permitted * 0.95, `${done} of ${permitted}, seed ${seed}`);
      }
    });
  }

  it('leave another client the half that it takes, and use the other', async () => {
    for (const seed of seeds) {
      let taken = 0;
      const eat = async (account: Account, time: VirtualTime): Promise<void> => {
        const random = seededRandom(seed + 1);
        for (;;) {
          await time.wait(1_000);
          const tokens = Math.round((200_000 / 60 / 2) * (0.7 + random() * 0.6));
          if (account.ask(tokens, time.now).accepted) taken += tokens;
        }
      };
      const { account, done, spent, time } = await simulate({
        size: 1_000,
        headers: 'day',
        seed,
        beside: (account, time) => void eat(account, time),
      });
      assert.equal(done, 2_000);
      assert.equal(account.refused, 0, `seed ${seed}`);
      const permitted = 200_000 * (1 + time / minute) - taken;
      assert.ok(spent >= permitted * 0.95, `${spent} of ${permitted}, seed ${seed}`);
    }
  });

  it('would be refused without a pace', async () => {
    const { account } = await simulate({
      size: 1_000,
      headers: 'minute',
      seed: 1,
      latency: 500,
      paced: false,
    });
    assert.ok(account.refused > 100, `${account.refused} refused`);
  });

  it('wait no longer than the user wants', async () => {
    const controller = new AbortController();
    const pacer = new Pacer({ now: () => 0, sleep: async () => controller.abort() });
    pacer.send({ ...asked, tokens: 1 })({ requests: { limit: 3, remaining: 0, reset: 60_000 } });
    assert.equal(await pacer.sendInTurn({ ...asked, tokens: 1 }, controller.signal), undefined);
  });

  it('are known by model, the one that spoke last at the end, whatever the time of day', context => {
    let now = 9_000;
    context.mock.method(Date, 'now', () => now);
    const pacer = new Pacer({ now: () => 0, sleep: async () => undefined });
    for (const model of ['one', 'two', 'one']) {
      now -= 1_000;
      pacer.send({ ...asked, model, tokens: 1 })({ requests: { limit: 3, remaining: 2 } });
    }
    assert.deepEqual(
      pacer.known.map(({ model, at }) => [model, at]),
      [
        ['two', 7_000],
        ['one', 6_000],
      ],
    );
  });

  it('wait no longer when the clock is set back', async context => {
    const now = Date.now();
    const clock = context.mock.method(Date, 'now', () => now);
    const pacer = new Pacer();
    pacer.send({ ...asked, tokens: 1 })({ requests: { limit: 3, remaining: 0, reset: 100 } });
    clock.mock.mockImplementation(() => now - 3_600_000);
    // Only whoever would wait for the hour needs to be stopped.
    const signal = AbortSignal.timeout(10_000);
    assert.ok(await pacer.sendInTurn({ ...asked, tokens: 1 }, signal));
  });

  it('of one model do not wait for another’s', async () => {
    const sleep = async () => assert.fail('waits');
    const pacer = new Pacer({ now: () => 0, sleep });
    pacer.send({ ...asked, tokens: 1 })({ requests: { limit: 3, remaining: 0, reset: 60_000 } });
    const { signal } = new AbortController();
    assert.ok(await pacer.sendInTurn({ ...asked, model: 'gpt-4.1-nano', tokens: 1 }, signal));
    assert.deepEqual(
      pacer.known.map(({ model }) => model),
      ['gpt-4o-mini'],
    );
  });
});
