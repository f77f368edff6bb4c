/**
 * Counts in a process of its own, in the way that the argument names. Prints what was counted, how many threads had been started
 * after each count, and how many of their vocabularies were loaded on this thread, as JSON.
 */
import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';

let vocabularies = 0;
registerHooks({
  load: (url, context, next) => {
    if (url.includes('/bpeRanks/')) vocabularies += 1;
    return next(url, context);
  },
});
const started: Worker[] = [];
process.on('worker', worker => started.push(worker));
const { countEach } = await import('../../../src/models/countingThread.ts');

const texts = ['Hello, world!', '', 'Größe 的文 \ud800'];
const counts: number[][] = [];
const threads: number[] = [];
async function count(): Promise<void> {
  counts.push(await countEach(texts));
  threads.push(started.length);
}
async function newest(): Promise<Worker> {
  // It is told of when who has started it is done.
  await setImmediate();
  const worker = started.at(-1);
  assert.ok(worker);
  return worker;
}

const ways: Readonly<Record<string, () => Promise<void>>> = {
  async twice() {
    await count();
    await count();
  },

  async killed() {
    const counting = [count(), count()];
    await (await newest()).terminate();
    await Promise.all(counting);
    await count();
  },

  async failing() {
    const first = count();
    // No list of texts: it fails.
    (await newest()).postMessage(undefined);
    await Promise.all([first, count()]);
    await count();
  },
};

await ways[process.argv[2] ?? '']?.();
console.log(JSON.stringify({ counts, threads, vocabularies }));
