import type { RequestField } from '../openai/request.ts';

/** How a setting is entered, and the values it takes. Unset is `null`, `"default"`, or empty; unset is never sent. */
export type Control =
  | { control: 'number'; minimum: number; maximum: number; integer?: true }
  | { control: 'choice'; choices: readonly string[] }
  /** `on` and `off` stand for true and false. */
  | { control: 'switch' }
  | { control: 'text'; maxLength: number }
  | { control: 'list'; maxItems: number }
  | { control: 'map'; values: 'number' | 'text'; maxItems: number; minimum?: number; maximum?: number };

/** A parameter of the request that the user sets, as `gloss.request.<key>`. */
export type ParameterSetting = Control & {
  key: string;
  description: string;
  /** Costs the user money or tells the provider about them: read from their own settings, never from a workspace's. */
  personal?: true;
};

export type Parameter =
  | { use: 'setting'; setting: ParameterSetting }
  /** The code decides it. */
  | { use: 'fixed'; why: string }
  /** Never sent. */
  | { use: 'left out'; why: string };

/**
 * Every field of the request, whether the user sets it and how; the settings of package.json, their check, the request
 * and the table of the README come from here and nowhere else. A field that the installed `openai` package adds and this
 * table lacks fails the type check. Ranges are those of the API's reference.
 */
export const parameters = {
  messages: { use: 'fixed', why: 'Built from the conversation or the task.' },
  model: { use: 'fixed', why: 'Chosen by gloss.provider and gloss.model.' },
  temperature: setting(
    'temperature',
    'Randomness: low is focused and repeatable, high is varied. Change this or top P, not both.',
    {
      control: 'number',
      minimum: 0,
      maximum: 2,
    },
  ),
  top_p: setting('topP', 'Consider only the most likely tokens that together have this probability.', {
    control: 'number',
    minimum: 0,
    maximum: 1,
  }),
  presence_penalty: setting('presencePenalty', 'Above 0, discourages tokens that have appeared at all.', {
    control: 'number',
    minimum: -2,
    maximum: 2,
  }),
  frequency_penalty: setting(
    'frequencyPenalty',
    'Above 0, discourages tokens the more often they have appeared.',
    {
      control: 'number',
      minimum: -2,
      maximum: 2,
    },
  ),
  max_completion_tokens: setting(
    'maxCompletionTokens',
    'The longest answer, in tokens. A longer one is cut and marked as cut.',
    {
      control: 'number',
      personal: true,
      minimum: 1,
      maximum: 128_000,
      integer: true,
    },
  ),
  seed: setting('seed', 'Asks for the same answer to the same request, as far as the provider can.', {
    control: 'number',
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    integer: true,
  }),
  stop: setting('stop', 'Texts at which the answer ends; up to four.', { control: 'list', maxItems: 4 }),
  logit_bias: setting(
    'logitBias',
    'Token ids and how much more (up to 100) or less (down to -100) likely each becomes.',
    {
      control: 'map',
      values: 'number',
      maxItems: 1024,
      minimum: -100,
      maximum: 100,
    },
  ),
  logprobs: setting('logprobs', 'Asks for the probability of each token of the answer.', {
    control: 'switch',
  }),
  top_logprobs: setting('topLogprobs', 'How many alternatives to each token to ask for. Needs logprobs.', {
    control: 'number',
    minimum: 0,
    maximum: 20,
    integer: true,
  }),
  response_format: setting(
    'responseFormat',
    'The form of chat answers. Tasks with a typed result bring their own schema.',
    {
      control: 'choice',
      choices: ['text', 'json_object'],
    },
  ),
  stream: setting('stream', 'Whether answers arrive word by word. Gloss streams unless this is off.', {
    control: 'switch',
  }),
  n: setting('n', 'How many answers to ask for in the chat; each is paid for.', {
    control: 'number',
    personal: true,
    minimum: 1,
    maximum: 8,
    integer: true,
  }),
  service_tier: setting('serviceTier', 'The provider’s processing tier; it changes speed and price.', {
    control: 'choice',
    personal: true,
    choices: ['auto', 'flex', 'scale', 'priority', 'fast'],
  }),
  store: setting('store', 'Whether the provider may keep the conversation in your account.', {
    control: 'switch',
    personal: true,
  }),
  prompt_cache_key: setting(
    'promptCacheKey',
    'Groups your requests so that the provider’s prompt cache is hit more often.',
    {
      control: 'text',
      personal: true,
      maxLength: 64,
    },
  ),
  metadata: setting('metadata', 'Up to 16 names and values kept with stored conversations.', {
    control: 'map',
    personal: true,
    values: 'text',
    maxItems: 16,
  }),
  safety_identifier: setting(
    'safetyIdentifier',
    'A stable, hashed id of the person asking, for the provider’s abuse checks.',
    {
      control: 'text',
      personal: true,
      maxLength: 128,
    },
  ),
  reasoning_effort: setting(
    'reasoningEffort',
    'How much a reasoning model thinks first. gpt-4o-mini does not reason.',
    {
      control: 'choice',
      personal: true,
      choices: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
    },
  ),
  verbosity: setting('verbosity', 'How long answers are, for models that take it. gpt-4o-mini does not.', {
    control: 'choice',
    choices: ['low', 'medium', 'high'],
  }),
  stream_options: { use: 'fixed', why: 'Asks for the usage of streamed answers, without padding.' },
  tools: { use: 'left out', why: 'Gloss offers the model no tools yet.' },
  tool_choice: { use: 'left out', why: 'Refused without tools.' },
  parallel_tool_calls: { use: 'left out', why: 'Refused without tools.' },
  prediction: { use: 'left out', why: 'Only rewriting a text has something to predict from.' },
  web_search_options: { use: 'left out', why: 'Only search models take it.' },
  audio: { use: 'left out', why: 'Gloss reads and writes text.' },
  modalities: { use: 'left out', why: 'Gloss reads and writes text.' },
  moderation: { use: 'left out', why: 'Moderation scores have no place in the panel.' },
  prompt_cache_options: {
    use: 'left out',
    why: 'For models after gpt-4o-mini; the default caches by itself.',
  },
  prompt_cache_retention: { use: 'left out', why: 'Deprecated for prompt_cache_options.' },
  max_tokens: {
    use: 'left out',
    why: 'Deprecated; a provider that knows no other name gets max_completion_tokens under it.',
  },
  user: { use: 'left out', why: 'Deprecated for safety_identifier and prompt_cache_key.' },
  functions: { use: 'left out', why: 'Deprecated for tools.' },
  function_call: { use: 'left out', why: 'Deprecated for tool_choice.' },
} satisfies Record<RequestField, Parameter>;

/** The parameters that are settings, with the field each is sent as. */
export const parameterSettings: (ParameterSetting & { field: RequestField })[] = Object.entries<Parameter>(
  parameters,
).flatMap(([field, parameter]) =>
  parameter.use === 'setting' && isField(field) ? [{ field, ...parameter.setting }] : [],
);

function setting(
  key: string,
  description: string,
  control: Control & { personal?: true },
): { use: 'setting'; setting: ParameterSetting } {
  return { use: 'setting', setting: { key, description, ...control } };
}

function isField(name: string): name is RequestField {
  return name in parameters;
}
