/** Time that passes only when everybody waits for it, so that an hour is over at once, and the same on every run. */
export class VirtualTime {
  #now = 0;
  readonly #waiting: { at: number; wake: () => void }[] = [];

  get now(): number {
    return this.#now;
  }

  /** Resolves when so many milliseconds have passed. */
  wait(milliseconds: number): Promise<void> {
    return new Promise(wake => {
      this.#waiting.push({ at: this.#now + Math.max(0, milliseconds), wake });
    });
  }

  /** Lets time pass until the work has ended. */
  async run<Result>(work: Promise<Result>): Promise<Result> {
    let ended = false;
    const end = () => {
      ended = true;
    };
    work.then(end, end);
    for (;;) {
      // Everything that waits for nothing but promises goes on first.
      await new Promise(resolve => setImmediate(resolve));
      if (ended) return work;
      const next = this.#waiting.reduce<{ at: number; wake: () => void } | undefined>(
        (first, one) => (first && first.at <= one.at ? first : one),
        undefined,
      );
      if (!next) throw new Error('The work waits for something that time does not bring.');
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#now = next.at;
      next.wake();
    }
  }
}
