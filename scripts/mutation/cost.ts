import { Worker } from 'node:worker_threads';
import * as z from 'zod/mini';

/** What a run takes: milliseconds of the processor's time, and turns of its own clock, which it waited for. */
export const Cost = z.object({ cpu: z.number(), ticks: z.number() });
export type Cost = z.infer<typeof Cost>;

/** Milliseconds of a turn. */
export const tick = 100;

// Tests put clocks of their own in the place of these.
const { setInterval, clearInterval } = globalThis;

/**
 * Ends this process when a run takes more than it may. Time on the wall would say more of the machine's other work than of the
 * run: a loop is bounded by the processor's time, seen from another thread; a wait by turns of a clock in the run's own event loop,
 * which stands still where the run does.
 * @returns the end of the run, with what it took
 */
export function limitCost(limit: Cost): () => Cost {
  const before = usedSoFar();
  let ticks = 0;
  const clock = setInterval(() => {
    ticks += 1;
    if (ticks > limit.ticks) process.kill(process.pid, 'SIGKILL');
  }, tick);
  watched[0] = before + limit.cpu;
  return () => {
    clearInterval(clock);
    watched[0] = Number.POSITIVE_INFINITY;
    return { cpu: usedSoFar() - before, ticks };
  };
}

function usedSoFar(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** At how many milliseconds of the processor's time the process ends; read by the thread that looks. */
const watched = new Float64Array(new SharedArrayBuffer(8)).fill(Number.POSITIVE_INFINITY);
new Worker(
  `const { workerData: watched } = require('node:worker_threads');
   setInterval(() => {
     const { user, system } = process.cpuUsage();
     if ((user + system) / 1000 > watched[0]) process.kill(process.pid, 'SIGKILL');
   }, 500);`,
  { eval: true, workerData: watched },
).unref();
