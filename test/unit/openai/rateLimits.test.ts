import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RateLimits, readRateLimits } from '../../../src/openai/rateLimits.ts';
import type { Reply } from '../../../src/openai/reply.ts';
import { streamAnswer } from '../../../src/openai/streamAnswer.ts';
import { startEndpoint } from '../../endpoint/endpoint.ts';
import { always, withServer } from './serve.ts';

const reset = (text: string) =>
  readRateLimits(new Headers({ 'x-ratelimit-remaining-tokens': '1', 'x-ratelimit-reset-tokens': text }))
    ?.tokens?.reset;

async function limitsIn(baseUrl: string): Promise<RateLimits[]> {
  const told: RateLimits[] = [];
  const connection = {
    baseUrl,
    apiKey: 'sk-test-canary-0123456789',
    onReply: ({ limits }: Reply) => told.push(...(limits ? [limits] : [])),
  };
  const options = { signal: new AbortController().signal, patience: { firstToken: 30_000, stall: 30_000 } };
  const request = {
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'Hello, world!' }],
    stream: true,
  };
  for await (const _event of streamAnswer(connection, request, options));
  return told;
}

describe('the rate limits of a reply', () => {
  it('are read from its headers, as OpenAI writes them', () => {
    const headers = new Headers({
      'x-ratelimit-limit-requests': '10000',
      'x-ratelimit-remaining-requests': '9999',
      'x-ratelimit-reset-requests': '8.64s',
      'x-ratelimit-limit-tokens': '200000',
      'x-ratelimit-remaining-tokens': '199000',
      'x-ratelimit-reset-tokens': '300ms',
    });
    assert.deepEqual(readRateLimits(headers), {
      requests: { limit: 10_000, remaining: 9_999, reset: 8_640 },
      tokens: { limit: 200_000, remaining: 199_000, reset: 300 },
    });
  });

  it('may be given in any of the units, or in seconds', () => {
    const written = ['6m0s', '1h2m3s', '2m59.56s', '17ms', '1d', '12', '1.5', '0s'].map(reset);
    assert.deepEqual(written, [360_000, 3_723_000, 179_560, 17, 86_400_000, 12_000, 1_500, 0]);
  });

  it('are none where nothing, or nonsense, is said', () => {
    assert.equal(readRateLimits(new Headers()), undefined);
    assert.equal(readRateLimits(new Headers({ 'x-ratelimit-remaining-tokens': '-1' })), undefined);
    assert.deepEqual(['soon', '5 minutes', '-3s', '1e9s', '5m-3s', ''].map(reset), Array(6).fill(undefined));
    const unlimited = new Headers({ 'x-ratelimit-limit-tokens': '0', 'x-ratelimit-remaining-tokens': '0' });
    assert.deepEqual(readRateLimits(unlimited), { tokens: { remaining: 0 } });
  });

  it('are told of an answer', async () => {
    const endpoint = await startEndpoint();
    try {
      const [limits, ...others] = await limitsIn(endpoint.baseUrl);
      assert.equal(limits?.requests?.limit, 500);
      assert.equal(limits.requests.remaining, 499);
      assert.deepEqual(others, []);
    } finally {
      await endpoint.close();
    }
  });

  it('are told of a refusal, and of what is no answer at all', async () => {
    const error = { error: { message: 'Slow down.', code: 'rate_limit_exceeded' } };
    await withServer(
      (request, response) => {
        response.setHeader('x-ratelimit-remaining-requests', '0');
        response.setHeader('x-ratelimit-reset-requests', '20s');
        always(429, error)(request, response);
      },
      async host => {
        const [limits] = await limitsIn(`http://${host}/v1`);
        assert.deepEqual(limits, { requests: { remaining: 0, reset: 20_000 } });
      },
    );
  });
});
