import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import { hello, post, readError } from './client.ts';

const object = (properties: Record<string, unknown>, more: object = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
const format = (schema: unknown, more: object = {}) => ({
  response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema, ...more } },
});
const choice = (count: number, length: number) => ({
  type: 'string',
  enum: Array.from({ length: count }, (_, i) => `${i}`.padStart(length, '0')),
});
const tool = (fields: object) => ({ type: 'function', function: { name: 'look', ...fields } });
const call = { id: 'call_1', type: 'function', function: { name: 'look', arguments: '{}' } };
const assistant = { role: 'assistant', content: null, tool_calls: [call] };
const user = { role: 'user', content: 'Hello' };
const pairs = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`key${i}`, 'value']));

type Row = [mistake: string, change: object, code: string | null, param: string | null];

/** Each row is one mistake in an otherwise good request, and what the API says to it with 400. */
const mistakes: Row[] = [
  ['no model', { model: undefined }, 'missing_required_parameter', 'model'],
  ['no messages', { messages: undefined }, 'missing_required_parameter', 'messages'],
  ['empty messages', { messages: [] }, 'empty_array', 'messages'],
  ['messages that are no array', { messages: 'hi' }, 'invalid_type', 'messages'],
  ['an unknown field', { temprature: 1 }, 'unknown_parameter', 'temprature'],
  [
    'an unknown field in a message',
    { messages: [{ ...user, at: 1 }] },
    'unknown_parameter',
    'messages[0].at',
  ],
  ['an unknown role', { messages: [{ ...user, role: 'robot' }] }, 'invalid_value', 'messages[0].role'],
  ['no role', { messages: [{ content: 'x' }] }, 'missing_required_parameter', 'messages[0].role'],
  ['no content', { messages: [{ role: 'user' }] }, 'missing_required_parameter', 'messages[0].content'],
  ['content of null', { messages: [{ role: 'user', content: null }] }, 'invalid_type', 'messages[0].content'],
  [
    'content of no parts',
    { messages: [{ role: 'user', content: [] }] },
    'empty_array',
    'messages[0].content',
  ],
  [
    'a part without its text',
    { messages: [{ role: 'user', content: [{ type: 'text' }] }] },
    'missing_required_parameter',
    'messages[0].content[0].text',
  ],
  [
    'an unknown part',
    { messages: [{ role: 'user', content: [{ type: 'video' }] }] },
    'invalid_value',
    'messages[0].content[0].type',
  ],
  [
    'a picture that is neither a web nor a data URL',
    { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'file:///a.png' } }] }] },
    'invalid_value',
    'messages[0].content[0].image_url.url',
  ],
  ['a name with a space', { messages: [{ ...user, name: 'a b' }] }, 'invalid_value', 'messages[0].name'],
  ['temperature as text', { temperature: '1' }, 'invalid_type', 'temperature'],
  ['temperature above 2', { temperature: 3 }, 'decimal_above_max_value', 'temperature'],
  ['temperature below 0', { temperature: -0.1 }, 'decimal_below_min_value', 'temperature'],
  ['top_p above 1', { top_p: 1.1 }, 'decimal_above_max_value', 'top_p'],
  ['presence_penalty below -2', { presence_penalty: -3 }, 'decimal_below_min_value', 'presence_penalty'],
  ['frequency_penalty above 2', { frequency_penalty: 2.5 }, 'decimal_above_max_value', 'frequency_penalty'],
  ['n of 0', { n: 0 }, 'integer_below_min_value', 'n'],
  ['n above 128', { n: 129 }, 'integer_above_max_value', 'n'],
  ['n that is no integer', { n: 1.5 }, 'invalid_type', 'n'],
  ['a seed that is no integer', { seed: 0.5 }, 'invalid_type', 'seed'],
  ['a seed beyond 64 bits', { seed: 1e30 }, 'integer_above_max_value', 'seed'],
  ['more than four stops', { stop: ['a', 'b', 'c', 'd', 'e'] }, 'array_above_max_length', 'stop'],
  ['no stops in a list', { stop: [] }, 'empty_array', 'stop'],
  ['a stop that is no text', { stop: 5 }, 'invalid_type', 'stop'],
  ['a logit_bias above 100', { logit_bias: { 5: 101 } }, 'integer_above_max_value', 'logit_bias.5'],
  ['a logit_bias of no token', { logit_bias: { hello: 1 } }, 'invalid_value', 'logit_bias.hello'],
  ['logprobs as a number', { logprobs: 2 }, 'invalid_type', 'logprobs'],
  ['top_logprobs without logprobs', { top_logprobs: 2 }, null, 'top_logprobs'],
  ['top_logprobs above 20', { logprobs: true, top_logprobs: 21 }, 'integer_above_max_value', 'top_logprobs'],
  ['stream_options without stream', { stream_options: { include_usage: true } }, null, 'stream_options'],
  [
    'an unknown stream option',
    { stream: true, stream_options: { usage: true } },
    'unknown_parameter',
    'stream_options.usage',
  ],
  ['metadata without store', { metadata: pairs(1) }, null, 'metadata'],
  ['17 pairs of metadata', { store: true, metadata: pairs(17) }, 'object_above_max_properties', 'metadata'],
  [
    'a long metadata value',
    { store: true, metadata: { a: 'x'.repeat(513) } },
    'string_above_max_length',
    'metadata.a',
  ],
  [
    'a long safety_identifier',
    { safety_identifier: 'x'.repeat(65) },
    'string_above_max_length',
    'safety_identifier',
  ],
  [
    'max_completion_tokens of 0',
    { max_completion_tokens: 0 },
    'integer_below_min_value',
    'max_completion_tokens',
  ],
  [
    'max_completion_tokens above 16,384',
    { max_completion_tokens: 16_385 },
    'invalid_value',
    'max_completion_tokens',
  ],
  ['max_tokens above 16,384', { max_tokens: 16_385 }, 'invalid_value', 'max_tokens'],
  [
    'both token limits',
    { max_tokens: 1, max_completion_tokens: 1 },
    'invalid_parameter_combination',
    'max_tokens',
  ],
  ['an unknown service tier', { service_tier: 'gold' }, 'invalid_value', 'service_tier'],
  [
    'reasoning_effort for a model without',
    { reasoning_effort: 'low' },
    'unsupported_parameter',
    'reasoning_effort',
  ],
  ['verbosity for a model without', { verbosity: 'low' }, 'unsupported_value', 'verbosity'],
  [
    'web search for a model without',
    { web_search_options: {} },
    'unsupported_parameter',
    'web_search_options',
  ],
  [
    'temperature for a reasoning model',
    { model: 'gpt-5-mini', temperature: 0.2 },
    'unsupported_value',
    'temperature',
  ],
  [
    'max_tokens for a reasoning model',
    { model: 'gpt-5-mini', max_tokens: 9 },
    'unsupported_parameter',
    'max_tokens',
  ],
  [
    'a prediction with a token limit',
    { prediction: { type: 'content', content: 'x' }, max_completion_tokens: 9 },
    'unsupported_parameter',
    'max_completion_tokens',
  ],
  ['parallel_tool_calls of null', { parallel_tool_calls: null }, 'invalid_type', 'parallel_tool_calls'],
  ['parallel_tool_calls without tools', { parallel_tool_calls: true }, null, 'parallel_tool_calls'],
  ['tool_choice without tools', { tool_choice: 'auto' }, null, 'tool_choice'],
  ['no tools in a list', { tools: [] }, 'empty_array', 'tools'],
  ['an unknown tool_choice', { tools: [tool({})], tool_choice: 'maybe' }, 'invalid_value', 'tool_choice'],
  [
    'tool_choice of a tool that is not there',
    { tools: [tool({})], tool_choice: { type: 'function', function: { name: 'jump' } } },
    'invalid_value',
    'tool_choice',
  ],
  ['a tool name with a dot', { tools: [tool({ name: 'a.b' })] }, 'invalid_value', 'tools[0].function.name'],
  [
    'a strict tool with an open object',
    { tools: [tool({ strict: true, parameters: { type: 'object', properties: {} } })] },
    'invalid_function_parameters',
    'tools[0].function.parameters',
  ],
  ['a tool call without its answer', { messages: [user, assistant, user] }, null, 'messages.[2].role'],
  [
    'a tool answer without its call',
    { messages: [user, { role: 'tool', tool_call_id: 'call_9', content: '1' }] },
    null,
    'messages.[1].role',
  ],
  ['an unknown format', { response_format: { type: 'xml' } }, 'invalid_value', 'response_format.type'],
  ['json_object without the word', { response_format: { type: 'json_object' } }, null, 'messages'],
  [
    'a schema name with a space',
    format(object({}), { name: 'my schema' }),
    'invalid_value',
    'response_format.json_schema.name',
  ],
  [
    'a schema without a name',
    format(object({}), { name: undefined }),
    'missing_required_parameter',
    'response_format.json_schema.name',
  ],
  [
    'a strict format without schema',
    format(undefined),
    'missing_required_parameter',
    'response_format.json_schema.schema',
  ],
  [
    'a strict schema that is an open object',
    format(object({}, { additionalProperties: true })),
    null,
    'response_format',
  ],
  [
    'a strict schema with an optional key',
    format(object({ a: { type: 'string' } }, { required: [] })),
    null,
    'response_format',
  ],
  [
    'a strict schema with a mistake further in',
    format(object({ a: { type: 'array', items: { type: 'object', properties: {} } } })),
    null,
    'response_format',
  ],
  [
    'a strict schema that is a list',
    format({ type: 'array', items: { type: 'string' } }),
    null,
    'response_format',
  ],
  [
    'a strict schema with oneOf',
    format(object({ a: { oneOf: [{ type: 'string' }] } })),
    null,
    'response_format',
  ],
  [
    'a strict schema with minLength',
    format(object({ a: { type: 'string', minLength: 1 } })),
    null,
    'response_format',
  ],
  [
    'a strict schema with a dangling $ref',
    format(object({ a: { $ref: '#/$defs/b' } })),
    null,
    'response_format',
  ],
  ['a strict schema with 1,001 choices', format(object({ a: choice(1_001, 4) })), null, 'response_format'],
  ['a strict schema with 251 long choices', format(object({ a: choice(251, 60) })), null, 'response_format'],
  [
    'a strict schema of too many characters',
    format(object({ a: choice(250, 500) })),
    null,
    'response_format',
  ],
];

describe('the endpoint refuses', () => {
  let endpoint: Endpoint;
  before(async () => {
    endpoint = await startEndpoint({ keys: ['sk-test'] });
  });
  after(() => endpoint.close());

  for (const [mistake, change, code, param] of mistakes) {
    it(mistake, async () => {
      const response = await post(endpoint, { ...hello, ...change });
      const error = await readError(response);
      assert.deepEqual(
        { status: response.status, type: error.type, code: error.code, param: error.param },
        { status: 400, type: 'invalid_request_error', code, param },
        error.message,
      );
    });
  }

  for (const text of ['', '{"model":', '[]', 'null', '"x"']) {
    it(`a body that is no JSON object: ${text || 'nothing'}`, async () => {
      const response = await post(endpoint, text);
      assert.equal(response.status, 400);
      assert.equal((await readError(response)).type, 'invalid_request_error');
    });
  }

  it('a request without a key', async () => {
    const response = await post(endpoint, hello, { headers: { 'content-type': 'application/json' } });
    assert.equal(response.status, 401);
    assert.equal((await readError(response)).code, null);
  });

  it('a wrong key, which it repeats only masked', async () => {
    const headers = { authorization: 'Bearer sk-very-secret-key' };
    const response = await post(endpoint, hello, { headers });
    const error = await readError(response);
    assert.equal(response.status, 401);
    assert.equal(error.code, 'invalid_api_key');
    assert.ok(!error.message.includes('sk-very-secret-key'));
  });

  it('an unknown model', async () => {
    const response = await post(endpoint, { ...hello, model: 'gpt-9' });
    assert.equal(response.status, 404);
    assert.equal((await readError(response)).code, 'model_not_found');
  });

  for (const path of [
    '/chat/completions',
    '/v1/chat/completions/',
    '/v1/embeddings',
    '//',
    '/v1/models/%E0',
  ]) {
    it(`the unknown path ${path}`, async () => {
      const headers = { authorization: 'Bearer sk-test' };
      const response = await fetch(endpoint.origin + path, { headers });
      assert.equal(response.status, 404);
      assert.equal((await readError(response)).type, 'invalid_request_error');
    });
  }

  for (const [kind, content] of [
    ['words', 'word '.repeat(130_000)],
    ['one unbroken run', 'a'.repeat(1_200_000)],
  ] as const) {
    it(`a prompt past the context window, of ${kind}`, async () => {
      const response = await post(endpoint, { ...hello, messages: [{ role: 'user', content }] });
      const error = await readError(response);
      assert.equal(response.status, 400);
      assert.deepEqual([error.code, error.param], ['context_length_exceeded', 'messages']);
    });
  }
});

describe('the endpoint accepts', () => {
  let endpoint: Endpoint;
  before(async () => {
    endpoint = await startEndpoint();
  });
  after(() => endpoint.close());

  it('every parameter that gpt-4o-mini knows, at its limits', async () => {
    const response = await post(endpoint, {
      ...hello,
      frequency_penalty: 2,
      logit_bias: { 50256: -100 },
      logprobs: true,
      top_logprobs: 20,
      max_completion_tokens: 16_384,
      metadata: pairs(16),
      store: true,
      modalities: ['text'],
      n: 2,
      presence_penalty: -2,
      prompt_cache_key: 'key',
      safety_identifier: 'x'.repeat(64),
      seed: 2 ** 63,
      service_tier: 'auto',
      stop: ['a', 'b', 'c', 'd'],
      stream: true,
      stream_options: { include_usage: true, include_obfuscation: false },
      temperature: 2,
      tools: [tool({ strict: true, parameters: object({ path: { type: 'string' } }) })],
      tool_choice: 'auto',
      parallel_tool_calls: false,
      top_p: 0,
    });
    assert.equal(response.status, 200, await response.text());
  });

  it('null for what may be null', async () => {
    const fields = ['temperature', 'top_p', 'n', 'seed', 'stop', 'stream', 'logprobs', 'metadata', 'store'];
    const response = await post(endpoint, {
      ...hello,
      ...Object.fromEntries(fields.map(field => [field, null])),
    });
    assert.equal(response.status, 200, await response.text());
  });

  it('a conversation with pictures and tools', async () => {
    const picture = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA', detail: 'low' } };
    const response = await post(endpoint, {
      ...hello,
      messages: [
        { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] },
        { role: 'user', name: 'ada', content: [{ type: 'text', text: 'What is this?' }, picture] },
        assistant,
        { role: 'tool', tool_call_id: 'call_1', content: '42' },
        { role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
        user,
      ],
    });
    assert.equal(response.status, 200, await response.text());
  });
});
