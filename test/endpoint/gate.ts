import { once, setMaxListeners } from 'node:events';

/** Stops streams at a point a test chose, and lets them go on when it says so: the tests' clock. */
export class Gate {
  #closedFrom = Number.POSITIVE_INFINITY;
  #opening = createOpening();

  /** Streams stop before their text delta number `deltas` (from 0) until `release`. */
  hold(deltas: number): void {
    this.#closedFrom = deltas;
  }

  /** Lets every stopped stream go on, and the later ones pass. */
  release(): void {
    this.#closedFrom = Number.POSITIVE_INFINITY;
    this.#opening.abort();
    this.#opening = createOpening();
  }

  /** Resolves when delta `delta` may be sent; rejects when `signal` aborts. */
  async pass(delta: number, signal: AbortSignal): Promise<void> {
    if (delta >= this.#closedFrom) await this.wait(signal);
  }

  /** Resolves at the next `release`; rejects when `signal` aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    await once(this.#opening.signal, 'abort', { signal });
  }
}

// Any number of streams may wait; by default Node takes more than ten listeners for a leak.
function createOpening(): AbortController {
  const opening = new AbortController();
  setMaxListeners(0, opening.signal);
  return opening;
}
