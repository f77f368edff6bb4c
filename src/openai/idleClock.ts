/** Milliseconds without content after which an answer is given up: before its first word, and between two words. */
export interface Patience {
  firstToken: number;
  stall: number;
}

/**
 * Watches for silence. Only content resets it: keep-alive comments and empty deltas are how a stuck server looks alive.
 */
export class IdleClock {
  readonly #patience: Patience;
  readonly #expired: (during: keyof Patience) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastContent: number | undefined;

  constructor(patience: Patience, expired: (during: keyof Patience) => void) {
    this.#patience = patience;
    this.#expired = expired;
    this.#timer = setTimeout(() => expired('firstToken'), patience.firstToken);
  }

  /** Cheap enough for every delta: the timer is set anew only when it fires early. */
  content(): void {
    const first = this.#lastContent === undefined;
    this.#lastContent = performance.now();
    if (first) this.#wait(this.#patience.stall);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #wait(time: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const silent = performance.now() - (this.#lastContent ?? 0);
      if (silent >= this.#patience.stall) this.#expired('stall');
      else this.#wait(this.#patience.stall - silent);
    }, time);
  }
}
