/** What the user has let go out in this window. In memory only, and of a secret no more than its hash. */
export class Permissions {
  readonly #given = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  has(what: string): boolean {
    return this.#given.has(what);
  }

  add(all: Iterable<string>): void {
    for (const what of all) this.#given.add(what);
  }

  /** Asks one question after the other: several requests may go out at once. */
  inTurn<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#last.then(ask);
    this.#last = answer.catch(() => undefined);
    return answer;
  }
}
