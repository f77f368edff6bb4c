import type { Script } from '../../endpoint/script.ts';

/** An answer with a label, and with others that the model held probable in its place. */
export function labelled(label: string, probability: number, others: Record<string, number> = {}): Script {
  const entry = (token: string, share: number) => ({ token, logprob: Math.log(share), bytes: null });
  const alternatives = Object.entries(others).map(([token, share]) => entry(token, share));
  return {
    tokens: [
      ...['{"', 'label', '":"'].map(token => ({ ...entry(token, 1), top_logprobs: [entry(token, 1)] })),
      { ...entry(label, probability), top_logprobs: [entry(label, probability), ...alternatives] },
      { ...entry('"}', 1), top_logprobs: [entry('"}', 1)] },
    ],
  };
}
