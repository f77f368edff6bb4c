import type { RequestField } from '../openai/request.ts';

/** How a setting is entered, and the values it takes. Unset is `null`, `"default"`, or empty; unset is never sent. */
export type Control =
  | { control: 'number'; minimum: number; maximum: number; integer?: true; unit?: 'tokens' }
  | { control: 'choice'; choices: readonly string[] }
  /** `on` and `off` stand for true and false. */
  | { control: 'switch' }
  | { control: 'text'; maxLength: number }
  | { control: 'list'; maxItems: number }
  /** A JSON schema; its text is at most so long, in UTF-16 units. */
  | { control: 'schema'; maxLength: number }
  | {
      control: 'map';
      values: 'number' | 'text';
      /** What names must look like. */
      keys: string;
      /** What the text of a name must look like, where there are only certain names. */
      forms?: Readonly<Record<string, string>>;
      maxItems: number;
      minimum?: number;
      maximum?: number;
      integer?: true;
      maxLength?: number;
    };

/** A parameter of the request that the user sets, as `gloss.request.<key>`. */
export type ParameterSetting = Control & {
  key: string;
  /** Its name in the form. */
  label: string;
  description: string;
  group: ParameterGroup;
  /** Where in its field it stands, if it goes along with another setting of that field. */
  within?: string;
  /** Costs the user money or tells the provider about them: read from their own settings, never from a workspace's. */
  personal?: true;
  /** Names a person or their work: no part of a preset, which others may be given. */
  identifies?: true;
};

/** Where it stands in the form. */
export type ParameterGroup = 'answer' | 'sampling' | 'account';

/** What of other fields a field depends on. Whatever the API refuses together is never sent together. */
export interface Dependence {
  /** Sent only while the other field has this value; without one, only while it is sent. */
  needs?: { field: RequestField; value?: unknown };
  /** Sent only while none of these is, unless with the value given. */
  excludes?: readonly { field: RequestField; unless?: unknown }[];
}

export type Parameter = Dependence &
  /** `beside`: what goes into the same field. */
  (
    | { use: 'setting'; setting: ParameterSetting; beside?: readonly ParameterSetting[] }
    /** The code decides it. */
    | { use: 'fixed'; why: string }
    /** Never sent. */
    | { use: 'left out'; why: string }
  );

/**
 * Every field of the request, whether the user sets it and how; the settings of package.json, their check, the request
 * and the table of the README come from here and nowhere else. A field that the installed `openai` package adds and this
 * table lacks fails the type check. Ranges are those of the API's reference.
 */
export const parameters = {
  messages: { use: 'fixed', why: 'Built from the conversation or the task.' },
  model: { use: 'fixed', why: 'Chosen by gloss.provider and gloss.model.' },
  max_completion_tokens: setting(
    'maxCompletionTokens',
    'Longest answer',
    'The longest answer, in tokens. A longer one is cut and marked as cut.',
    {
      group: 'answer',
      control: 'number',
      personal: true,
      minimum: 1,
      maximum: 128_000,
      integer: true,
      unit: 'tokens',
    },
  ),
  verbosity: setting('verbosity', 'Verbosity', 'How wordy answers are, for models that can be told.', {
    group: 'answer',
    control: 'choice',
    choices: ['low', 'medium', 'high'],
  }),
  reasoning_effort: setting(
    'reasoningEffort',
    'Reasoning effort',
    'How long a reasoning model thinks before it answers. Its thoughts are paid for as output.',
    {
      group: 'answer',
      control: 'choice',
      personal: true,
      choices: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
    },
  ),
  response_format: {
    ...setting(
      'responseFormat',
      'Answer form',
      'The form of chat answers; json_schema is that of the JSON schema beside it. Tasks with a typed result bring their own.',
      {
        group: 'answer',
        control: 'choice',
        choices: ['text', 'json_object', 'json_schema'],
      },
    ),
    beside: [
      {
        key: 'jsonSchema',
        label: 'JSON schema',
        description:
          'The JSON schema that chat answers have to satisfy while their form is json_schema; one of an object.',
        group: 'answer',
        within: 'json_schema.schema',
        control: 'schema',
        maxLength: 60_000,
      },
    ],
  },
  stop: setting('stop', 'Stop at', 'Texts at which the answer ends; up to four.', {
    group: 'answer',
    control: 'list',
    maxItems: 4,
  }),
  web_search_options: {
    ...setting(
      'webSearch',
      'Web search',
      'Lets models that can search the web do so, with this much of what they find. Searches may cost extra. A task whose result is typed searches only where gloss.tasks says so.',
      {
        group: 'answer',
        control: 'choice',
        personal: true,
        choices: ['low', 'medium', 'high'],
      },
    ),
    beside: [
      {
        key: 'webSearchLocation',
        label: 'Web search from',
        description:
          'Where you roughly are, for what is searched while web search is on: any of city, region, timezone, such as Europe/Berlin, and country, by its two letters.',
        group: 'answer',
        within: 'user_location.approximate',
        control: 'map',
        personal: true,
        identifies: true,
        values: 'text',
        keys: '^(city|country|region|timezone)$',
        forms: { city: '\\S', country: '^[A-Za-z]{2}$', region: '\\S', timezone: '\\S' },
        maxItems: 4,
        maxLength: 100,
      },
    ],
  },
  n: setting('n', 'Number of answers', 'How many answers to ask for in the chat; each is paid for.', {
    group: 'answer',
    control: 'number',
    personal: true,
    minimum: 1,
    maximum: 8,
    integer: true,
  }),
  stream: setting(
    'stream',
    'Stream',
    'Whether answers arrive word by word. Gloss streams unless this is off.',
    {
      group: 'answer',
      control: 'switch',
    },
  ),
  temperature: setting(
    'temperature',
    'Temperature',
    'Randomness: low is focused and repeatable, high is varied. Change this or top P, not both.',
    {
      group: 'sampling',
      control: 'number',
      minimum: 0,
      maximum: 2,
    },
  ),
  top_p: setting(
    'topP',
    'Top P',
    'Consider only the most likely tokens that together have this probability.',
    {
      group: 'sampling',
      control: 'number',
      minimum: 0,
      maximum: 1,
    },
  ),
  presence_penalty: setting(
    'presencePenalty',
    'Presence penalty',
    'Above 0, discourages tokens that have appeared at all.',
    {
      group: 'sampling',
      control: 'number',
      minimum: -2,
      maximum: 2,
    },
  ),
  frequency_penalty: setting(
    'frequencyPenalty',
    'Frequency penalty',
    'Above 0, discourages tokens the more often they have appeared.',
    {
      group: 'sampling',
      control: 'number',
      minimum: -2,
      maximum: 2,
    },
  ),
  seed: setting('seed', 'Seed', 'Asks for the same answer to the same request, as far as the provider can.', {
    group: 'sampling',
    control: 'number',
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    integer: true,
  }),
  logit_bias: setting(
    'logitBias',
    'Logit bias',
    'Token ids and how much more (up to 100) or less (down to -100) likely each becomes.',
    {
      group: 'sampling',
      control: 'map',
      values: 'number',
      keys: '^\\d+$',
      maxItems: 1024,
      minimum: -100,
      maximum: 100,
      integer: true,
    },
  ),
  logprobs: setting('logprobs', 'Logprobs', 'Asks for the probability of each token of the answer.', {
    group: 'sampling',
    control: 'switch',
  }),
  top_logprobs: setting(
    'topLogprobs',
    'Top logprobs',
    'How many alternatives to each token to ask for. Needs logprobs.',
    {
      group: 'sampling',
      control: 'number',
      minimum: 0,
      maximum: 20,
      integer: true,
    },
    { needs: { field: 'logprobs', value: true } },
  ),
  service_tier: setting(
    'serviceTier',
    'Service tier',
    'The provider’s processing tier; it changes speed and price.',
    {
      group: 'account',
      control: 'choice',
      personal: true,
      choices: ['auto', 'standard', 'flex', 'scale', 'priority', 'fast'],
    },
  ),
  prompt_cache_key: setting(
    'promptCacheKey',
    'Prompt cache key',
    'Groups your requests so that the provider’s prompt cache is hit more often.',
    {
      group: 'account',
      control: 'text',
      personal: true,
      identifies: true,
      maxLength: 64,
    },
  ),
  store: setting('store', 'Store', 'Whether the provider may keep the conversation in your account.', {
    group: 'account',
    control: 'switch',
    personal: true,
  }),
  metadata: setting(
    'metadata',
    'Metadata',
    'Up to 16 names and values kept with stored conversations. Needs store.',
    {
      group: 'account',
      control: 'map',
      personal: true,
      identifies: true,
      values: 'text',
      keys: '^.{1,64}$',
      maxItems: 16,
      maxLength: 512,
    },
    { needs: { field: 'store', value: true } },
  ),
  safety_identifier: setting(
    'safetyIdentifier',
    'Safety identifier',
    'A stable, hashed id of the person asking, for the provider’s abuse checks.',
    {
      group: 'account',
      control: 'text',
      personal: true,
      identifies: true,
      maxLength: 64,
    },
  ),
  stream_options: {
    use: 'fixed',
    why: 'Asks for the usage of streamed answers, without padding.',
    needs: { field: 'stream', value: true },
  },
  tools: { use: 'fixed', why: 'Those that the chat is offered, by gloss.chat.tools.' },
  tool_choice: setting(
    'toolChoice',
    'Tool choice',
    'Whether the model calls the tools that a chat offers as it sees fit (auto), has to call one before it answers (required), or may not (none).',
    { group: 'answer', control: 'choice', choices: ['auto', 'required', 'none'] },
    { needs: { field: 'tools' } },
  ),
  parallel_tool_calls: setting(
    'parallelToolCalls',
    'Parallel tool calls',
    'Whether the model may call several tools at once, which then run side by side.',
    { group: 'answer', control: 'switch' },
    { needs: { field: 'tools' } },
  ),
  // https://platform.openai.com/docs/guides/predicted-outputs#limitations
  prediction: setting(
    'prediction',
    'Prediction',
    'Whether Rewrite Selection sends the selection as the prediction of its answer, which then comes sooner; what turns out otherwise is paid for as output. Unset, Gloss does so unless that lost money of late. Left out beside a longest answer, logprobs and penalties.',
    {
      group: 'answer',
      control: 'switch',
      personal: true,
    },
    {
      excludes: [
        { field: 'n', unless: 1 },
        { field: 'logprobs', unless: false },
        { field: 'presence_penalty', unless: 0 },
        { field: 'frequency_penalty', unless: 0 },
        { field: 'max_completion_tokens' },
        { field: 'tools' },
      ],
    },
  ),
  audio: { use: 'left out', why: 'Gloss reads and writes text.' },
  modalities: { use: 'left out', why: 'Gloss reads and writes text.' },
  moderation: { use: 'left out', why: 'Moderation scores have no place in the panel.' },
  prompt_cache_options: { use: 'left out', why: 'The default caches by itself.' },
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
  parameter.use === 'setting' && isField(field)
    ? [parameter.setting, ...(parameter.beside ?? [])].map(setting => ({ field, ...setting }))
    : [],
);

/** What a setting is called in a request. @param as the provider's name for its field. */
export function wireName(
  { field, within }: { field: string; within?: string | undefined },
  as = field,
): string {
  return within ? `${as}.${within}` : as;
}

/** What a field depends on; most depend on nothing. */
export function dependenceOf(field: RequestField): Dependence {
  const table: Record<RequestField, Parameter> = parameters;
  return table[field];
}

function setting(
  key: string,
  label: string,
  description: string,
  control: Control & Pick<ParameterSetting, 'group' | 'identifies' | 'personal'>,
  dependence: Dependence = {},
): Dependence & { use: 'setting'; setting: ParameterSetting } {
  return { use: 'setting', setting: { key, label, description, ...control }, ...dependence };
}

/** Whether a name is that of a field of the request. */
export function isField(name: string): name is RequestField {
  return Object.hasOwn(parameters, name);
}
