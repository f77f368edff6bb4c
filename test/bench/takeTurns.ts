import { type Median, medianOf } from './median.ts';

/** What each contestant took, by its name, in the order of the rounds. */
export type Rounds = ReadonlyMap<string, readonly number[]>;

/**
 * Has every contestant go once in each round, so that what else the machine does meets all of them alike.
 * @param warmUps rounds before the first that count for nothing: code is compiled while it runs.
 */
export async function takeTurns(
  contestants: Readonly<Record<string, () => number | Promise<number>>>,
  rounds: number,
  warmUps = 1,
): Promise<Rounds> {
  const taken = new Map(Object.keys(contestants).map(name => [name, [] as number[]]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [name, go] of Object.entries(contestants)) {
      const took = await go();
      if (round >= 0) taken.get(name)?.push(took);
    }
  }
  return taken;
}

/** How many times what another took in the same round a contestant did. */
export function ratioOf(rounds: Rounds, name: string, other: string): Median {
  const others = rounds.get(other) ?? [];
  return medianOf((rounds.get(name) ?? []).map((took, round) => took / (others[round] ?? Number.NaN)));
}

/** A table of Markdown; all columns but the first are numbers. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ['---', ...head.slice(1).map(() => '---:')], ...rows];
  return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n');
}
