import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { checkBaseUrl } from '../../../src/models/baseUrl.ts';
import { buildRequest } from '../../../src/models/buildRequest.ts';
import { readCustomEndpoints } from '../../../src/models/customEndpoints.ts';
import { isField, parameterSettings } from '../../../src/models/parameters.ts';
import { type Feature, type Model, modelOf, type Provider } from '../../../src/models/provider.ts';
import { providers } from '../../../src/models/providers/index.ts';
import { llamaCpp } from '../../../src/models/providers/llamaCpp.ts';
import { lmStudio } from '../../../src/models/providers/lmStudio.ts';
import { ollama } from '../../../src/models/providers/ollama.ts';
import { openai } from '../../../src/models/providers/openai.ts';
import { qubrid } from '../../../src/models/providers/qubrid.ts';
import { unorouter } from '../../../src/models/providers/unorouter.ts';
import { vllm } from '../../../src/models/providers/vllm.ts';
import { samplingFrom } from '../../../src/models/sampling.ts';
import type { AnswerEnd } from '../../../src/openai/answer.ts';
import type { ChatMessage, RequestBody, RequestField } from '../../../src/openai/request.ts';
import { streamAnswer } from '../../../src/openai/streamAnswer.ts';
import { runTask } from '../../../src/tasks/run.ts';
import { tags } from '../../../src/tasks/tags.ts';
import type { DialectName } from '../../endpoint/dialects.ts';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import { taskSettings } from '../tasks/taskSettings.ts';

/** Everything that can be set, each to a value that its parameter takes. */
const settings = {
  maxCompletionTokens: 2_000,
  verbosity: 'medium',
  reasoningEffort: 'low',
  responseFormat: 'text',
  toolChoice: 'none',
  parallelToolCalls: 'off',
  jsonSchema: { type: 'object', properties: { why: { type: 'string' } } },
  stop: ['§'],
  webSearch: 'low',
  webSearchLocation: { country: 'AT', city: 'Graz' },
  n: 2,
  stream: 'on',
  temperature: 0.5,
  topP: 0.9,
  presencePenalty: 0.1,
  frequencyPenalty: 0.2,
  seed: 7,
  logitBias: { 50256: -1 },
  logprobs: 'on',
  topLogprobs: 2,
  serviceTier: 'auto',
  promptCacheKey: 'cache',
  store: 'on',
  metadata: { team: 'docs' },
  safetyIdentifier: 'hashed',
  prediction: 'on',
};

const messages: ChatMessage[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Why does it retry?' },
];
const source = { text: 'export function upload() {}', languageId: 'typescript', fileName: 'queue.ts' };
const { instructions, content } = tags.prompt({ source, words: '' }, taskSettings);
const taskMessages = [
  { role: 'system', content: instructions },
  { role: 'user', content },
];
const inWords =
  'Answer with nothing but JSON that satisfies this schema: {"type":"object","properties":{"tags":{"minItems":1,' +
  '"type":"array","items":{"type":"string"}}},"required":["tags"],"additionalProperties":false}';
const taskMessagesInWords = [
  { role: 'system', content: `${instructions}\n${inWords}` },
  { role: 'user', content },
];
const schema = {
  type: 'json_schema',
  json_schema: {
    name: 'tags',
    strict: true,
    schema: {
      type: 'object',
      properties: { tags: { minItems: 1, type: 'array', items: { type: 'string' } } },
      required: ['tags'],
      additionalProperties: false,
    },
  },
};

/** What gpt-4o-mini takes, but for `model` and what a server adds to `stream_options`. */
const answeringChat = {
  messages,
  max_completion_tokens: 2_000,
  response_format: { type: 'text' },
  stop: ['§'],
  n: 2,
  stream: true,
  temperature: 0.5,
  top_p: 0.9,
  presence_penalty: 0.1,
  frequency_penalty: 0.2,
  seed: 7,
  logit_bias: { 50256: -1 },
  logprobs: true,
  top_logprobs: 2,
  service_tier: 'auto',
  prompt_cache_key: 'cache',
  store: true,
  metadata: { team: 'docs' },
  safety_identifier: 'hashed',
};
const answeringTask = { messages: taskMessages, temperature: 0, response_format: schema, stream: true };
const unpadded = { stream_options: { include_usage: true, include_obfuscation: false } };
const usage = { stream_options: { include_usage: true } };

const localChat = {
  model: 'qwen3:4b',
  messages,
  max_tokens: 2_000,
  response_format: { type: 'text' },
  stop: ['§'],
  stream: true,
  ...usage,
  temperature: 0.5,
  top_p: 0.9,
  presence_penalty: 0.1,
  frequency_penalty: 0.2,
  seed: 7,
};
const localTask = { model: 'qwen3:4b', ...answeringTask, ...usage };

const custom = readCustomEndpoints(
  [
    { id: 'gateway', baseUrl: 'https://gateway.example/v1', dialect: 'form' },
    { id: 'follower', baseUrl: 'https://follower.example/v1', dialect: 'openai' },
  ],
  providers,
).providers;
const [gateway, follower] = custom;
assert.ok(gateway && follower);

interface Row {
  name: string;
  provider: Provider;
  model: string;
  dialect: DialectName;
  chat: object;
  task: object;
}

const rows: Row[] = [
  ...['gpt-4o-mini', 'gpt-4o-mini-2024-07-18', 'ft:gpt-4o-mini-2024-07-18:acme::x1'].map(
    (model): Row => ({
      name: `OpenAI, ${model}`,
      provider: openai,
      model,
      dialect: 'openai',
      chat: { model, ...answeringChat, ...unpadded },
      task: { model, ...answeringTask, ...unpadded },
    }),
  ),
  {
    name: 'OpenAI, gpt-6-luna',
    provider: openai,
    model: 'gpt-6-luna',
    dialect: 'openai',
    chat: {
      model: 'gpt-6-luna',
      messages,
      max_completion_tokens: 2_000,
      verbosity: 'medium',
      reasoning_effort: 'low',
      response_format: { type: 'text' },
      n: 2,
      stream: true,
      ...unpadded,
      seed: 7,
      service_tier: 'auto',
      prompt_cache_key: 'cache',
      store: true,
      metadata: { team: 'docs' },
      safety_identifier: 'hashed',
    },
    task: {
      model: 'gpt-6-luna',
      messages: taskMessages,
      response_format: schema,
      stream: true,
      ...unpadded,
    },
  },
  {
    name: 'Qubrid',
    provider: qubrid,
    model: 'openai/gpt-4o-mini',
    dialect: 'qubrid',
    chat: {
      model: 'openai/gpt-4o-mini',
      messages,
      max_tokens: 2_000,
      stream: true,
      temperature: 0.5,
      top_p: 0.9,
    },
    task: { model: 'openai/gpt-4o-mini', messages: taskMessagesInWords, temperature: 0, stream: true },
  },
  {
    name: 'UnoRouter',
    provider: unorouter,
    model: 'gpt-4o-mini',
    dialect: 'unorouter',
    chat: {
      model: 'gpt-4o-mini',
      messages,
      max_tokens: 2_000,
      response_format: { type: 'text' },
      stop: ['§'],
      web_search_options: {
        search_context_size: 'low',
        user_location: { type: 'approximate', approximate: { country: 'AT', city: 'Graz' } },
      },
      stream: true,
      temperature: 0.5,
      top_p: 0.9,
      presence_penalty: 0.1,
      frequency_penalty: 0.2,
      seed: 7,
      logit_bias: { 50256: -1 },
      logprobs: true,
      top_logprobs: 2,
    },
    task: { model: 'gpt-4o-mini', ...answeringTask },
  },
  {
    name: 'a gateway with a form, as a custom endpoint',
    provider: gateway,
    model: 'gpt-4o-mini',
    dialect: 'form',
    chat: {
      model: 'gpt-4o-mini',
      system_prompt: 'Be brief.',
      prompt: 'Why does it retry?',
      max_completion_tokens: 2_000,
      response_format: { type: 'text' },
      stream: true,
      temperature: 0.5,
      top_p: 0.9,
      presence_penalty: 0.1,
      frequency_penalty: 0.2,
      seed: 7,
    },
    task: {
      model: 'gpt-4o-mini',
      system_prompt: `${instructions}\n${inWords}`,
      prompt: content,
      response_format: { type: 'json_object' },
      stream: true,
      temperature: 0,
    },
  },
  ...[ollama, lmStudio, llamaCpp, vllm].map(
    (provider): Row => ({
      name: provider.name,
      provider,
      model: 'qwen3:4b',
      dialect: 'common',
      chat: localChat,
      task: localTask,
    }),
  ),
  {
    name: 'a custom endpoint that follows OpenAI',
    provider: follower,
    model: 'gpt-4o-mini',
    dialect: 'openai',
    chat: { model: 'gpt-4o-mini', ...answeringChat, ...usage },
    task: { model: 'gpt-4o-mini', ...answeringTask, ...usage },
  },
];

const tool = {
  name: 'read_file',
  description: 'Reads a file.',
  parameters: {
    type: 'object',
    properties: { path: { type: 'string' } },
    required: ['path'],
    additionalProperties: false,
  },
  strict: true,
};
/** What goes along with tools, by whom is asked; who is not here takes none. */
const withTools: Partial<Record<string, string[]>> = {
  'gpt-4o-mini': ['parallel_tool_calls', 'tool_choice', 'tools'],
  unorouter: ['tool_choice', 'tools'],
  common: ['tools'],
};

const signal = new AbortController().signal;
const patience = { firstToken: 30_000, stall: 30_000 };

describe('a provider is asked for what its model takes, under its own names, and answers:', () => {
  let endpoint: Endpoint;
  afterEach(() => endpoint.close());

  for (const { name, provider, model, dialect, chat, task } of rows) {
    it(name, async () => {
      endpoint = await startEndpoint({ dialect });
      const { baseUrl } = endpoint;
      const served = { provider: { ...provider, baseUrl }, model: modelOf(provider, model) };
      const send = (body: RequestBody) =>
        streamAnswer({ baseUrl: served.provider.baseUrl, apiKey: 'k' }, body, { signal, patience });

      const { fields, mistakes } = samplingFrom(settings);
      assert.deepEqual(mistakes, []);
      let end: AnswerEnd | undefined;
      let text = '';
      for await (const event of send(buildRequest(served, messages, fields).body)) {
        if (event.type === 'end') end = event.end;
        else if (event.type === 'text' && event.choice === 0) text += event.text;
      }
      assert.equal(end?.state, 'complete', JSON.stringify(end));
      assert.match(text, /Why does it retry\?/);
      assert.deepEqual(endpoint.requests[0]?.body, chat);

      const input = { source, words: '' };
      const answer = tags.answer?.(input, taskSettings);
      assert.ok(answer);
      const outcome = await runTask(
        tags.id,
        tags.prompt(input, taskSettings),
        answer,
        tags.sampling,
        ({ messages, sampling, answer }) => send(buildRequest(served, messages, sampling, { answer }).body),
        signal,
      );
      assert.ok(outcome.ok, JSON.stringify(outcome));
      assert.ok(outcome.result.kind === 'tags');
      assert.deepEqual(outcome.result.tags, ['upload', 'code', 'example']);
      assert.deepEqual(endpoint.requests[1]?.body, task);

      const offered = buildRequest(served, messages, fields, { tools: [tool] }).body;
      for await (const event of send(offered)) if (event.type === 'end') end = event.end;
      assert.equal(end?.state, 'complete', JSON.stringify(end));
      const taken = Object.keys(offered).filter(field => field.includes('tool'));
      const gpt = dialect === 'openai' && model.includes('gpt-4o-mini') ? 'gpt-4o-mini' : dialect;
      assert.deepEqual(taken.sort(), withTools[gpt] ?? []);
    });
  }

  it('every setting is among them', () => {
    assert.deepEqual(Object.keys(settings).sort(), parameterSettings.map(({ key }) => key).sort());
  });

  it('every provider is among them', () => {
    const asked = rows.map(({ provider }) => provider);
    assert.deepEqual(
      providers.filter(provider => !asked.includes(provider)),
      [],
    );
  });
});

describe('the catalogue', () => {
  const all: { provider: Provider; model: Model }[] = providers.flatMap(provider =>
    provider.models.map(model => ({ provider, model })),
  );
  const unlisted = providers.map(provider => ({ provider, model: modelOf(provider, 'unheard-of') }));
  const featureFields: [Feature, RequestField][] = [
    ['tools', 'tools'],
    ['parallelTools', 'parallel_tool_calls'],
    ['structuredOutputs', 'response_format'],
    ['prediction', 'prediction'],
    ['logprobs', 'logprobs'],
    ['webSearch', 'web_search_options'],
  ];
  const isDay = (text: string) => new Date(text).toISOString().slice(0, 10) === text;

  it('lists the provider of every file', async () => {
    const folder = join(import.meta.dirname, '../../../src/models/providers');
    for (const file of readdirSync(folder).filter(name => name !== 'index.ts')) {
      const exported: Record<string, unknown> = await import(join(folder, file));
      const listed = Object.values(exported).filter(value => providers.some(provider => provider === value));
      assert.equal(listed.length, 1, file);
    }
  });

  it('has no id twice', () => {
    assert.equal(new Set(providers.map(({ id }) => id)).size, providers.length);
    for (const { id, models } of providers) {
      const ids = models.flatMap(model => [model.id, ...(model.snapshots ?? [])]);
      assert.equal(new Set(ids).size, ids.length, id);
    }
  });

  for (const { id, baseUrl } of providers) {
    it(`has an address of ${id} that a key may be sent to, as it is kept`, () => {
      const checked = checkBaseUrl(baseUrl);
      assert.ok('baseUrl' in checked);
      assert.equal(checked.baseUrl, baseUrl);
    });
  }

  for (const { provider, model } of all) {
    const { id, takes, snapshots = [], successor, shutdown, price, fineTuned } = model;
    it(`${provider.id}, ${id}: prices have a day`, () => {
      const prices = [price, fineTuned?.price].filter(price => price !== undefined);
      assert.ok(prices.length > 0);
      for (const { asOf = '' } of prices) assert.ok(isDay(asOf), asOf);
    });

    it(`${provider.id}, ${id}: what follows it is there, and stays`, () => {
      if (shutdown) assert.ok(isDay(shutdown) && successor);
      if (!successor) return;
      const next = provider.models.find(model => model.id === successor);
      assert.ok(next);
      assert.equal(next.shutdown, undefined);
    });

    it(`${provider.id}, ${id}: takes what there is, within what there is`, () => {
      for (const [field, taken] of Object.entries(takes)) {
        assert.ok(isField(field), field);
        const setting = parameterSettings.find(setting => setting.field === field);
        const choices = setting?.control === 'choice' ? setting.choices : [];
        assert.deepEqual(taken.choices?.filter(choice => !choices.includes(choice)) ?? [], [], field);
        if (taken.choices && taken.default !== undefined) {
          assert.ok(taken.choices.includes(String(taken.default)), field);
        }
        if (setting?.control === 'number') {
          assert.ok((taken.minimum ?? setting.minimum) >= setting.minimum, field);
          assert.ok((taken.maximum ?? setting.maximum) <= setting.maximum, field);
        }
        const { only } = taken;
        if (only) assert.ok(takes[only.field]?.choices?.includes(only.value), `${field} can be had`);
      }
    });

    it(`${provider.id}, ${id}: a snapshot is the same model`, () => {
      for (const snapshot of snapshots) {
        assert.deepEqual(modelOf(provider, snapshot), { ...model, id: snapshot });
      }
    });
  }

  for (const { provider, model } of [...all, ...unlisted]) {
    it(`${provider.id}, ${model.id}: takes what its features need`, () => {
      for (const [feature, field] of featureFields) {
        if (model.features.includes(feature)) assert.ok(model.takes[field], feature);
      }
    });
  }
});

describe('a fine-tune', () => {
  it('is its base at a price of its own, and ends with it', () => {
    const tuned = modelOf(openai, 'ft:gpt-4o-mini-2024-07-18:acme::x1');
    assert.deepEqual(tuned.price, { input: 0.3, cachedInput: 0.15, output: 1.2, asOf: '2026-11-20' });
    assert.equal(tuned.contextWindow, 128_000);
    assert.equal(tuned.shutdown, '2027-01-14');
  });

  it('of a model that only begins with the same name is not known', () => {
    assert.equal(modelOf(openai, 'ft:gpt-4o-mini-audio:acme::x1').contextWindow, undefined);
  });
});

describe('the figures that the maker publishes for gpt-4o-mini', () => {
  const { rateLimits = [], ...mini } = modelOf(openai, 'gpt-4o-mini');

  it('are its limits, tier by tier: requests a minute and a day, tokens a minute, tokens waiting in batches', () => {
    const rows = rateLimits.map(limit => [
      limit.tier,
      limit.requestsPerMinute,
      limit.requestsPerDay,
      limit.tokensPerMinute,
      limit.batchQueue,
    ]);
    assert.deepEqual(rows, [
      [1, 500, 10_000, 200_000, 2_000_000],
      [2, 5_000, undefined, 2_000_000, 20_000_000],
      [3, 5_000, undefined, 4_000_000, 40_000_000],
      [4, 10_000, undefined, 10_000_000, 1_000_000_000],
      [5, 30_000, undefined, 150_000_000, 15_000_000_000],
    ]);
  });

  it('are its sizes and prices', () => {
    assert.deepEqual([mini.contextWindow, mini.maxOutput], [128_000, 16_384]);
    const { input, cachedInput, output, batch } = mini.price ?? {};
    assert.deepEqual([input, cachedInput, output, batch], [0.15, 0.075, 0.6, 0.5]);
  });
});
