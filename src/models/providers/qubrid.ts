import type { Dialect, Provider } from '../provider.ts';

/** No more than what its page of the model lists: no usage in streams, no schemas. */
const dialect: Dialect = {
  takes: {
    stream: { default: true },
    temperature: { default: 0.7 },
    max_completion_tokens: { as: 'max_tokens', default: 4_096 },
    top_p: { default: 1 },
  },
  features: [],
};

export const qubrid: Provider = {
  id: 'qubrid',
  name: 'Qubrid',
  baseUrl: 'https://platform.qubrid.com/v1',
  key: 'required',
  dialect,
  models: [
    {
      id: 'openai/gpt-4o-mini',
      contextWindow: 128_000,
      price: { input: 0.4, cachedInput: 0.1, output: 1.6, asOf: '2026-11-20' },
      ...dialect,
      unverified: ['limits', 'price', 'parameters', 'features'],
    },
  ],
};
