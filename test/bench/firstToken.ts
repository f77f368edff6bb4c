import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { Benchmark } from './benchmark.ts';
import { BenchProcess } from './benchProcess.ts';
import { medianOf } from './median.ts';
import { formatTable, type Rounds, ratioOf, takeTurns } from './takeTurns.ts';

/** Milliseconds from one end of the network to the other. */
const oneWay = 25;
const warmRounds = 25;
const idleRounds = 7;
/** Seconds without a request. Node drops a connection after four where the server does not say how long it keeps it. */
const idle = Number(process.env['GLOSS_BENCH_IDLE'] ?? 6);
/** Of a round trip. */
const goal = 1.1;
const limit = 'a round trip';

/** How long the first word takes, in round trips. */
export const firstToken: Benchmark = {
  title: 'The first token',
  async measure() {
    const folder = join(import.meta.dirname, 'firstToken');
    using processes = new DisposableStack();
    const server = processes.use(new BenchProcess(join(folder, 'serve.ts')));
    const baseUrl = z.string().parse(await server.ask(oneWay));
    const askers = [limit, 'fetch', 'openai', 'Gloss'].map(name => ({
      name,
      process: processes.use(new BenchProcess(join(folder, 'ask.ts'), name)),
    }));
    const contestants = (isWritten: boolean) =>
      Object.fromEntries(
        askers.map(({ name, process }) => [
          name,
          async () => z.number().parse(await process.ask({ baseUrl, isWritten })),
        ]),
      );
    const warm = await takeTurns(contestants(false), warmRounds);
    const pause = { pause: () => setTimeout(idle * 1000, 0) };
    const cold = await takeTurns({ ...pause, ...contestants(true) }, idleRounds, 0);
    return {
      figures: [figureOf('on a warm connection', warm), figureOf(`after ${idle} s without a request`, cold)],
      notes: [
        `From the question to the first word, through a network of ${oneWay} ms each way, where a new connection takes a round ` +
          'trip more; one with TLS takes another, or two. A round trip is that of a request to a connection that is never ' +
          'dropped. The contestants take turns, each in a process with connections of its own. After a pause Gloss opens a ' +
          'connection again while the question is written, to whoever was asked before in the same window; the first question ' +
          'of a window takes what `fetch` takes. ' +
          `GLOSS_BENCH_IDLE=60 lets a minute pass in place of ${idle} s, which makes no difference to who drops them after four.`,
        formatTable(
          ['Asked by', 'Warm', 'Spread', `After ${idle} s`, 'Spread'],
          askers.map(({ name }) => [name, ...cellsOf(warm, name), ...cellsOf(cold, name)]),
        ),
      ],
    };
  },
};

function figureOf(when: string, rounds: Rounds) {
  const { median, least, most } = ratioOf(rounds, 'Gloss', limit);
  return {
    what: `First word ${when}, to a round trip; median of ${rounds.get(limit)?.length}`,
    measured: `${median.toFixed(2)} times`,
    spread: `${least.toFixed(2)}–${most.toFixed(2)}`,
    goal: `≤ ${goal} times`,
    met: median <= goal,
  };
}

function cellsOf(rounds: Rounds, name: string): string[] {
  const { median } = medianOf(rounds.get(name) ?? []);
  const ratio = ratioOf(rounds, name, limit);
  return [
    `${median.toFixed(0)} ms, ${ratio.median.toFixed(2)} times`,
    `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
  ];
}
