import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Account } from '../../endpoint/account.ts';
import { startEndpoint } from '../../endpoint/endpoint.ts';

describe('an account with limits', () => {
  it('is refused what is more than they permit, until enough has come back', () => {
    const account = new Account({ requests: 2, tokens: 100, minute: 1_000 });
    assert.deepEqual(
      [50, 50, 0].map(tokens => account.take(tokens, 0)),
      [true, true, false],
    );
    assert.deepEqual(account.requests.allowance(0), { limit: 2, remaining: 0, reset: 1_000 });
    assert.equal(account.take(51, 500), false, 'one request, and 50 tokens');
    assert.equal(account.take(50, 500), true);
    assert.deepEqual(account.tokens.allowance(10_000), { limit: 100, remaining: 100, reset: 0 });
  });

  it('is told so by the endpoint', async () => {
    const endpoint = await startEndpoint({ limits: { requests: 2, tokens: 1_000, minute: 3_600_000 } });
    const ask = () =>
      fetch(`${endpoint.baseUrl}/chat/completions`, {
        method: 'POST',
        headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }] }),
      });
    const replies = [await ask(), await ask(), await ask()];
    await endpoint.close();
    assert.deepEqual(
      replies.map(({ status, headers }) => [status, headers.get('x-ratelimit-remaining-requests')]),
      [
        [200, '1'],
        [200, '0'],
        [429, '0'],
      ],
    );
  });
});
