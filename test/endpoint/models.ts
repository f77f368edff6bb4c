/** What the endpoint needs to know of a model to check a request; sizes in tokens. */
export interface Model {
  id: string;
  contextWindow: number;
  maxOutput: number;
  /** Reasoning models take `reasoning_effort` and `verbosity`, and refuse the sampling parameters. */
  reasoning: boolean;
}

/** The models the stand-in answers for; sizes from https://platform.openai.com/docs/models. */
export const models: readonly Model[] = [
  { id: 'gpt-4o-mini', contextWindow: 128_000, maxOutput: 16_384, reasoning: false },
  { id: 'gpt-4o-mini-2024-07-18', contextWindow: 128_000, maxOutput: 16_384, reasoning: false },
  { id: 'gpt-4o', contextWindow: 128_000, maxOutput: 16_384, reasoning: false },
  { id: 'gpt-4.1-mini', contextWindow: 1_047_576, maxOutput: 32_768, reasoning: false },
  { id: 'gpt-4.1-nano', contextWindow: 1_047_576, maxOutput: 32_768, reasoning: false },
  { id: 'gpt-5-mini', contextWindow: 400_000, maxOutput: 128_000, reasoning: true },
  { id: 'gpt-5-nano', contextWindow: 400_000, maxOutput: 128_000, reasoning: true },
];

/** The model with this id, or undefined. */
export function findModel(id: string): Model | undefined {
  return models.find(model => model.id === id);
}

/** The model object of `GET /v1/models`. The date is the one of gpt-4o-mini: clients must not read meaning into it. */
export function describeModel(model: Model) {
  return { id: model.id, object: 'model', created: 1_721_172_741, owned_by: 'system' };
}
