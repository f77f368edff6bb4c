import type { FieldView, ParametersView } from '../../../src/chat/protocol.ts';

/** A field that is not set; the parts that matter are given. */
export function field(key: string, more: Partial<FieldView> = {}): FieldView {
  return {
    key,
    label: key,
    description: `What ${key} does.`,
    sentAs: key,
    control: { control: 'text', maxLength: 64 },
    value: null,
    source: '',
    own: false,
    unset: 'not sent',
    ...more,
  };
}

const number = (minimum: number, maximum: number): FieldView['control'] => ({
  control: 'number',
  minimum,
  maximum,
});
const integer = (minimum: number, maximum: number): FieldView['control'] => ({
  control: 'number',
  minimum,
  maximum,
  integer: true,
});
const choice = (...choices: string[]): FieldView['control'] => ({ control: 'choice', choices });

/** A drawer as full as it gets. */
export const fullView: ParametersView = {
  scope: 'chat',
  models: [
    {
      provider: 'openai',
      name: 'OpenAI',
      models: [
        { id: 'gpt-4o-mini', label: 'gpt-4o-mini' },
        { id: 'gpt-5', label: 'gpt-5' },
      ],
    },
    {
      provider: 'openrouter',
      name: 'OpenRouter',
      models: [{ id: 'qwen/qwen3-coder', label: 'qwen3-coder' }],
    },
  ],
  chosen: { provider: 'openai', model: 'gpt-4o-mini' },
  facts: '128,000 tokens window · 16,384 out · $0.15 in, $0.60 out per million · as of 2026-05-01',
  presets: ['Careful', 'Brainstorm'],
  groups: [
    {
      title: 'Answer',
      fields: [
        field('maxCompletionTokens', {
          label: 'Longest answer',
          sentAs: 'max_completion_tokens',
          description: 'The longest answer, in tokens. A longer one is cut and marked as cut.',
          control: { control: 'number', minimum: 1, maximum: 16_384, integer: true, unit: 'tokens' },
          value: 20_000,
          source: 'User settings',
          mistake: 'Longest answer must be from 1 to 16,384 for gpt-4o-mini; it is not sent.',
        }),
        field('verbosity', { label: 'Verbosity', control: choice('low', 'medium', 'high'), unset: 'medium' }),
        field('reasoningEffort', {
          label: 'Reasoning effort',
          sentAs: 'reasoning_effort',
          control: choice('none', 'minimal', 'low', 'medium', 'high'),
          value: 'high',
          source: 'This chat',
          own: true,
        }),
        field('responseFormat', { label: 'Form', control: choice('text', 'json_object') }),
        field('jsonSchema', {
          label: 'JSON schema',
          control: { control: 'schema', maxLength: 60_000 },
          value: JSON.stringify({ type: 'object', properties: { title: { type: 'string' } } }, null, 2),
          source: 'This chat',
          own: true,
          mistake: 'Not sent: only taken while Form is json_schema.',
        }),
        field('stop', {
          label: 'Stop at',
          control: { control: 'list', maxItems: 4 },
          value: ['###', 'END'],
          source: 'This chat',
          own: true,
        }),
        field('webSearch', { label: 'Web search', control: choice('low', 'medium', 'high') }),
        field('webSearchLocation', {
          label: 'Web search from',
          control: { control: 'map', values: 'text', keys: '^(city|country|region|timezone)$', maxItems: 4 },
          value: { country: 'AT', timezone: 'Europe/Vienna' },
          source: 'This chat',
          own: true,
          mistake: 'Not sent: only taken while Web search is on.',
        }),
        field('n', { label: 'Answers', control: integer(1, 8), unset: '1' }),
        field('stream', { label: 'Stream', control: { control: 'switch' }, unset: 'on' }),
      ],
    },
    {
      title: 'Sampling',
      fields: [
        field('temperature', {
          label: 'Temperature',
          description:
            'Randomness: low is focused and repeatable, high is varied. Change this or top P, not both.',
          control: number(0, 2),
          value: 0.7,
          source: 'This chat',
          own: true,
          unset: '1',
        }),
        field('topP', { label: 'Top P', sentAs: 'top_p', control: number(0, 1), unset: '1' }),
        field('presencePenalty', { label: 'Presence penalty', control: number(-2, 2) }),
        field('frequencyPenalty', {
          label: 'Frequency penalty',
          control: number(-2, 2),
          value: 0.5,
          source: 'Workspace settings',
        }),
        field('seed', {
          label: 'Seed',
          control: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
          value: 1234,
          source: 'User settings',
        }),
        field('logitBias', {
          label: 'Logit bias',
          control: { control: 'map', values: 'number', keys: '^\\d+$', maxItems: 1024 },
          value: { '1734': -100, '50256': 5 },
          source: 'This chat',
          own: true,
        }),
        field('logprobs', { label: 'Logprobs', control: { control: 'switch' } }),
        field('topLogprobs', { label: 'Top logprobs', control: integer(0, 20) }),
      ],
    },
    {
      title: 'Account',
      fields: [
        field('serviceTier', { label: 'Service tier', control: choice('auto', 'flex', 'priority') }),
        field('promptCacheKey', { label: 'Prompt cache key', sentAs: 'prompt_cache_key' }),
        field('store', {
          label: 'Store',
          control: { control: 'switch' },
          value: 'on',
          source: 'This chat',
          own: true,
        }),
        field('metadata', {
          label: 'Metadata',
          control: { control: 'map', values: 'text', keys: '^.{1,64}$', maxItems: 16, maxLength: 512 },
        }),
        field('safetyIdentifier', { label: 'Safety identifier' }),
      ],
    },
  ],
  ignored: 'Set, but not sent: Verbosity.',
  refused: 'api.openai.com refused logprobs for gpt-4o-mini; it is left out.',
  example: {
    json: '{\n  "model": "gpt-4o-mini",\n  "messages": [\n    {\n      "role": "user",\n      "content": "Why does this retry twice?"\n    }\n  ],\n  "temperature": 0.7,\n  "reasoning_effort": "high",\n  "stream": true\n}',
    curl: 'curl \'https://api.openai.com/v1/chat/completions\' \\\n  -H "Authorization: Bearer $API_KEY"',
    python: 'import json, os, urllib.request\n\nbody = {"model": "gpt-4o-mini"}',
    typescript: "const response = await fetch('https://api.openai.com/v1/chat/completions');",
  },
  estimate: '≈ 1,204 tokens · $0.0002',
};

/** The view with some of its fields changed. */
export function withFields(
  view: ParametersView,
  changes: Record<string, Partial<FieldView>>,
): ParametersView {
  return {
    ...view,
    groups: view.groups.map(group => ({
      ...group,
      fields: group.fields.map(one => ({ ...one, ...changes[one.key] })),
    })),
  };
}
