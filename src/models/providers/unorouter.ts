import type { Dialect, Provider } from '../provider.ts';

/** What it lists for the model. A stream is the protocol's own; usage in it is not promised. */
const dialect: Dialect = {
  takes: {
    frequency_penalty: {},
    logit_bias: {},
    logprobs: {},
    max_completion_tokens: { as: 'max_tokens', maximum: 4_096 },
    presence_penalty: {},
    response_format: {},
    seed: {},
    stop: {},
    stream: {},
    temperature: {},
    tool_choice: {},
    tools: {},
    top_logprobs: {},
    top_p: {},
    web_search_options: {},
  },
  features: ['structuredOutputs', 'tools', 'logprobs', 'vision', 'files', 'webSearch'],
};

export const unorouter: Provider = {
  id: 'unorouter',
  name: 'UnoRouter',
  baseUrl: 'https://api.unorouter.com/v1',
  key: 'required',
  dialect,
  models: [
    {
      id: 'gpt-4o-mini',
      contextWindow: 128_000,
      maxOutput: 4_096,
      reads: ['image', 'file'],
      // What a search of the web costs it does not publish.
      price: { input: 0, cachedInput: 0, output: 0, asOf: '2026-11-20' },
      ...dialect,
      unverified: ['limits', 'price', 'parameters', 'features'],
    },
  ],
};
