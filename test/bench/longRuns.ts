import { countTokens } from '../../src/models/tokenizer.ts';
import { seededRandom } from '../ui/webview/random.ts';
import type { Benchmark } from './benchmark.ts';

const length = 200_000;
const goal = 200;
const runs = 5;

const random = seededRandom(1);
/** Texts without a space to cut them at; ideographs have three bytes each, and few of these pairs come twice. */
const texts = {
  'one letter': 'a'.repeat(length),
  letters: Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join(''),
  ideographs: Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 3000))).join(
    '',
  ),
  spaces: ' '.repeat(length),
};

/** How long tokens take to count in text without spaces, and whether twice the text takes twice the time. */
export const longRuns: Benchmark = {
  title: `Counting the tokens of ${length.toLocaleString('en')} unbroken characters`,
  async measure() {
    // The vocabulary is made ready with the first count.
    countTokens('');
    const rows = Object.entries(texts).map(([what, text]) => {
      const half = medianTime(text.slice(length / 2));
      const whole = medianTime(text);
      return { what, whole, ratio: whole / half };
    });
    const slowest = Math.max(...rows.map(({ whole }) => whole));
    return {
      figures: [
        {
          what: `Counting ${length.toLocaleString('en')} unbroken characters, the slowest kind`,
          measured: `${slowest.toFixed(0)} ms`,
          goal: `< ${goal} ms`,
          met: slowest < goal,
        },
      ],
      notes: [
        `The median of ${runs} counts each, in this process, and how many times that of the first half it is: merging that ` +
          'looks through all pairs each time would make it four.',
        [
          '| Text | Time | Times its half |',
          '| --- | ---: | ---: |',
          ...rows.map(
            ({ what, whole, ratio }) => `| ${what} | ${whole.toFixed(0)} ms | ${ratio.toFixed(1)} |`,
          ),
        ].join('\n'),
      ],
    };
  },
};

function medianTime(text: string): number {
  const times = Array.from({ length: runs }, () => {
    const begun = performance.now();
    countTokens(text);
    return performance.now() - begun;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}
