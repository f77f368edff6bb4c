import type { Benchmark } from './benchmark.ts';
import { median, range } from './median.ts';
import { RenderStage } from './render/renderStage.ts';

/** Many short ones: what else the machine does falls on some of them. */
const rounds = 7;
const seconds = 4;
const slowdown = 4;
const tokensPerSecond = 150;
/** The end of the long answer, which is the dearest part, as much as comes in the seconds of a round. */
const length = 65_536;
const from = length - seconds * tokensPerSecond * 4;
/** In hundredths, beyond the floor's own. */
const goal = 0.5;
const longest = 50;

/** Whether an answer is shown at the screen's own pace where the processor is four times slower. */
export const renderSlow: Benchmark = {
  title: 'Rendering on a slow machine',
  async measure() {
    await using stage = await RenderStage.open([]);
    const play = { kind: 'mixed', length, from, pace: { rate: tokensPerSecond * 4 } } as const;
    const turn = async (contestant: string) => {
      const { frames, missed, longestTask } = await stage.play({ ...play, contestant }, slowdown);
      return { dropped: (missed / (frames + missed)) * 100, longestTask };
    };
    const results: Record<'floor' | 'gloss', { dropped: number; longestTask: number }>[] = [];
    for (let round = 0; round < rounds; round++) {
      results.push({ floor: await turn('floor'), gloss: await turn('gloss') });
    }
    const more = results.map(({ gloss, floor }) => gloss.dropped - floor.dropped);
    const tasks = results.map(({ gloss }) => gloss.longestTask);
    const longestTask = Math.max(...tasks);
    return {
      figures: [
        {
          what: `Frames dropped at ${tokensPerSecond} tokens/s and a ${slowdown} times slower processor, beyond the floor’s; median of ${rounds}`,
          measured: `${median(more).toFixed(1)} %`,
          spread: range(more, 1),
          goal: `≤ ${goal} %`,
          met: median(more) <= goal,
        },
        {
          what: 'The longest task meanwhile, the end of the answer included',
          measured: sayTask(longestTask),
          spread: tasks.map(sayTask).join(', '),
          goal: `≤ ${longest} ms`,
          met: longestTask <= longest,
        },
      ],
      notes: [
        `The last ${seconds} seconds of an answer of 16,384 tokens, at ${tokensPerSecond} tokens a second and 60 frames a second, then its end. ` +
          'Dropped are frames for which the page was not asked in time.',
        [
          '| Round | Floor: dropped | Longest task | Gloss: dropped | Longest task |',
          '| ---: | ---: | ---: | ---: | ---: |',
          ...results.map(({ floor, gloss }, round) => {
            const cells = [floor, gloss].flatMap(({ dropped, longestTask }) => [
              `${dropped.toFixed(1)} %`,
              sayTask(longestTask),
            ]);
            return `| ${[round + 1, ...cells].join(' | ')} |`;
          }),
        ].join('\n'),
      ],
    };
  },
};

/** The browser tells only of tasks of 50 ms and more. */
function sayTask(milliseconds: number): string {
  return milliseconds === 0 ? '< 50 ms' : `${milliseconds.toFixed(0)} ms`;
}
