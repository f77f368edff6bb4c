import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { seededRandom } from '../ui/webview/random.ts';
import type { Benchmark } from './benchmark.ts';
import { BenchProcess } from './benchProcess.ts';
import { type Median, medianOf } from './median.ts';
import { formatTable, ratioOf, takeTurns } from './takeTurns.ts';
import { bare, counters } from './tokens/counters.ts';
import { unseenTexts } from './tokens/unseenTexts.ts';

const rounds = 5;
const unseenBytes = 2_000_000;
const runLength = 200_000;
/** Of the run that all count, some of them in time quadratic in it. */
const shortRun = 5_000;
/** Of the speed of the package whose vocabulary it is. */
const speedGoal = 0.9;
/** Milliseconds. */
const runGoal = 200;

const Counted = z.object({ tokens: z.number(), time: z.number(), loading: z.number() });
const Loads = z.object({ fitting: z.number(), beyond: z.number() });

/** How fast tokens are counted, and whether at all where bytes say enough. */
export const tokens: Benchmark = {
  title: 'Counting tokens',
  async measure() {
    using processes = new DisposableStack();
    const start = (file: string, ...args: string[]) =>
      processes.use(new BenchProcess(join(import.meta.dirname, 'tokens', file), ...args));
    const counting = Object.keys(counters).map(name => ({ name, process: start('count.ts', name) }));

    const texts = unseenTexts(rounds + 1, unseenBytes);
    const loading = new Map<string, number>();
    const counts = new Map<string, number>();
    const timeOf = async (name: string, process: BenchProcess, text: string): Promise<number> => {
      const { tokens, time, loading: loaded } = Counted.parse(await process.ask(text));
      // All of them count in the same vocabulary.
      const known = counts.get(text) ?? tokens;
      assert.equal(tokens, known, name);
      counts.set(text, known);
      loading.set(name, loaded);
      return time;
    };
    const unseen = await takeTurns(
      Object.fromEntries(
        counting.map(({ name, process }) => {
          const left = [...texts];
          return [name, () => timeOf(name, process, left.shift() ?? '')];
        }),
      ),
      rounds,
    );
    const runTexts = unbrokenTexts();
    const run = await takeTurns(
      Object.fromEntries(
        counting.map(({ name, process }) => {
          // Some remember what they have counted.
          const left = [0, 1].map(round => runTexts.letters.slice(round * shortRun, (round + 1) * shortRun));
          return [name, () => timeOf(name, process, left.shift() ?? '')];
        }),
      ),
      1,
    );
    const own = counting[0]?.process;
    assert.ok(own);
    const runs = await timesOfRuns(runTexts, text => timeOf('Gloss', own, text));
    const slowest = runs
      .map(({ whole }) => whole)
      .reduce((one, other) => (one.median > other.median ? one : other));
    const { fitting, beyond } = Loads.parse(await start('loads.ts').ask(undefined));
    assert.equal(beyond, 1, 'a vocabulary that is never seen to be loaded');
    const blocked = await start('hostThread.ts', String(texts.length), String(unseenBytes)).ask(undefined);
    const onHost = medianOf(z.array(z.number()).parse(blocked));

    // The other way round, times are speeds.
    const speed = ratioOf(unseen, bare, 'Gloss');
    const megabytes = ({ median }: { median: number }) => (unseenBytes / 1e6 / (median / 1000)).toFixed(1);
    return {
      figures: [
        {
          what: `Counting 2 MB of unseen text, to the speed of ${bare}; median of ${rounds}`,
          measured: `${speed.median.toFixed(2)} times`,
          spread: `${speed.least.toFixed(2)}–${speed.most.toFixed(2)}`,
          goal: `≥ ${speedGoal} times`,
          met: speed.median >= speedGoal,
        },
        {
          what: `Counting ${runLength.toLocaleString('en')} unbroken characters, the slowest kind; median of ${rounds}`,
          measured: `${slowest.median.toFixed(0)} ms`,
          spread: `${slowest.least.toFixed(0)}–${slowest.most.toFixed(0)} ms`,
          goal: `≤ ${runGoal} ms`,
          met: slowest.median <= runGoal,
        },
        {
          what: 'Vocabularies loaded where the bytes of a text are within its limit',
          measured: String(fitting),
          goal: '0',
          met: fitting === 0,
        },
        {
          what: `Time of the host’s thread for counting 2 MB; median of ${texts.length}`,
          measured: `${onHost.median.toFixed(1)} ms`,
          spread: `${onHost.least.toFixed(1)}–${onHost.most.toFixed(1)} ms`,
          goal: '0 ms',
          met: onHost.median < 0.5,
        },
      ],
      notes: [
        `Each in a process of its own, in turns, ${rounds} texts of 2 MB in o200k_base: sources and their comments, no file of ` +
          'which is in two of them. All come to the same numbers of tokens. Loading goes as far as the first word’s count. ' +
          'Times are processor times of the one thread that counts. In Gloss that is not the host’s, which hands the text over: ' +
          'what that takes, with all until the number is there, is the host’s time above.',
        formatTable(
          ['Counted by', 'MB/s', 'Spread', `${shortRun.toLocaleString('en')} unbroken letters`, 'Loading'],
          counting.map(({ name }) => {
            const times = medianOf(unseen.get(name) ?? []);
            return [
              name,
              megabytes(times),
              `${megabytes({ median: times.most })}–${megabytes({ median: times.least })}`,
              `${medianOf(run.get(name) ?? []).median.toFixed(1)} ms`,
              `${loading.get(name)?.toFixed(0)} ms`,
            ];
          }),
        ),
        `Gloss’s own time for ${runLength.toLocaleString('en')} characters without a space to cut them at, and how many times ` +
          'that of the first half it is: merging that looks through all pairs each time would make it four.',
        formatTable(
          ['Text', 'Time', 'Spread', 'Times its half'],
          runs.map(({ what, whole, half }) => [
            what,
            `${whole.median.toFixed(0)} ms`,
            `${whole.least.toFixed(0)}–${whole.most.toFixed(0)} ms`,
            (whole.median / half.median).toFixed(1),
          ]),
        ),
      ],
    };
  },
};

async function timesOfRuns(
  texts: Readonly<Record<string, string>>,
  timeOf: (text: string) => Promise<number>,
): Promise<{ what: string; whole: Median; half: Median }[]> {
  const results = [];
  for (const [what, text] of Object.entries(texts)) {
    const halfText = text.slice(runLength / 2);
    const taken = await takeTurns({ whole: () => timeOf(text), half: () => timeOf(halfText) }, rounds);
    results.push({
      what,
      whole: medianOf(taken.get('whole') ?? []),
      half: medianOf(taken.get('half') ?? []),
    });
  }
  return results;
}

/** Ideographs have three bytes each, and few of these pairs come twice. */
function unbrokenTexts() {
  const random = seededRandom(1);
  const letters = (from: number, count: number) =>
    Array.from({ length: runLength }, () => String.fromCharCode(from + Math.floor(random() * count))).join(
      '',
    );
  return {
    'one letter': 'a'.repeat(runLength),
    letters: letters(97, 26),
    ideographs: letters(0x4e00, 3000),
    spaces: ' '.repeat(runLength),
  };
}
