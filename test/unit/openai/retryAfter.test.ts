import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRetryAfter } from '../../../src/openai/retryAfter.ts';

describe('the wait that a reply asks for', () => {
  const now = Date.parse('2026-11-21T20:00:00Z');
  const forms: [headers: Record<string, string>, wait: number | undefined][] = [
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': ' 1.5 ' }, 1_500],
    [{ 'retry-after': '20s' }, 20_000],
    [{ 'retry-after': '86400' }, 86_400_000],
    [{ 'retry-after-ms': '250' }, 250],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after-ms': 'soon', 'retry-after': '7' }, 7_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 20:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 20:00:00 GMT' }, 0],
    [{ 'retry-after': 'Sat, 21 Nov 2026 19:59:59 GMT' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': '1e3' }, undefined],
    [{ 'retry-after': '5 apples' }, undefined],
    [{ 'retry-after': '2999-01-01' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{}, undefined],
  ];
  for (const [headers, wait] of forms) {
    it(`${JSON.stringify(headers)} is ${wait === undefined ? 'none' : `${wait} ms`}`, () => {
      assert.equal(readRetryAfter(new Headers(headers), now), wait);
    });
  }

  it('is none without headers', () => assert.equal(readRetryAfter(undefined, now), undefined));
});
