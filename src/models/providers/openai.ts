import type { Model, Provider } from '../provider.ts';

/** Not a reasoning model, so it refuses what steers reasoning. */
const gpt4oMini: Omit<Model, 'id'> = {
  contextWindow: 128_000,
  maxOutput: 16_384,
  price: { input: 0.15, cachedInput: 0.075, output: 0.6, asOf: '2026-11-20' },
  refuses: ['reasoning_effort', 'verbosity'],
};

export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  key: 'required',
  keysUrl: 'https://platform.openai.com/api-keys',
  billingUrl: 'https://platform.openai.com/settings/organization/billing',
  // Padding against traffic analysis is a tenth more bytes.
  streamOptions: { include_obfuscation: false },
  models: [
    { id: 'gpt-4o-mini', ...gpt4oMini },
    { id: 'gpt-4o-mini-2024-07-18', ...gpt4oMini },
  ],
};
