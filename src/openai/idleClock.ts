import { type Patience, type Phase, Silence } from './silence.ts';

/** In place of what is waited for: nothing has come for so many milliseconds that somebody should know. */
export class Lull {
  readonly silent: number;

  constructor(silent: number) {
    this.silent = silent;
  }
}

/** How often the time is looked at, in milliseconds; oftener when patience is short. */
const longestTick = 1_000;

/**
 * Watches for silence. Only content resets it: keep-alive comments and empty deltas are how a stuck server looks alive.
 */
export class IdleClock {
  readonly #silence: Silence;
  readonly #timer: ReturnType<typeof setInterval>;
  #tellOfLull: ((silent: number) => void) | undefined;

  constructor(patience: Patience, expired: (during: Phase) => void) {
    this.#silence = new Silence(patience, now());
    const tick = Math.min(longestTick, ...Object.values(patience).map(time => time / 4));
    this.#timer = setInterval(() => {
      const due = this.#silence.tick(now());
      if (due === 'over') {
        this.stop();
        expired(this.#silence.phase);
      } else if (due === 'warning') this.#tellOfLull?.(this.#silence.silent);
    }, tick);
  }

  /** Cheap enough for every delta. */
  content(): void {
    this.#silence.content();
  }

  /** The answer has ended, though its connection has not. */
  finish(): void {
    this.#silence.finish();
  }

  /** Settles as the promise does, or with a lull before; it may be waited for again then. */
  lullOr<Value>(promise: Promise<Value>): Promise<Value | Lull> {
    return new Promise((resolve, reject) => {
      this.#tellOfLull = silent => resolve(new Lull(silent));
      promise.then(resolve, reject);
    });
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function now(): { monotonic: number; wall: number } {
  return { monotonic: performance.now(), wall: Date.now() };
}
