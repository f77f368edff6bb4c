/** Milliseconds without content that are borne with. */
export interface Patience {
  /** Before the first word; then the answer is given up. */
  firstToken: number;
  /** Between two words; then the answer is given up. */
  stall: number;
  /** In either case; then somebody is told, or nobody where this is missing. */
  warning?: number;
}

/** What is waited for. `tail`: what an answer took, behind its last word. */
export type Phase = 'firstToken' | 'stall' | 'tail';

/** A reading of two clocks, in milliseconds: one that never jumps but may stand still in sleep, and the wall's. */
export interface Instant {
  monotonic: number;
  wall: number;
}

/** Servers that leave their connection open behind the answer have had this long for the last of it, in milliseconds. */
const tailTime = 3_000;

/** How long an answer may still prove that it comes on after the machine has slept, in milliseconds. */
const afterSleep = 1_500;

/** How long nothing has come, as readings of the clocks say: pure, so that whoever has a timer drives it. */
export class Silence {
  readonly #patience: Patience;
  #phase: Phase = 'firstToken';
  #silent = 0;
  #warned = false;
  #last: Instant;

  constructor(patience: Patience, now: Instant) {
    this.#patience = patience;
    this.#last = now;
  }

  content(): void {
    if (this.#phase === 'firstToken') this.#phase = 'stall';
    this.#silent = 0;
    this.#warned = false;
  }

  finish(): void {
    this.#phase = 'tail';
    this.#silent = 0;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Milliseconds since the last content, as of the last reading. */
  get silent(): number {
    return this.#silent;
  }

  /** @returns `over` when patience has run out, `warning` once in each silence. */
  tick(now: Instant): 'over' | 'warning' | undefined {
    const { warning = Number.POSITIVE_INFINITY } = this.#patience;
    const limit = this.#phase === 'tail' ? tailTime : this.#patience[this.#phase];
    const passed = Math.max(0, now.monotonic - this.#last.monotonic);
    const asleep = now.wall - this.#last.wall - passed;
    this.#last = now;
    this.#silent += passed;
    // Only a machine that slept, or a clock that was set, makes the two differ: neither proves that the answer is lost.
    if (asleep > afterSleep)
      this.#silent = Math.max(this.#silent, Math.min(this.#silent + asleep, limit - afterSleep));
    if (this.#silent >= limit) return 'over';
    if (this.#warned || this.#phase === 'tail' || this.#silent < warning) return undefined;
    this.#warned = true;
    return 'warning';
  }
}
