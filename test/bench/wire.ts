import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Benchmark } from './benchmark.ts';
import { BenchProcess } from './benchProcess.ts';
import { medianOf } from './median.ts';
import { formatTable, ratioOf, takeTurns } from './takeTurns.ts';
import { eventCount } from './wire/events.ts';

const rounds = 7;
/** Until most of the code is compiled. */
const warmUps = 5;
/** Of the time that parsing the JSON of all events takes. */
const goal = 3;
const limit = 'JSON.parse of all, nothing else';
const others = [
  'fetch, bytes thrown away',
  'fetch, eventsource-parser, JSON.parse',
  '`openai`, `create({ stream: true })`',
  '`openai`, `.stream()`',
];

/** What it costs the extension host to make events of what comes out of a socket. */
export const wire: Benchmark = {
  title: 'The wire: from the socket to an event',
  async measure() {
    const folder = join(import.meta.dirname, 'wire');
    using processes = new DisposableStack();
    const server = processes.use(new BenchProcess(join(folder, 'serveEvents.ts')));
    const baseUrl = await server.ask('where');
    const contestants = Object.fromEntries(
      [limit, ...others, 'Gloss'].map(name => {
        const reader = processes.use(new BenchProcess(join(folder, 'read.ts'), name));
        return [name, async () => z.number().parse(await reader.ask(baseUrl))];
      }),
    );
    const cold = await takeTurns(contestants, 1, 0);
    const taken = await takeTurns(contestants, rounds, warmUps);
    const { median, least, most } = ratioOf(taken, 'Gloss', limit);
    return {
      figures: [
        {
          what: `Reading an answer of ${eventCount.toLocaleString('en')} events, to parsing their JSON; median of ${rounds}`,
          measured: `${median.toFixed(1)} times`,
          spread: `${least.toFixed(1)}–${most.toFixed(1)}`,
          goal: `≤ ${goal} times`,
          met: median <= goal,
        },
      ],
      notes: [
        'Processor time of a process that reads an answer over HTTP from another one, which writes its events of 306 bytes as ' +
          'fast as they are read, so that some 200 arrive at once. What Gloss does more than take the JSON apart: it holds ' +
          'every byte and field against what may come there, minds silences, and proves how the answer ended. Words that ' +
          'arrive together it hands on as one event; the packages hand on each by itself.',
        formatTable(
          ['Reader', 'Processor time', 'To JSON.parse', 'Spread', 'The first time'],
          [...taken].map(([name, times]) => {
            const ratio = ratioOf(taken, name, limit);
            return [
              name,
              `${medianOf(times).median.toFixed(0)} ms`,
              ratio.median.toFixed(1),
              `${ratio.least.toFixed(1)}–${ratio.most.toFixed(1)}`,
              `${medianOf(cold.get(name) ?? []).median.toFixed(0)} ms`,
            ];
          }),
        ),
      ],
    };
  },
};
