/** What is made, or loaded, when it is first asked for: once, and again if that failed. */
export class Retried<Made> {
  readonly #make: () => Promise<Made>;
  #made: Promise<Made> | undefined;

  constructor(make: () => Promise<Made>) {
    this.#make = make;
  }

  /** Whether it has been asked for, and did not fail. */
  get isBegun(): boolean {
    return this.#made !== undefined;
  }

  /** It, made now if it is not yet. @throws what making it does */
  get(): Promise<Made> {
    this.#made ??= this.#make().catch(error => {
      this.#made = undefined;
      throw error;
    });
    return this.#made;
  }

  /** Does something with it if it has been asked for, and comes. */
  async ifBegun(use: (made: Made) => unknown): Promise<void> {
    await this.#made?.then(use, () => undefined);
  }
}
