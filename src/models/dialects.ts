import type { Dialect, Takes } from './provider.ts';

/** What a server that calls itself compatible can be trusted to take; Ollama's, LM Studio's, llama.cpp's and vLLM's share. */
const common: Takes = {
  temperature: {},
  top_p: {},
  presence_penalty: {},
  frequency_penalty: {},
  max_completion_tokens: { as: 'max_tokens' },
  seed: {},
  stop: {},
  response_format: {},
  stream: {},
  stream_options: {},
  tools: {},
};

/** Everything that the API has, for its models and for servers that follow it closely. */
const everything: Takes = {
  ...common,
  max_completion_tokens: {},
  logit_bias: {},
  logprobs: {},
  top_logprobs: {},
  n: {},
  service_tier: {},
  store: {},
  metadata: {},
  prompt_cache_key: {},
  safety_identifier: {},
  tool_choice: {},
  parallel_tool_calls: {},
  prediction: {},
  reasoning_effort: {},
  verbosity: {},
  web_search_options: {},
};

/** How a server may want its requests; `gloss.customEndpoints` names one of them. */
export const dialects = {
  openai: { takes: everything, features: ['structuredOutputs', 'tools', 'logprobs', 'vision'] },
  common: { takes: common, features: ['structuredOutputs', 'tools'] },
  /** Gateways that turn a form into requests: one prompt, few parameters. */
  form: {
    takes: {
      temperature: {},
      top_p: {},
      presence_penalty: {},
      frequency_penalty: {},
      seed: {},
      max_completion_tokens: {},
      response_format: {},
      stream: {},
    },
    features: ['vision'],
    body: 'form',
  },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;
