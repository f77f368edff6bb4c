import { sleep } from '../openai/sleep.ts';

/** What came of an attempt at an item. */
export type Attempt =
  | 'settled'
  /** It stays as it is, and nothing more is begun. */
  | 'stop'
  /** It is tried again; meanwhile nothing is begun. The time is in milliseconds, where the other side says how long. */
  | { again: number | undefined };

export interface Pool {
  /** At most so many at once. */
  concurrency: number;
  signal: AbortSignal;
  /** Resolves after a time in milliseconds, or when the signal aborts. */
  rest?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Milliseconds. Doubled with each rest that did not help. */
const firstRest = 1_000;
/** Who is asked to wait longer is better off with going on another time. */
const longestRest = 120_000;
/** So many rests, one after another, without anything settled between them. */
const mostRests = 6;

/**
 * Works on many items, a few at once and begun in their order. Whoever is told to slow down slows down everybody.
 * Resolves when nothing is under way any more: after the last item, or early when it is stopped or aborted. The work
 * keeps what comes of each item.
 *
 * Not p-queue: that holds a promise for each item, which would all have to be taken back when a run stops, and has no way
 * to put an item back.
 */
export async function runPool<Item>(
  items: readonly Item[],
  { concurrency, signal, rest = sleep }: Pool,
  work: (item: Item) => Promise<Attempt>,
): Promise<void> {
  const queue = [...items];
  let stopped = false;
  let rests = 0;
  let resting: Promise<void> | undefined;

  const slowDown = (asked: number | undefined) => {
    // Those that were under way together are told so together.
    if (!resting) rests += 1;
    const time = asked ?? firstRest * 2 ** (rests - 1);
    if (rests > mostRests || time > longestRest) {
      stopped = true;
      return;
    }
    const all: Promise<void> = Promise.all([resting, rest(time, signal)]).then(() => {
      if (resting === all) resting = undefined;
    });
    resting = all;
  };

  const worker = async () => {
    for (;;) {
      while (resting) await resting;
      if (stopped || signal.aborted) return;
      const item = queue.shift();
      if (item === undefined) return;
      const attempt = await work(item);
      if (attempt === 'settled') rests = 0;
      else if (attempt === 'stop') stopped = true;
      else {
        queue.unshift(item);
        slowDown(attempt.again);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  } finally {
    stopped = true;
  }
}
