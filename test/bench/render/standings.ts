import { median, range } from '../median.ts';
import type { Play } from './page.ts';
import type { RenderStage, Staged } from './renderStage.ts';

/** How a contestant did, beside the floor of the same round. */
export interface Standing {
  contestant: string;
  /** Its cost by that of the floor, of each round. At least so much, where it was broken off. */
  ratios: number[];
  brokenOff: boolean;
  /** Of the last round. */
  last: Staged;
}

/**
 * Plays the floor, Gloss and others one after another, as many times as there are rounds.
 *
 * @param limit milliseconds after which one of the others is broken off
 * @param tooDear one of the others that costs more than so many floors is not played again
 */
export async function standingsOf(
  stage: RenderStage,
  others: readonly string[],
  { limit, ...play }: Omit<Play, 'contestant'> & { limit: number },
  { rounds, tooDear }: { rounds: number; tooDear: number },
): Promise<Standing[]> {
  const standings = new Map<string, Standing>();
  for (let round = 0; round < rounds; round++) {
    let floor = Number.NaN;
    for (const contestant of ['floor', 'gloss', ...others]) {
      const before = standings.get(contestant)?.ratios ?? [];
      const isOther = others.includes(contestant);
      if (isOther && (before[0] ?? 0) > tooDear) continue;
      const last = await stage.play({ ...play, contestant, ...(isOther && { limit }) });
      if (contestant === 'floor') floor = last.cost;
      const ratios = [...before, last.cost / floor];
      standings.set(contestant, { contestant, ratios, brokenOff: last.share < 1, last });
    }
  }
  return [...standings.values()];
}

/** A ratio for people, such as `1.27`. */
export function formatRatio({ ratios, brokenOff }: Standing): string {
  const ratio = median(ratios);
  return `${brokenOff ? '> ' : ''}${ratio.toFixed(ratio < 10 ? 2 : 0)}`;
}

/** From the smallest to the largest; nothing of a single one. */
export function formatSpread({ ratios }: Standing): string {
  return ratios.length > 1 ? range(ratios) : '–';
}

/** The row of a contestant: its ratio, the spread, the time of the last round, and what became of the document. */
export function standingRow(standing: Standing): string {
  const { contestant, last } = standing;
  const { itsOwn, markeds } = last.equal;
  const document = last.share < 1 ? `broken off at ${Math.round(last.share * 100)} %` : sayWhether(markeds);
  const own = last.share < 1 ? '–' : sayWhether(itsOwn);
  const cells = [
    contestant,
    formatRatio(standing),
    formatSpread(standing),
    last.cost.toFixed(0),
    document,
    own,
  ];
  return `| ${cells.join(' | ')} |`;
}

export const standingHead =
  '| Who | ÷ floor | Spread | Milliseconds | Equals one-shot marked | Equals its own one-shot |\n' +
  '| --- | ---: | ---: | ---: | --- | --- |';

function sayWhether(is: boolean): string {
  return is ? 'yes' : 'no';
}
