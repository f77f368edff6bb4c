import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FailureKind } from '../../../src/openai/failure.ts';
import { probeChat } from '../../../src/openai/probeChat.ts';
import { startEndpoint } from '../../endpoint/endpoint.ts';
import { always, withServer } from './serve.ts';

const never = new AbortController().signal;

describe('a probe of the chat', () => {
  it('finds the path and sends nothing in it', async () => {
    const endpoint = await startEndpoint();
    const failure = await probeChat({ baseUrl: endpoint.baseUrl, apiKey: 'k' }, never);
    assert.equal(failure?.kind, 'badRequest');
    assert.equal(failure?.param, 'model');
    assert.deepEqual(
      endpoint.requests.map(({ method, path, text }) => [method, path, text]),
      [['POST', '/v1/chat/completions', '{}']],
    );
    await endpoint.close();
  });

  it('finds that the path is missing', async () => {
    const endpoint = await startEndpoint();
    const failure = await probeChat({ baseUrl: endpoint.origin, apiKey: 'k' }, never);
    assert.equal(failure?.kind, 'pathNotFound');
    await endpoint.close();
  });

  it('finds that the key is wrong', async () => {
    const endpoint = await startEndpoint({ keys: ['another'] });
    const failure = await probeChat({ baseUrl: endpoint.baseUrl, apiKey: 'k' }, never);
    assert.equal(failure?.kind, 'wrongKey');
    await endpoint.close();
  });

  const replies: [string, status: number, body: unknown, kind: FailureKind | undefined][] = [
    [
      'FastAPI',
      422,
      { detail: [{ type: 'missing', loc: ['body', 'model'], msg: 'Field required' }] },
      'badRequest',
    ],
    ['a page', 200, '<html><title>Welcome</title></html>', 'notAnApi'],
    ['an answer after all', 200, { choices: [] }, undefined],
    ['no document', 200, null, 'notAnApi'],
    ['a number', 200, 7, 'notAnApi'],
    ['an error under a good status', 200, { error: 'model is required' }, 'provider'],
  ];
  for (const [server, status, body, kind] of replies) {
    it(`understands ${server}`, async () => {
      const failure = await withServer(always(status, body), host =>
        probeChat({ baseUrl: `http://${host}/v1`, apiKey: 'k' }, never),
      );
      assert.equal(failure?.kind, kind);
    });
  }
});
