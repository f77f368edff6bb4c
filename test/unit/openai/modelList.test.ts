import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ListedModel } from '../../../src/openai/listedModel.ts';
import { listModels } from '../../../src/openai/modelList.ts';
import { retrieveModel } from '../../../src/openai/retrieveModel.ts';
import { startEndpoint } from '../../endpoint/endpoint.ts';
import { always, withServer } from './serve.ts';

const never = new AbortController().signal;

function listFrom(status: number, body: unknown): ReturnType<typeof listModels> {
  return withServer(always(status, body), host =>
    listModels({ baseUrl: `http://${host}/v1`, apiKey: 'sk-canary-1234' }, never),
  );
}

describe('a list of models', () => {
  const entries: [server: string, entry: object, read: ListedModel][] = [
    ['OpenAI, whose model stays', { id: 'm', created: 1, shutdown_date: null }, { id: 'm' }],
    [
      'OpenAI, whose model ends',
      { id: 'm', shutdown_date: '2027-01-14' },
      { id: 'm', shutdown: '2027-01-14' },
    ],
    ['OpenRouter', { id: 'm', context_length: 128_000 }, { id: 'm', contextWindow: 128_000 }],
    ['Groq', { id: 'm', context_window: 8_192 }, { id: 'm', contextWindow: 8_192 }],
    ['vLLM', { id: 'm', max_model_len: 32_768 }, { id: 'm', contextWindow: 32_768 }],
    ['LM Studio', { id: 'm', max_context_length: 4_096 }, { id: 'm', contextWindow: 4_096 }],
    [
      'llama.cpp as it was started',
      { id: 'm', meta: { n_ctx: 4_096, n_ctx_train: 131_072 } },
      { id: 'm', contextWindow: 4_096 },
    ],
    ['llama.cpp of old', { id: 'm', meta: { n_ctx_train: 131_072 } }, { id: 'm', contextWindow: 131_072 }],
    ['a null size', { id: 'm', context_length: null, max_model_len: 5 }, { id: 'm', contextWindow: 5 }],
    ['a size that is none', { id: 'm', context_length: 'large', meta: 'none' }, { id: 'm' }],
    [
      'a size of nothing',
      { id: 'm', context_length: 0, context_window: -1, max_model_len: 0.5 },
      { id: 'm' },
    ],
    [
      'a date with a time',
      { id: 'm', shutdown_date: '2027-01-14T00:00:00Z' },
      { id: 'm', shutdown: '2027-01-14' },
    ],
    [
      'a date with a time elsewhere',
      { id: 'm', shutdown_date: '2027-01-14T23:00:00-05:00' },
      { id: 'm', shutdown: '2027-01-15' },
    ],
    ['no date', { id: 'm', shutdown_date: 'soon' }, { id: 'm' }],
    ['a time that there is not', { id: 'm', shutdown_date: '2027-01-14Tsoon' }, { id: 'm' }],
    ['a day that there is not', { id: 'm', shutdown_date: '2027-02-30' }, { id: 'm' }],
    ['a date that is a number', { id: 'm', shutdown_date: 1_800_000_000 }, { id: 'm' }],
  ];
  for (const [server, entry, read] of entries) {
    it(`is read: ${server}`, async () => {
      assert.deepEqual(await listFrom(200, { object: 'list', data: [entry] }), { models: [read] });
    });
  }

  it('is not lost to an odd entry', async () => {
    const data = [null, 'm', 7, {}, { id: 5 }, { id: '' }, { id: 'a\u001bb' }, [], { id: 'good' }];
    assert.deepEqual(await listFrom(200, { data }), { models: [{ id: 'good' }] });
  });

  for (const data of [[], null]) {
    it(`may be empty: ${JSON.stringify(data)}`, async () => {
      assert.deepEqual(await listFrom(200, { data }), { models: [] });
    });
  }

  const failures: [string, status: number, body: unknown, kind: string][] = [
    ['entries of which none is a model', 200, { data: [{ name: 'm' }] }, 'notAnApi'],
    ['another document', 200, { models: ['m'] }, 'notAnApi'],
    ['a page', 200, '<html><title>Sign in, sk-canary-1234</title></html>', 'notAnApi'],
    ['an error under a good status', 200, { error: { code: 'invalid_api_key' } }, 'wrongKey'],
    ['an error', 401, { error: { message: 'no sk-canary-1234' } }, 'wrongKey'],
    ['FastAPI’s error', 404, { detail: 'Not Found' }, 'pathNotFound'],
  ];
  for (const [what, status, body, kind] of failures) {
    it(`is not there: ${what}`, async () => {
      const outcome = await listFrom(status, body);
      assert.ok('failure' in outcome);
      assert.equal(outcome.failure.kind, kind);
      assert.equal(outcome.failure.status, status);
      assert.doesNotMatch(JSON.stringify(outcome), /canary/);
    });
  }
});

describe('one model', () => {
  it('says when it ends; one that is not there is a failure', async () => {
    const endpoint = await startEndpoint({ shutdownDates: { 'gpt-4o-mini': '2027-01-14' } });
    const connection = { baseUrl: endpoint.baseUrl, apiKey: 'k' };
    assert.deepEqual(await retrieveModel(connection, 'gpt-4o-mini', never), {
      model: { id: 'gpt-4o-mini', shutdown: '2027-01-14' },
    });
    assert.deepEqual(await retrieveModel(connection, 'gpt-4o', never), { model: { id: 'gpt-4o' } });
    const missing = await retrieveModel(connection, 'gpt-9', never);
    assert.ok('failure' in missing);
    assert.equal(missing.failure.kind, 'modelNotFound');
    await endpoint.close();
  });

  it('is asked for by its id, whatever is in it', async () => {
    const ids = ['openai/gpt-4o-mini', 'ft:gpt-4o-mini:acme::x1', 'qwen3:4b', 'a?b#c d'];
    await withServer(
      ({ url = '' }, response) => {
        response.end(JSON.stringify({ id: decodeURIComponent(url.replace(/^\/v1\/models\//, '')) }));
      },
      async host => {
        for (const id of ids) {
          const outcome = await retrieveModel({ baseUrl: `http://${host}/v1`, apiKey: 'k' }, id, never);
          assert.deepEqual(outcome, { model: { id } });
        }
      },
    );
  });

  it('cannot be one whose id leads elsewhere', async () => {
    const endpoint = await startEndpoint();
    const outcome = await retrieveModel({ baseUrl: endpoint.baseUrl, apiKey: 'k' }, '..', never);
    assert.ok('failure' in outcome);
    assert.equal(endpoint.requests.length, 0);
    await endpoint.close();
  });
});
