import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildRequest } from '../../../src/models/buildRequest.ts';
import { dialects } from '../../../src/models/dialects.ts';
import { formOf } from '../../../src/models/formOf.ts';
import { type Model, modelOf } from '../../../src/models/provider.ts';
import { openai } from '../../../src/models/providers/openai.ts';
import { schemaFormOf } from '../../../src/models/schemaForm.ts';
import type { ChatMessage } from '../../../src/openai/request.ts';

const endpoint = { provider: openai, model: modelOf(openai, 'gpt-4o-mini') };
const json = { type: 'json_object' };
const answer = { name: 'tags', schema: { type: 'object' } };
const common: Model = { id: 'm', ...dialects.common, unverified: [] };

describe('a request', () => {
  it('has nothing in it that nobody asked for', () => {
    assert.deepEqual(buildRequest(endpoint, [], {}), {
      body: {
        model: 'gpt-4o-mini',
        messages: [],
        stream: true,
        stream_options: { include_usage: true, include_obfuscation: false },
      },
      left: [],
    });
  });

  it('leaves out what the model refuses, and says so', () => {
    const { body, left } = buildRequest(endpoint, [], { reasoning_effort: 'low' });
    assert.equal('reasoning_effort' in body, false);
    assert.deepEqual(left, [{ field: 'reasoning_effort', why: 'notTaken' }]);
  });

  it('asks for no usage chunk when it does not stream: the API refuses that', () => {
    assert.deepEqual(buildRequest(endpoint, [], { stream: false }).body, {
      model: 'gpt-4o-mini',
      messages: [],
      stream: false,
    });
  });

  it('of a typed task wants one answer in its schema, whatever the chat is set to', () => {
    const { body } = buildRequest(endpoint, [], { n: 3, response_format: { type: 'text' } }, { answer });
    assert.equal('n' in body, false);
    assert.deepEqual(body['response_format'], {
      type: 'json_schema',
      json_schema: { name: 'tags', schema: { type: 'object' }, strict: true },
    });
  });

  it('of a chat has the user’s schema, and as many answers as they want', () => {
    const { form } = schemaFormOf({ type: 'object', properties: {} });
    const { body, json } = buildRequest(endpoint, [], { n: 3, response_format: form });
    assert.equal(body['n'], 3);
    assert.deepEqual(body['response_format'], form);
    assert.deepEqual(json, { schema: form.json_schema.schema });
    const loose = schemaFormOf({ type: 'object', not: {} }).form;
    assert.deepEqual(buildRequest(endpoint, [], { response_format: loose }).body['response_format'], loose);
  });

  it('of a chat says whether its answer is to be JSON', () => {
    assert.deepEqual(buildRequest(endpoint, [], { response_format: json }).json, {});
    assert.equal(buildRequest(endpoint, [], { response_format: { type: 'text' } }).json, undefined);
    assert.equal(buildRequest(endpoint, [], { response_format: json }, { answer }).json, undefined);
    assert.equal(buildRequest(endpoint, [], { response_format: json }, { predicted: 'x' }).json, undefined);
    const { response_format: _refused, ...takes } = common.takes;
    const model = { ...common, takes };
    assert.equal(buildRequest({ provider: {}, model }, [], { response_format: json }).json, undefined);
  });

  it('of a chat to a model without schemas has it in words', () => {
    const { form } = schemaFormOf({ type: 'object' });
    const model = { ...common, features: [] };
    const { body, json: asked } = buildRequest({ provider: {}, model }, [], { response_format: form });
    assert.deepEqual(body['response_format'], json);
    assert.match(JSON.stringify(body['messages']), /nothing but JSON that satisfies this schema/);
    assert.deepEqual(asked, { schema: form.json_schema.schema });
  });

  it('of a typed task to a model without schemas has it in words, with the other instructions', () => {
    const model = { ...common, features: [] };
    const said: ChatMessage[] = [
      { role: 'system', content: 'Name the topics.' },
      { role: 'user', content: 'x' },
    ];
    const { body } = buildRequest({ provider: {}, model }, said, {}, { answer });
    assert.deepEqual(body['response_format'], json);
    assert.deepEqual(body['messages'], [
      {
        role: 'system',
        content:
          'Name the topics.\nAnswer with nothing but JSON that satisfies this schema: {"type":"object"}',
      },
      { role: 'user', content: 'x' },
    ]);
  });

  it('for a text that is likely to repeat another predicts it, and wants one answer in no other form', () => {
    const set = { n: 1, response_format: json, temperature: 0 };
    assert.deepEqual(buildRequest(endpoint, [], set, { predicted: 'const a = 1;' }).body, {
      model: 'gpt-4o-mini',
      messages: [],
      prediction: { type: 'content', content: 'const a = 1;' },
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true, include_obfuscation: false },
    });
  });

  for (const [what, model, set, predicted] of [
    ['there is nothing to predict', 'gpt-4o-mini', { prediction: true }, undefined],
    ['it is turned off', 'gpt-4o-mini', { prediction: false }, 'a'],
    ['the model takes none', 'gpt-6-luna', { prediction: true }, 'a'],
    ['the longest answer is set', 'gpt-4o-mini', { prediction: true, max_completion_tokens: 9 }, 'a'],
    ['logprobs are asked for', 'gpt-4o-mini', { prediction: true, logprobs: true }, 'a'],
  ] as const) {
    it(`has no prediction when ${what}`, () => {
      const target = { provider: openai, model: modelOf(openai, model) };
      assert.equal('prediction' in buildRequest(target, [], set, { predicted }).body, false);
    });
  }

  it('for a JSON object says the word, which the API insists on, unless it was said', () => {
    const ask = (content: string) =>
      buildRequest(endpoint, [{ role: 'user', content }], { response_format: json }).body['messages'];
    assert.deepEqual(ask('A list.'), [
      { role: 'system', content: 'Answer with a JSON object.' },
      { role: 'user', content: 'A list.' },
    ]);
    assert.deepEqual(ask('A list as Json.'), [{ role: 'user', content: 'A list as Json.' }]);
  });

  it('gives instructions under the role that the model wants', () => {
    const model: Model = { ...common, systemRole: 'developer' };
    const said: ChatMessage[] = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'x' },
    ];
    const roles = JSON.stringify(buildRequest({ provider: {}, model }, said, {}).body['messages']);
    assert.match(roles, /"developer".*"user"/);
    assert.doesNotMatch(roles, /"system"/);
  });
});

describe('a conversation as a form', () => {
  const picture = (url: string, detail?: 'low'): ChatMessage => ({
    role: 'user',
    content: [
      { type: 'text', text: 'What is' },
      { type: 'text', text: 'this?' },
      { type: 'image_url', image_url: { url, ...(detail ? { detail } : {}) } },
    ],
  });
  const rows: [what: string, messages: ChatMessage[], form: object][] = [
    ['of nothing', [], { prompt: '' }],
    ['of one question', [{ role: 'user', content: 'Why?' }], { prompt: 'Why?' }],
    [
      'with instructions',
      [
        { role: 'system', content: 'A.' },
        { role: 'system', content: 'B.' },
        { role: 'user', content: 'Why?' },
      ],
      { system_prompt: 'A.\nB.', prompt: 'Why?' },
    ],
    [
      'of several turns',
      [
        { role: 'user', content: 'Why?' },
        { role: 'assistant', content: 'Because.' },
        { role: 'user', content: 'And?' },
      ],
      { prompt: 'User: Why?\n\nAssistant: Because.\n\nUser: And?' },
    ],
    ['with a picture', [picture('data:a')], { prompt: 'What is\nthis?', image_urls: ['data:a'] }],
    [
      'with pictures to look at briefly',
      [picture('data:a'), picture('data:b', 'low')],
      {
        prompt: 'User: What is\nthis?\n\nUser: What is\nthis?',
        image_urls: ['data:a', 'data:b'],
        image_detail: 'low',
      },
    ],
  ];
  for (const [what, messages, form] of rows) {
    it(what, () => assert.deepEqual(formOf(messages), form));
  }

  it('offers tools as functions, with the choice that belongs to them and is sent with nothing else', () => {
    const parameters = { type: 'object', properties: {}, required: [], additionalProperties: false };
    const tool = { name: 'read_file', description: 'Reads.', parameters, strict: true };
    const set = { tool_choice: 'required', parallel_tool_calls: false };
    const offered = buildRequest(endpoint, [], set, { tools: [tool] }).body;
    assert.deepEqual(offered['tools'], [{ type: 'function', function: tool }]);
    assert.equal(offered['tool_choice'], 'required');
    assert.equal(offered['parallel_tool_calls'], false);

    const { body, left } = buildRequest(endpoint, [], set, { tools: [] });
    assert.deepEqual(Object.keys(body), ['model', 'messages', 'stream', 'stream_options']);
    assert.deepEqual(left.map(({ field, why }) => `${field} ${why}`).sort(), [
      'parallel_tool_calls needs',
      'tool_choice needs',
    ]);
  });

  it('has nobody call tools for ever: whoever has to call one has done so', () => {
    const tool = { name: 'a', description: '', parameters: {}, strict: false };
    const set = { tool_choice: 'required', n: 2 };
    const said = [{ role: 'tool' as const, tool_call_id: 'c', content: '1' }];
    const { body } = buildRequest(endpoint, said, set, { tools: [tool] });
    assert.ok(!('tool_choice' in body) && !('n' in body));
    const { body: refused } = buildRequest(endpoint, said, { tool_choice: 'none' }, { tools: [tool] });
    assert.equal(refused['tool_choice'], 'none');
  });
});
