import type { AnswerSchema } from '../../src/models/buildRequest.ts';
import type { Feature } from '../../src/models/provider.ts';
import { parseJson } from '../../src/openai/parseJson.ts';
import type { ChatMessage, Fields, RequestField } from '../../src/openai/request.ts';
import type { Observed } from './observe.ts';

/** One thing to ask a model for, as small as shows whether it does it. */
export interface Trial {
  name: string;
  /** What the profile must take for this to be sent; nothing where a profile does not say. */
  field?: RequestField;
  /** What it must promise as well. */
  feature?: Feature;
  fields: Fields;
  messages: ChatMessage[];
  answer?: AnswerSchema;
  /** What the answer is predicted to be. */
  predicted?: string;
  role?: 'developer';
  /** The most tokens of the answer; without it the model decides, where a limit is refused. */
  limit?: number;
  /** Whether the effect is there; missing where none can be seen. */
  seen?(observed: Observed): boolean;
}

/** Models that think need a few tokens before their first word. */
const fewTokens = 16;
const hello: ChatMessage[] = [{ role: 'user', content: 'Say hello.' }];
const saying = (content: string): ChatMessage[] => [{ role: 'user', content }];

/** A parameter that is sent alone or with what it needs. */
function parameter(field: RequestField, fields: Fields, more: Partial<Trial> = {}): Trial {
  return { name: field, field, fields, messages: hello, limit: fewTokens, ...more };
}

/** A grey pixel. */
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

const greet = {
  type: 'function',
  function: { name: 'greet', parameters: { type: 'object', properties: {} } },
};

const schema = {
  type: 'object',
  properties: { ok: { type: 'boolean' } },
  required: ['ok'],
  additionalProperties: false,
};

/** Every setting of the parameter table, then what else Gloss may ask for. */
export const trials: readonly Trial[] = [
  parameter(
    'max_completion_tokens',
    {},
    { messages: saying('Count from 1 to 100.'), seen: ({ finishReason }) => finishReason === 'length' },
  ),
  parameter('verbosity', { verbosity: 'low' }),
  parameter('reasoning_effort', { reasoning_effort: 'low' }),
  parameter('response_format', { response_format: { type: 'text' } }),
  parameter(
    'stop',
    { stop: ['3'] },
    { messages: saying('Repeat: 1 2 3 4 5'), seen: ({ text }) => !text.includes('3') },
  ),
  parameter('web_search_options', { web_search_options: { search_context_size: 'low' } }),
  parameter('n', { n: 2 }, { seen: ({ choices }) => choices === 2 }),
  parameter('stream', { stream: true }, { seen: ({ isStream }) => isStream }),
  parameter('temperature', { temperature: 0.5 }),
  parameter('top_p', { top_p: 0.5 }),
  parameter('presence_penalty', { presence_penalty: 0.1 }),
  parameter('frequency_penalty', { frequency_penalty: 0.1 }),
  parameter('seed', { seed: 7 }),
  parameter('logit_bias', { logit_bias: { 50256: -1 } }),
  parameter('logprobs', { logprobs: true }, { seen: ({ logprobs }) => logprobs }),
  parameter(
    'top_logprobs',
    { logprobs: true, top_logprobs: 2 },
    { seen: ({ topLogprobs }) => topLogprobs === 2 },
  ),
  parameter('service_tier', { service_tier: 'auto' }),
  parameter('prompt_cache_key', { prompt_cache_key: 'gloss-live' }),
  parameter('store', { store: true }),
  parameter('metadata', { store: true, metadata: { from: 'gloss-live' } }),
  parameter('safety_identifier', { safety_identifier: 'gloss-live' }),
  parameter(
    'stream_options',
    { stream: true },
    { name: 'usage of a stream', seen: ({ usage }) => (usage?.completionTokens ?? 0) > 0 },
  ),
  parameter(
    'response_format',
    {},
    {
      name: 'structured output',
      feature: 'structuredOutputs',
      answer: { name: 'ok', schema },
      limit: 64,
      seen: ({ text }) => /^\{"ok":(true|false)\}$/.test(JSON.stringify(parseJson(text)) ?? ''),
    },
  ),
  parameter(
    'response_format',
    { response_format: { type: 'json_object' } },
    { name: 'JSON object', messages: saying('Say hello, as JSON.'), seen: ({ text }) => /^\s*\{/.test(text) },
  ),
  {
    name: 'picture',
    feature: 'vision',
    fields: {},
    limit: fewTokens,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Which colour?' },
          { type: 'image_url', image_url: { url: pixel, detail: 'low' } },
        ],
      },
    ],
    // The question alone is a dozen tokens, the smallest picture of any model several times that.
    seen: ({ usage }) => !usage || usage.promptTokens > 50,
  },
  parameter(
    'tools',
    { tools: [greet] },
    {
      name: 'tool call',
      messages: saying('Call greet.'),
      feature: 'tools',
      limit: 64,
      seen: ({ toolCalls }) => toolCalls === 1,
    },
  ),
  parameter(
    'tool_choice',
    { tools: [greet], tool_choice: { type: 'function', function: { name: 'greet' } } },
    { limit: 64, seen: ({ toolCalls }) => toolCalls === 1 },
  ),
  parameter('parallel_tool_calls', { tools: [greet], parallel_tool_calls: false }, { limit: 64 }),
  {
    name: 'prediction',
    field: 'prediction',
    fields: {},
    predicted: 'Hello!',
    messages: hello,
  },
  {
    name: 'role developer',
    fields: {},
    role: 'developer',
    messages: [{ role: 'system', content: 'Be brief.' }, ...hello],
    limit: fewTokens,
  },
];
