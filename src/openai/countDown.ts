import type { Wait } from './answer.ts';
import type { Failure } from './failure.ts';
import { sleep } from './sleep.ts';

/** Waits so many milliseconds before a request is sent again, telling it every second; over as soon as the signal aborts. */
export async function* countDown(time: number, failure: Failure, signal: AbortSignal): AsyncGenerator<Wait> {
  for (let remaining = time; remaining > 0 && !signal.aborted; remaining -= 1_000) {
    yield { for: 'retry', remaining, failure };
    await sleep(Math.min(remaining, 1_000), signal);
  }
}
