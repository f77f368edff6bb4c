import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod/mini';
import { retriedAnswer } from '../../src/openai/retriedAnswer.ts';
import type { Benchmark } from './benchmark.ts';
import { BenchProcess } from './benchProcess.ts';
import { medianOf } from './median.ts';
import { now } from './stop/now.ts';
import { formatTable, takeTurns } from './takeTurns.ts';

const rounds = 20;
/** Milliseconds. */
const goal = 50;
const patience = { firstToken: 60_000, stall: 60_000 };
const request = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }], stream: true };

const moments = {
  silence: 'before the first word',
  words: 'at 150 words a second',
  flood: 'while words come as fast as they are read',
};

/** How soon after a stop the endpoint sees its connection closed. */
export const stop: Benchmark = {
  title: 'Stopping an answer',
  async measure() {
    using server = new BenchProcess(join(import.meta.dirname, 'stop', 'serve.ts'));
    const origin = z.string().parse(await server.ask('where'));
    const taken = await takeTurns(
      Object.fromEntries(
        Object.entries(moments).map(([kind, name]) => [
          name,
          () => stopAfter(server, `${origin}/${kind}/v1`),
        ]),
      ),
      rounds,
    );
    const all = medianOf([...taken.values()].flat());
    return {
      figures: [
        {
          what: `From a stop to the closed connection, as the endpoint sees it; median of ${rounds * taken.size}`,
          measured: `${all.median.toFixed(1)} ms`,
          spread: `${all.least.toFixed(1)}–${all.most.toFixed(1)} ms`,
          goal: `≤ ${goal} ms`,
          met: all.median <= goal,
        },
      ],
      notes: [
        'From the abort of the signal that the button is wired to, in one process, to the event that the connection is closed, in ' +
          'the endpoint’s, on loopback.',
        formatTable(
          ['Stopped', 'Median', 'Spread'],
          [...taken].map(([name, times]) => {
            const { median, least, most } = medianOf(times);
            return [name, `${median.toFixed(1)} ms`, `${least.toFixed(1)}–${most.toFixed(1)} ms`];
          }),
        ),
      ],
    };
  },
};

/** @returns the milliseconds from the stop of an answer that has come for a while to the closed connection. */
async function stopAfter(server: BenchProcess, baseUrl: string): Promise<number> {
  const controller = new AbortController();
  const { signal } = controller;
  const replied = new AbortController();
  const connection = { baseUrl, apiKey: 'sk-bench', onReply: () => replied.abort() };
  const ended = (async () => {
    for await (const event of retriedAnswer(connection, request, { signal, patience })) {
      if (event.type === 'end' && event.end.state !== 'stopped') throw new Error(event.end.state);
    }
  })();
  await Promise.race([once(replied.signal, 'abort'), ended]);
  await setTimeout(50);
  const stopped = now();
  controller.abort();
  await ended;
  return z.number().parse(await server.ask('closed')) - stopped;
}
