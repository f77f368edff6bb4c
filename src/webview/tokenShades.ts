/** How tokens are shaded: not at all from the first probability on, and ever stronger below each further one. */
export const levels = [
  { level: 0, from: 0.95 },
  { level: 1, from: 0.75 },
  { level: 2, from: 0.5 },
  { level: 3, from: 0.25 },
  { level: 4, from: 0 },
] as const;

export function levelOf(probability: number): number {
  return levels.find(({ from }) => probability >= from)?.level ?? 4;
}

const least = 0.001;

/** A probability for people to read; what is next to none, or next to certain, is not made to be that. */
export function percent(probability: number): string {
  if (probability < least / 2) return `< ${format(least)}`;
  return probability < 1 && probability > 1 - least / 2 ? `> ${format(1 - least)}` : format(probability);
}

function format(probability: number): string {
  return probability.toLocaleString(document.documentElement.lang || undefined, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
}
