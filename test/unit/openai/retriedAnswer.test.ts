import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AnswerEnd, Wait } from '../../../src/openai/answer.ts';
import type { RequestBody } from '../../../src/openai/request.ts';
import { retriedAnswer } from '../../../src/openai/retriedAnswer.ts';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';

const request: RequestBody = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Say hello.' }],
  stream: true,
};
const patience = { firstToken: 30_000, stall: 30_000 };

let endpoint: Endpoint;
beforeEach(async () => {
  endpoint = await startEndpoint();
});
afterEach(() => endpoint.close());

async function answer(
  onWait: (wait: Wait, stop: () => void) => void = () => undefined,
): Promise<{ text: string; waits: Wait[]; end: AnswerEnd }> {
  const controller = new AbortController();
  const waits: Wait[] = [];
  let text = '';
  const options = { signal: controller.signal, patience };
  for await (const event of retriedAnswer({ baseUrl: endpoint.baseUrl, apiKey: 'k' }, request, options)) {
    if (event.type === 'text') text += event.text;
    else if (event.type === 'end') return { text, waits, end: event.end };
    else if (event.type === 'waiting') {
      waits.push(event.wait);
      onWait(event.wait, () => controller.abort());
    }
  }
  throw new Error('No end.');
}

describe('an answer', () => {
  it('comes after a server’s moment of weakness, and says how often it was asked', async () => {
    endpoint.play('overloaded');
    endpoint.play({ text: 'Hello.' });
    const begun = performance.now();
    const { text, waits, end } = await answer();
    const wait = waits[0]?.for === 'retry' ? waits[0].remaining : 0;
    assert.ok(end.elapsed >= wait && end.elapsed <= performance.now() - begun, `${end.elapsed}`);
    assert.equal(text, 'Hello.');
    assert.equal(end.state, 'complete');
    assert.equal(end.retries, 1);
    assert.deepEqual(
      waits.map(wait => (wait.for === 'retry' ? wait.failure.kind : wait.for)),
      ['server', 'again'],
    );
    assert.equal(endpoint.requests.length, 2);
  });

  it('counts the seconds of a rate limit down', async () => {
    endpoint.play('rateLimit');
    endpoint.play({ text: 'Hello.' });
    const { waits, end } = await answer();
    assert.equal(end.state, 'complete');
    const left = waits.flatMap(wait => (wait.for === 'retry' ? [wait.remaining] : []));
    assert.ok(left.length > 0 && (left[0] ?? 0) >= 1_000, String(left));
    assert.deepEqual(
      [...left].sort((one, other) => other - one),
      left,
    );
  });

  it('is given up after the second retry', async () => {
    endpoint.play('serverError', 5);
    const { end } = await answer();
    assert.equal(end.state, 'error');
    assert.equal(end.failure?.kind, 'server');
    assert.equal(end.retries, 2);
    assert.equal(endpoint.requests.length, 3);
  });

  it('is not asked for again when the account is empty', async () => {
    endpoint.play('noQuota');
    const { end, waits } = await answer();
    assert.equal(end.failure?.kind, 'noQuota');
    assert.equal(end.retries, undefined);
    assert.deepEqual(waits, []);
    assert.equal(endpoint.requests.length, 1);
  });

  it('is not asked for again once it has begun', async () => {
    endpoint.play('midStreamError');
    const { text, end } = await answer();
    assert.equal(end.state, 'interrupted');
    assert.notEqual(text, '');
    assert.equal(endpoint.requests.length, 1);
  });

  it('that the user stops while it waits is not asked for again', async () => {
    endpoint.play('rateLimit');
    const { end, waits } = await answer((_wait, stop) => stop());
    assert.equal(end.state, 'stopped');
    assert.equal(waits.length, 1);
    assert.equal(end.failure, undefined);
    assert.equal(endpoint.requests.length, 1);
  });
});
