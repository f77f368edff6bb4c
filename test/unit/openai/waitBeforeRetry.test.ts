import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../../src/openai/failure.ts';
import { waitBeforeRetry } from '../../../src/openai/waitBeforeRetry.ts';

describe('a request of which nothing was answered', () => {
  const again: Failure[] = [
    { kind: 'server', status: 500 },
    { kind: 'server', status: 408 },
    { kind: 'rateLimit', status: 429 },
    { kind: 'brokenOff' },
    { kind: 'empty' },
    { kind: 'notAnApi', status: 502 },
    { kind: 'notAnApi', status: 429 },
    { kind: 'unreachable', code: 'ECONNRESET' },
    { kind: 'unresolved', code: 'EAI_AGAIN' },
    { kind: 'provider', shouldRetry: true },
  ];
  for (const failure of again) {
    it(`is sent again after ${JSON.stringify(failure)}`, () => {
      assert.equal(waitBeforeRetry(failure, 0, 0), 500);
    });
  }

  const never: Failure[] = [
    { kind: 'noQuota', status: 429 },
    { kind: 'noQuota', status: 429, shouldRetry: true, retryAfter: 1_000 },
    { kind: 'server', status: 500, shouldRetry: false },
    { kind: 'wrongKey', status: 401 },
    { kind: 'badRequest', status: 400 },
    { kind: 'contextTooLong' },
    { kind: 'notAnApi', status: 200 },
    { kind: 'notAnApi' },
    { kind: 'unreachable', code: 'ECONNREFUSED' },
    { kind: 'unreachable' },
    { kind: 'unresolved', code: 'ENOTFOUND' },
    { kind: 'noFirstToken' },
    { kind: 'stalled' },
    { kind: 'malformed' },
    { kind: 'redirected' },
    { kind: 'rateLimit', retryAfter: 120_001 },
  ];
  for (const failure of never) {
    it(`is not after ${JSON.stringify(failure)}`, () => {
      assert.equal(waitBeforeRetry(failure, 0, 0), undefined);
    });
  }

  it('waits longer each time, twice at most', () => {
    const failure: Failure = { kind: 'server' };
    assert.deepEqual(
      [0, 1, 2].map(retries => waitBeforeRetry(failure, retries, 0)),
      [500, 1_000, undefined],
    );
    assert.equal(waitBeforeRetry({ kind: 'empty' }, 1, 0), undefined, 'an empty answer but once');
  });

  it('waits as long as it is told, and never less', () => {
    const told: Failure = { kind: 'rateLimit', retryAfter: 7_000 };
    for (const random of [0, 0.5, 0.999]) {
      const wait = waitBeforeRetry(told, 1, random) ?? 0;
      assert.ok(wait >= 7_000 && wait < 7_700, String(wait));
    }
    assert.equal(waitBeforeRetry({ kind: 'server', retryAfter: 0 }, 0, 0.5), 0);
    assert.equal(waitBeforeRetry({ kind: 'rateLimit', retryAfter: 120_000 }, 0, 0), 120_000);
  });

  it('does not come back together with others', () => {
    const waits = [0, 0.25, 0.5, 0.75].map(random => waitBeforeRetry({ kind: 'server' }, 0, random));
    assert.equal(new Set(waits).size, 4);
    for (const wait of waits) assert.ok(wait !== undefined && wait > 375 - 1 && wait <= 500);
  });
});
