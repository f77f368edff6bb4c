import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { afterReply, afterSending, newPace, type Pace, waitFor } from '../../../src/usage/pace.ts';

/** A pace after requests of so many tokens have gone out at these times. */
function sent(...requests: [tokens: number, at: number][]): Pace {
  return requests.reduce((pace, [tokens, at]) => afterSending(pace, tokens, at).pace, newPace);
}

/** A hundred requests and a thousand tokens in a minute, three hundredths of which stay free. */
const limits = {
  requests: { limit: 100, remaining: 40, reset: 36_000 },
  tokens: { limit: 1_000, remaining: 400, reset: 36_000 },
};

describe('the pace of requests', () => {
  it('is as fast as they come while nothing is known', () => {
    assert.equal(waitFor(sent([1_000_000, 0]), 1_000_000, 0), 0);
  });

  it('waits for tokens to come back, and for a part that stays free', () => {
    const pace = afterReply(sent([600, 0]), 0, limits);
    // 400 are left, 370 without the free part, and 1,000 come back in a minute.
    assert.equal(waitFor(pace, 370, 0), 0);
    assert.equal(waitFor(pace, 470, 0), 6_000);
    assert.equal(waitFor(pace, 470, 4_000), 2_000);
  });

  it('waits for requests to come back', () => {
    const none = { requests: { limit: 100, remaining: 0, reset: 60_000 } };
    // One and the three that stay free, of a hundred in a minute.
    assert.equal(waitFor(afterReply(sent([1, 0]), 0, none), 1, 0), 2_400);
  });

  it('takes off what has gone out since the request that the reply is to', () => {
    const pace = afterReply(sent([600, 0], [100, 500], [100, 500]), 0, limits);
    assert.equal(waitFor(pace, 170, 0), 0);
    assert.equal(waitFor(pace, 171, 0), 60);
    assert.equal(waitFor(afterSending(pace, 100, 0).pace, 171, 0), 6_060);
  });

  it('learns nothing of a reply that was overtaken', () => {
    const newer = afterReply(sent([100, 0], [100, 10]), 1, limits);
    assert.deepEqual(afterReply(newer, 0, { tokens: { limit: 1_000, remaining: 999, reset: 60 } }), newer);
  });

  it('lets out what is larger than the limit when all of that is there', () => {
    const pace = afterReply(sent([600, 0]), 0, limits);
    assert.equal(waitFor(pace, 5_000, 0), 36_000);
    assert.equal(waitFor(pace, 5_000, 36_000), 0);
  });

  it('knows from the tier what the replies do not say of', () => {
    const tier = { tier: 1, requestsPerMinute: 10, tokensPerMinute: 1_000, batchQueue: 1 };
    const pace = afterReply(sent([1, 0], [1, 0]), 0, limits, [tier]);
    // Two of the ten are gone, and three tenths of one stay free.
    const later = Array.from({ length: 7 }).reduce<Pace>(before => afterSending(before, 1, 0).pace, pace);
    // A tenth of a request comes back in 600 ms, give or take what a division leaves.
    assert.equal(Math.floor(waitFor(later, 1, 0) / 10), 180);
    const told = { ...limits, requests: { limit: 10, remaining: 9, reset: 6_000 } };
    assert.equal(afterReply(sent([1, 0]), 0, told, [tier]).perMinute, undefined);
  });

  it('is slower by what others take, for as long as they do', () => {
    const rate = 1_000 / 60_000;
    /** A reply to one more request, ten seconds later, of which others have taken some. */
    const after = (pace: Pace, at: number, taken: number): Pace => {
      const { pace: asked, id } = afterSending(pace, 100, at);
      const remaining = (asked.tokens?.left ?? 0) + rate * 10_000 - taken;
      const reset = (1_000 - remaining) / rate;
      return afterReply(asked, id, { tokens: { limit: 1_000, remaining, reset } });
    };
    const waitForTen = (pace: Pace) => waitFor(pace, (pace.tokens?.left ?? 0) - 20, pace.tokens?.at ?? 0);
    const alone = after(afterReply(sent([600, 0]), 0, limits), 10_000, 0);
    assert.equal(Math.round(waitForTen(alone)), 600);
    // Half of what comes back; at once it is believed in part only.
    const shared = after(alone, 20_000, rate * 5_000);
    const shares = after(shared, 30_000, rate * 5_000);
    assert.ok(
      waitForTen(shared) > 800 && waitForTen(shares) > waitForTen(shared) && waitForTen(shares) < 1_200,
    );
    const left = after(after(shares, 40_000, 0), 50_000, 0);
    assert.ok(waitForTen(left) < waitForTen(shared));
    // Who takes it all cannot keep others waiting for ever.
    assert.equal(waitForTen(after(alone, 20_000, 5 * rate * 10_000)), 2_400);
  });

  it('keeps the limit that an earlier reply has said', () => {
    const first = afterReply(sent([600, 0]), 0, limits);
    const second = afterReply(afterSending(first, 10, 0).pace, 1, { tokens: { remaining: 0 } });
    assert.equal(waitFor(second, 70, 0), 6_000);
    assert.equal(afterReply(sent([1, 0]), 0, { tokens: { remaining: 0 } }).tokens, undefined);
  });
});
