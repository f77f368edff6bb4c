import type { LabelCard } from './card.ts';

/** A classification as it is copied, for programs to read. */
export function labelJson({ labels: [first, second], unsure }: LabelCard) {
  return {
    label: first?.name ?? null,
    probability: first?.probability ?? null,
    runnerUp: second ? { label: second.name, probability: second.probability } : null,
    unsure,
  };
}
