import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import * as z from 'zod/mini';
import type { DialectName } from '../../endpoint/dialects.ts';
import { type Endpoint, type EndpointOptions, startEndpoint } from '../../endpoint/endpoint.ts';
import { complete, hello, post, readError, readStream } from './client.ts';

let endpoint: Endpoint;
afterEach(() => endpoint.close());

async function start(options: EndpointOptions): Promise<void> {
  endpoint = await startEndpoint(options);
}

async function refusalOf(
  body: object,
): Promise<{ status: number; code: string | null; param: string | null }> {
  const response = await post(endpoint, body);
  const { code, param } = await readError(response);
  return { status: response.status, code, param };
}

const unsupported = (param: string) => ({ status: 400, code: 'unsupported_parameter', param });

const local = { ...hello, model: 'qwen3:4b' };
const routed = { ...hello, model: 'openai/gpt-4o-mini' };
const form = { model: 'gpt-4o-mini', system_prompt: 'Be brief.', prompt: 'Hello' };
const sampling = { temperature: 0, top_p: 1, presence_penalty: 0, frequency_penalty: 0, seed: 1 };
const text = { response_format: { type: 'text' } };

describe('in the dialect', () => {
  const rows: [dialect: DialectName, most: object, stranger: [object, string]][] = [
    ['qubrid', { ...routed, temperature: 0, max_tokens: 50, top_p: 1 }, [{ ...routed, seed: 1 }, 'seed']],
    [
      'unorouter',
      {
        ...hello,
        ...sampling,
        ...text,
        ...{ logit_bias: { 5: 1 }, logprobs: true, top_logprobs: 2, max_tokens: 50, stop: ['x'] },
        ...{
          web_search_options: {},
          tools: [{ type: 'function', function: { name: 'f' } }],
          tool_choice: 'auto',
        },
      },
      [{ ...hello, max_completion_tokens: 5 }, 'max_completion_tokens'],
    ],
    [
      'common',
      { ...local, ...sampling, ...text, stop: ['x'], max_tokens: 50 },
      [{ ...local, logprobs: true }, 'logprobs'],
    ],
    [
      'common',
      hello,
      [
        { ...local, stream: true, stream_options: { include_obfuscation: false } },
        'stream_options.include_obfuscation',
      ],
    ],
    [
      'form',
      { ...form, ...sampling, ...text, max_completion_tokens: 50 },
      [{ ...form, messages: [] }, 'messages'],
    ],
  ];
  for (const [dialect, most, [stranger, param]] of rows) {
    it(`${dialect} its own fields are taken, streamed or not, and ${param} is refused`, async () => {
      await start({ dialect });
      await complete(endpoint, most);
      const { done, finish, chunks } = await readStream(await post(endpoint, { ...most, stream: true }));
      assert.ok(done && finish);
      assert.ok(
        chunks.every(({ usage }) => usage === undefined),
        'usage comes only when it is asked for',
      );
      assert.deepEqual(await refusalOf(stranger), unsupported(param));
    });
  }

  it('common usage is sent to whoever asks for it', async () => {
    await start({ dialect: 'common' });
    const body = { ...local, stream: true, stream_options: { include_usage: true } };
    const { chunks } = await readStream(await post(endpoint, body));
    assert.ok(chunks.at(-1)?.usage);
  });

  it('form the prompt is answered, and pictures are counted', async () => {
    await start({ dialect: 'form' });
    const { choices, usage } = await complete(endpoint, form);
    assert.match(choices[0]?.message.content ?? '', /You asked: “Hello”/);
    const image_urls = ['data:image/png;base64,AAAA'];
    const pictured = await complete(endpoint, { ...form, image_urls, image_detail: 'low' });
    assert.ok(pictured.usage.prompt_tokens > usage.prompt_tokens + 1000);
  });

  const { prompt: _prompt, ...empty } = form;
  const mistakes: [object, string, string][] = [
    [empty, 'missing_required_parameter', 'prompt'],
    [{ ...form, prompt: 5 }, 'invalid_type', 'prompt'],
    [{ ...form, image_detail: 'best' }, 'invalid_value', 'image_detail'],
  ];
  for (const [body, code, param] of mistakes) {
    it(`form a mistake in ${param} is ${code}`, async () => {
      await start({ dialect: 'form' });
      assert.deepEqual(await refusalOf(body), { status: 400, code, param });
    });
  }

  it('a model is one of its own', async () => {
    await start({ dialect: 'qubrid' });
    assert.deepEqual(await refusalOf(hello), { status: 404, code: 'model_not_found', param: null });
    const found = await fetch(`${endpoint.baseUrl}/models/openai%2Fgpt-4o-mini`, {
      headers: { authorization: 'Bearer k' },
    });
    assert.equal(found.status, 200);
  });
});

describe('fields that the endpoint is told to refuse', () => {
  it('are refused until it is told otherwise', async () => {
    await start({ refuses: ['seed'] });
    assert.deepEqual(await refusalOf({ ...hello, seed: 1 }), unsupported('seed'));
    endpoint.refuse('temperature', 'top_p');
    await complete(endpoint, { ...hello, seed: 1 });
    assert.deepEqual(await refusalOf({ ...hello, top_p: 1 }), unsupported('top_p'));
    endpoint.refuse();
    await complete(endpoint, { ...hello, top_p: 1 });
  });
});

describe('gpt-6-luna', () => {
  const luna = { ...hello, model: 'gpt-6-luna' };
  const thinking: Record<string, object> = {
    temperature: { temperature: 0 },
    top_p: { top_p: 1 },
    logprobs: { logprobs: true },
  };
  for (const [param, fields] of Object.entries(thinking)) {
    it(`takes ${param} only while it does not think`, async () => {
      await start({});
      assert.deepEqual(await refusalOf({ ...luna, ...fields }), unsupported(param));
      assert.deepEqual(await refusalOf({ ...luna, ...fields, reasoning_effort: 'low' }), unsupported(param));
      await complete(endpoint, { ...luna, ...fields, reasoning_effort: 'none' });
    });
  }

  const never: Record<string, object> = {
    stop: { stop: ['x'] },
    presence_penalty: { presence_penalty: 1 },
    frequency_penalty: { frequency_penalty: 1 },
    logit_bias: { logit_bias: { 5: 1 } },
    prediction: { prediction: { type: 'content', content: 'x' } },
  };
  for (const [param, fields] of Object.entries(never)) {
    it(`never takes ${param}`, async () => {
      await start({});
      assert.deepEqual(await refusalOf({ ...luna, ...fields, reasoning_effort: 'none' }), unsupported(param));
    });
  }

  it('answers at length', async () => {
    await start({});
    await complete(endpoint, { ...luna, max_completion_tokens: 128_000 });
  });
});

describe('a model', () => {
  const described = z.object({ id: z.string(), shutdown_date: z.optional(z.string()) });

  async function get(path: string): Promise<unknown> {
    const response = await fetch(endpoint.baseUrl + path, { headers: { authorization: 'Bearer k' } });
    return response.json();
  }

  it('whose end is announced says so, in the list and alone; no other does', async () => {
    await start({ shutdownDates: { 'gpt-4o-mini': '2027-01-14' } });
    const { data } = z.object({ data: z.array(described) }).parse(await get('/models'));
    assert.deepEqual(
      data.filter(model => model.shutdown_date),
      [{ id: 'gpt-4o-mini', shutdown_date: '2027-01-14' }],
    );
    assert.equal(described.parse(await get('/models/gpt-4o-mini')).shutdown_date, '2027-01-14');
    assert.equal(described.parse(await get('/models/gpt-4o')).shutdown_date, undefined);
  });

  it('that was fine-tuned answers as its base', async () => {
    await start({});
    await complete(endpoint, { ...hello, model: 'ft:gpt-4o-mini-2024-07-18:acme::x1' });
    const { status } = await refusalOf({ ...hello, model: 'ft:gpt-9:acme::x1' });
    assert.equal(status, 404);
  });
});
