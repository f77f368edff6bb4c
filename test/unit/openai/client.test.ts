import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { probeChat } from '../../../src/openai/probeChat.ts';
import { startEndpoint } from '../../endpoint/endpoint.ts';

describe('the client', () => {
  before(() => {
    process.env['OPENAI_LOG'] = 'debug';
  });
  after(() => {
    delete process.env['OPENAI_LOG'];
  });

  it('writes nothing of a request to the console, whatever the environment says', async test => {
    const methods = (['debug', 'log', 'info', 'warn', 'error'] as const).map(name =>
      test.mock.method(console, name, () => undefined),
    );
    const endpoint = await startEndpoint();
    await probeChat({ baseUrl: endpoint.baseUrl, apiKey: 'k' }, new AbortController().signal);
    await endpoint.close();
    assert.deepEqual(
      methods.flatMap(({ mock }) => mock.calls.map(call => call.arguments)),
      [],
    );
  });
});
