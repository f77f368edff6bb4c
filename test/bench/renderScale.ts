import type { Benchmark } from './benchmark.ts';
import { median, range } from './median.ts';
import { RenderStage } from './render/renderStage.ts';

const rounds = 3;
const goal = 1.2;
/** So much is streamed, up to each of the lengths. */
const window = 8_192;
const lengths = { short: 16_384, long: 262_144 };
const step = 40;

/** Whether the next word of a long answer costs more than that of a short one, by more than the browser's own work does. */
export const renderScale: Benchmark = {
  title: 'Rendering the end of a long answer',
  async measure() {
    await using stage = await RenderStage.open();
    const costOf = async (contestant: string, length: number) => {
      const play = { kind: 'mixed', length, pace: { step }, from: length - window, ends: false } as const;
      const { cost, frames } = await stage.play({ contestant, ...play });
      return cost / frames;
    };
    const results: { gloss: number; floor: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const growth = async (contestant: string) =>
        (await costOf(contestant, lengths.long)) / (await costOf(contestant, lengths.short));
      results.push({ floor: await growth('floor'), gloss: await growth('gloss') });
    }
    const ratios = results.map(({ gloss, floor }) => gloss / floor);
    const ratio = median(ratios);
    return {
      figures: [
        {
          what: `Cost of a flush at 256 KB to that at 16 KB, to the same of the floor; median of ${rounds}`,
          measured: `${ratio.toFixed(2)} times`,
          spread: range(ratios),
          goal: `≤ ${goal} times`,
          met: ratio <= goal,
        },
      ],
      notes: [
        `The last ${window.toLocaleString('en')} characters before each length, ${step} before each frame, without the end of the answer. ` +
          `At 256 KB a flush costs the floor ${describe(results.map(({ floor }) => floor))} what it costs at 16 KB, Gloss ` +
          `${describe(results.map(({ gloss }) => gloss))}.`,
      ],
    };
  },
};

function describe(values: readonly number[]): string {
  return `${median(values).toFixed(2)} times (${range(values)})`;
}
