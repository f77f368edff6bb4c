import type { Benchmark } from './benchmark.ts';
import { RenderStage } from './render/renderStage.ts';
import { selfTimes } from './render/selfTimes.ts';

/** The browser's names of what it does, in words. Whatever else there is is waiting and handing over. */
const costs: Readonly<Record<string, string>> = {
  Layout: 'laying out: where each line breaks and stands',
  UpdateLayoutTree: 'finding the styles of what is new',
  PrePaint: 'finding what has to be painted again',
  Paint: 'listing what is to be painted',
  Layerize: 'dividing it into layers',
  Commit: 'handing it to the thread that draws',
  FunctionCall: 'script',
  V8GCScavenge: 'collecting garbage',
  MinorGC: 'collecting garbage',
  MajorGC: 'collecting garbage',
  HitTest: 'finding what is under the mouse',
  IntersectionObserverController: 'looking what is in sight',
};
const shown = 3;
const functionsShown = 8;

/** Where the time of a streamed answer goes. */
export const renderProfile: Benchmark = {
  title: 'Rendering, profiled',
  async measure() {
    await using stage = await RenderStage.open();
    const { trace, functions } = await stage.profile({
      contestant: 'gloss',
      kind: 'mixed',
      length: 65_536,
      pace: { step: 40 },
    });
    const byCost = new Map<string, number>();
    for (const [name, time] of selfTimes(trace)) {
      const cost = costs[name];
      if (cost) byCost.set(cost, (byCost.get(cost) ?? 0) + time);
    }
    const total = [...byCost.values()].reduce((sum, time) => sum + time, 0);
    const largest = [...byCost].toSorted(([, a], [, b]) => b - a);
    const percent = (time: number, of: number) => `${((time / of) * 100).toFixed(0)} %`;
    const script = [...functions.values()].reduce((sum, time) => sum + time, 0);
    return {
      figures: [],
      notes: [
        `One streamed answer, as above, in the browser’s own trace. The three largest costs: ${largest
          .slice(0, shown)
          .map(([cost, time]) => `${cost} (${percent(time, total)})`)
          .join('; ')}.`,
        [
          '| What the main thread does | Milliseconds | Share |',
          '| --- | ---: | ---: |',
          ...largest.map(([cost, time]) => `| ${cost} | ${time.toFixed(0)} | ${percent(time, total)} |`),
        ].join('\n'),
        'Of the script, by the time in a function itself:',
        [
          '| Function | Milliseconds | Share |',
          '| --- | ---: | ---: |',
          ...[...functions]
            .toSorted(([, a], [, b]) => b - a)
            .slice(0, functionsShown)
            .map(([name, time]) => `| \`${name}\` | ${time.toFixed(0)} | ${percent(time, script)} |`),
        ].join('\n'),
      ],
    };
  },
};
