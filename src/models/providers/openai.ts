import { dialects } from '../dialects.ts';
import type { Model, Provider, RateLimit, Takes } from '../provider.ts';

/** Answers at once: every parameter but those that steer thinking, and web search, which only search models do. */
const answering: Takes = {
  temperature: { default: 1 },
  top_p: { default: 1 },
  presence_penalty: { default: 0 },
  frequency_penalty: { default: 0 },
  max_completion_tokens: {},
  seed: {},
  stop: {},
  logit_bias: {},
  logprobs: { default: false },
  top_logprobs: {},
  response_format: { default: 'text' },
  stream: { default: false },
  stream_options: {},
  n: { default: 1 },
  service_tier: { default: 'auto' },
  store: { default: false },
  metadata: {},
  prompt_cache_key: {},
  safety_identifier: {},
  tools: {},
  tool_choice: { default: 'auto' },
  parallel_tool_calls: { default: true },
  prediction: {},
};

/** From https://developers.openai.com/api/docs/guides/deployment-checklist: these only while it does not think. */
const unthinking = { only: { field: 'reasoning_effort', value: 'none' } } as const;
const takenUnthinking: Takes = {
  temperature: { default: 1, ...unthinking },
  top_p: { default: 1, ...unthinking },
  logprobs: { default: false, ...unthinking },
  top_logprobs: unthinking,
  // Function calls in Chat Completions only without thinking, says the page of each model.
  tools: unthinking,
  tool_choice: unthinking,
  parallel_tool_calls: unthinking,
};

/** Thinks first: what shapes the choice of each token is refused while it does. */
const thinking = (efforts: readonly string[], effort: string): Takes => ({
  max_completion_tokens: {},
  seed: {},
  response_format: { default: 'text' },
  stream: { default: false },
  stream_options: {},
  n: { default: 1 },
  reasoning_effort: { choices: efforts, default: effort },
  verbosity: { default: 'medium' },
  service_tier: { default: 'auto' },
  store: { default: false },
  metadata: {},
  prompt_cache_key: {},
  safety_identifier: {},
  ...(efforts.includes('none') ? takenUnthinking : { tools: {}, tool_choice: {}, parallel_tool_calls: {} }),
});

/** What the maker permits for gpt-4o-mini, tier by tier. */
const rateLimits: RateLimit[] = [
  {
    tier: 1,
    requestsPerMinute: 500,
    requestsPerDay: 10_000,
    tokensPerMinute: 200_000,
    batchQueue: 2_000_000,
  },
  { tier: 2, requestsPerMinute: 5_000, tokensPerMinute: 2_000_000, batchQueue: 20_000_000 },
  { tier: 3, requestsPerMinute: 5_000, tokensPerMinute: 4_000_000, batchQueue: 40_000_000 },
  { tier: 4, requestsPerMinute: 10_000, tokensPerMinute: 10_000_000, batchQueue: 1_000_000_000 },
  { tier: 5, requestsPerMinute: 30_000, tokensPerMinute: 150_000_000, batchQueue: 15_000_000_000 },
];

const gpt4oMini: Model = {
  id: 'gpt-4o-mini',
  snapshots: ['gpt-4o-mini-2024-07-18'],
  contextWindow: 128_000,
  maxOutput: 16_384,
  reads: ['image', 'file'],
  imageCost: { base: 2_833, tile: 5_667 },
  price: { input: 0.15, cachedInput: 0.075, output: 0.6, batch: 0.5, asOf: '2026-11-20' },
  fineTuned: { price: { input: 0.3, cachedInput: 0.15, output: 1.2, asOf: '2026-11-20' } },
  knowledgeCutoff: '2023-10-01',
  shutdown: '2027-01-14',
  successor: 'gpt-6-luna',
  features: [
    'tools',
    'parallelTools',
    'structuredOutputs',
    'vision',
    'files',
    'prediction',
    'logprobs',
    'caching',
    'batch',
  ],
  takes: answering,
  rateLimits,
  unverified: ['parameters'],
};

/** Shared by the maker's small models of 2026, whose pages say so: https://developers.openai.com/api/docs/models */
const thinkingModel = {
  maxOutput: 128_000,
  reads: ['image'],
  features: ['tools', 'structuredOutputs', 'vision', 'logprobs', 'caching', 'batch'],
  unverified: ['parameters'],
} satisfies Partial<Model>;

/** Prompts past this many tokens cost more, per the pages of the models with a window of a million. */
const longPrompt = { over: 272_000, input: 2, output: 1.5 };

const gpt6Luna: Model = {
  ...thinkingModel,
  id: 'gpt-6-luna',
  contextWindow: 1_050_000,
  price: { input: 0.1, cachedInput: 0.01, output: 0.5, longPrompt, batch: 0.5, asOf: '2026-11-20' },
  taskDefaults: { reasoning_effort: 'none' },
  knowledgeCutoff: '2026-05-18',
  takes: thinking(['none', 'low', 'medium', 'high', 'xhigh', 'max'], 'medium'),
};

const gpt56Luna: Model = {
  ...thinkingModel,
  id: 'gpt-5.6-luna',
  contextWindow: 1_050_000,
  price: { input: 0.2, cachedInput: 0.02, output: 1.2, longPrompt, asOf: '2026-11-20' },
  taskDefaults: { reasoning_effort: 'none' },
  knowledgeCutoff: '2026-02-16',
  takes: thinking(['none', 'low', 'medium', 'high', 'xhigh', 'max'], 'medium'),
};

const gpt54Mini: Model = {
  ...thinkingModel,
  id: 'gpt-5.4-mini',
  snapshots: ['gpt-5.4-mini-2026-03-17'],
  contextWindow: 400_000,
  price: { input: 0.75, cachedInput: 0.075, output: 4.5, asOf: '2026-11-20' },
  taskDefaults: { reasoning_effort: 'none' },
  takes: thinking(['none', 'low', 'medium', 'high', 'xhigh'], 'none'),
  unverified: ['parameters', 'price', 'limits'],
};

const gpt54Nano: Model = {
  ...gpt54Mini,
  id: 'gpt-5.4-nano',
  snapshots: ['gpt-5.4-nano-2026-03-17'],
  price: { input: 0.2, cachedInput: 0.02, output: 1.25, asOf: '2026-11-20' },
  shutdown: '2027-04-01',
  successor: 'gpt-6-luna',
};

const gpt5Nano: Model = {
  ...gpt54Mini,
  id: 'gpt-5-nano',
  imageCost: { patches: 1_536, factor: 2.46 },
  snapshots: ['gpt-5-nano-2025-08-07'],
  price: { input: 0.05, cachedInput: 0.005, output: 0.4, asOf: '2026-11-20' },
  taskDefaults: { reasoning_effort: 'minimal' },
  features: ['tools', 'parallelTools', 'structuredOutputs', 'vision', 'caching', 'batch'],
  takes: thinking(['minimal', 'low', 'medium', 'high'], 'medium'),
  shutdown: '2026-12-11',
  successor: 'gpt-6-luna',
};

const gpt41Mini: Model = {
  ...gpt4oMini,
  id: 'gpt-4.1-mini',
  imageCost: { patches: 1_536, factor: 1.62 },
  snapshots: ['gpt-4.1-mini-2025-04-14'],
  contextWindow: 1_047_576,
  maxOutput: 32_768,
  price: { input: 0.4, cachedInput: 0.1, output: 1.6, batch: 0.5, asOf: '2026-11-20' },
  fineTuned: { price: { input: 0.8, cachedInput: 0.2, output: 3.2, asOf: '2026-11-20' } },
  knowledgeCutoff: '2024-06-01',
  rateLimits: [],
  unverified: ['parameters', 'price', 'cutoff'],
};

const gpt41Nano: Model = {
  ...gpt41Mini,
  id: 'gpt-4.1-nano',
  imageCost: { patches: 1_536, factor: 2.46 },
  snapshots: ['gpt-4.1-nano-2025-04-14'],
  price: { input: 0.1, cachedInput: 0.025, output: 0.4, batch: 0.5, asOf: '2026-11-20' },
  fineTuned: { price: { input: 0.2, cachedInput: 0.05, output: 0.8, asOf: '2026-11-20' } },
  shutdown: '2026-10-23',
  successor: 'gpt-6-luna',
};

/** Dates of shutdown are those of `ChatModel` in the `openai` package 7.55.0. */
export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  key: 'required',
  keysUrl: 'https://platform.openai.com/api-keys',
  billingUrl: 'https://platform.openai.com/settings/organization/billing',
  // Padding against traffic analysis is a tenth more bytes.
  streamOptions: { include_obfuscation: false },
  models: [gpt4oMini, gpt6Luna, gpt56Luna, gpt54Mini, gpt54Nano, gpt5Nano, gpt41Mini, gpt41Nano],
  dialect: dialects.openai,
  otherKinds: [
    'audio',
    'babbage',
    'codex',
    'computer',
    'dall-e',
    'davinci',
    'embedding',
    'image',
    'instruct',
    'moderation',
    'realtime',
    'research',
    'search',
    'sora',
    'transcribe',
    'tts',
    'whisper',
  ],
};
