import { Session } from 'node:inspector';
import * as z from 'zod/mini';
import { fileLoadedFrom } from './freshModules.ts';

/** Places in a source text, in UTF-16 units, that were run or not; the innermost one counts. */
export const Ranges = z.array(z.tuple([z.number(), z.number(), z.boolean()]));
export type Ranges = z.infer<typeof Ranges>;

/** Begins to count what is run. @returns ends it, and gives the ranges of each file below the repository */
export function startCoverage(): () => Record<string, Ranges> {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
  return () => {
    const covered: Record<string, Ranges> = {};
    // Within one thread the answer is there before `post` returns.
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error) throw error;
      for (const { url, functions } of taken.result) {
        const file = fileLoadedFrom(url);
        if (file === undefined) continue;
        covered[file] = functions.flatMap(({ ranges }) =>
          ranges.map(({ startOffset, endOffset, count }): Ranges[number] => [
            startOffset,
            endOffset,
            count > 0,
          ]),
        );
      }
    });
    session.disconnect();
    return covered;
  };
}

/** Whether a place was run. */
export function isCovered(ranges: Ranges, start: number, end: number): boolean {
  const around = ranges.filter(([from, to]) => from <= start && end <= to);
  const size = ([from, to]: Ranges[number]) => to - from;
  // Of two that are as large the later is the inner one.
  const innermost = around.reduceRight<Ranges[number] | undefined>(
    (found, range) => (found && size(found) <= size(range) ? found : range),
    undefined,
  );
  return innermost?.[2] ?? false;
}
