import type { ChatRequest } from './request.ts';

type Field = keyof ChatRequest;

/** What the endpoint needs to know of a model to check a request; sizes in tokens. */
export interface Model {
  id: string;
  contextWindow: number;
  maxOutput: number;
  /** Refused whatever they say, unless they say no. */
  refuses: readonly Field[];
  /** Taken with this value only. */
  fixed?: Readonly<Partial<Record<Field, string | number>>>;
  /** Refused too, while the model thinks; it does so unless `reasoning_effort` is `none`. */
  refusesThinking?: readonly Field[];
}

const answering = {
  refuses: ['reasoning_effort', 'web_search_options', 'prompt_cache_options', 'audio'],
  fixed: { verbosity: 'medium' },
} satisfies Partial<Model>;

const reasoning = {
  refuses: ['max_tokens', 'logprobs', 'top_logprobs', 'stop', 'logit_bias', 'prediction'],
  fixed: { temperature: 1, top_p: 1, presence_penalty: 0, frequency_penalty: 0 },
} satisfies Partial<Model>;

/** https://developers.openai.com/api/docs/guides/deployment-checklist */
const thinking = {
  refuses: [
    ...(['max_tokens', 'stop', 'presence_penalty', 'frequency_penalty', 'logit_bias', 'prediction'] as const),
    ...(['web_search_options', 'audio'] as const),
  ],
  refusesThinking: ['temperature', 'top_p', 'logprobs', 'top_logprobs'],
} satisfies Partial<Model>;

/** The models the stand-in answers for; sizes from https://platform.openai.com/docs/models. */
export const models: readonly Model[] = [
  { id: 'gpt-4o-mini', contextWindow: 128_000, maxOutput: 16_384, ...answering },
  { id: 'gpt-4o-mini-2024-07-18', contextWindow: 128_000, maxOutput: 16_384, ...answering },
  { id: 'gpt-4o', contextWindow: 128_000, maxOutput: 16_384, ...answering },
  { id: 'gpt-4.1-mini', contextWindow: 1_047_576, maxOutput: 32_768, ...answering },
  { id: 'gpt-4.1-nano', contextWindow: 1_047_576, maxOutput: 32_768, ...answering },
  { id: 'gpt-5-mini', contextWindow: 400_000, maxOutput: 128_000, ...reasoning },
  { id: 'gpt-5-nano', contextWindow: 400_000, maxOutput: 128_000, ...reasoning },
  { id: 'gpt-6-luna', contextWindow: 1_050_000, maxOutput: 128_000, ...thinking },
  // OpenAI's own search models are gone; gateways serve others, of which this is none in particular.
  { id: 'search-mini', contextWindow: 128_000, maxOutput: 16_384, refuses: [] },
];

/** The model with this id among those that are served, a fine-tune of one included; or undefined. */
export function findModel(id: string, served: readonly Model[] = models): Model | undefined {
  const [, tuned] = /^ft:([^:]+):/.exec(id) ?? [];
  const model = served.find(candidate => candidate.id === (tuned ?? id));
  return model && { ...model, id };
}

/**
 * The model object of `GET /v1/models`. The date is the one of gpt-4o-mini: clients must not read meaning into it.
 * @param shutdownDate `YYYY-MM-DD`, for a model whose end is announced.
 */
export function describeModel(model: Model, shutdownDate?: string) {
  return {
    id: model.id,
    object: 'model',
    created: 1_721_172_741,
    owned_by: 'system',
    ...(shutdownDate ? { shutdown_date: shutdownDate } : {}),
  };
}
