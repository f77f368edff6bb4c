/** What may be spent in a time, and what has been. US dollars. */
export interface Budget {
  of: 'day' | 'month';
  limit: number;
  spent: number;
}

/** Of a budget that is nearly spent, this part is. */
const nearly = 0.8;

/** The budgets of which this much is spent that it is time to say so. */
export function nearlySpent(budgets: readonly Budget[]): Budget[] {
  return budgets.filter(({ limit, spent }) => spent >= limit * nearly);
}

/** Leave to send a request. Whoever has it says when what the request cost is counted, or that it cost nothing. */
export interface Leave {
  end(): void;
}

/**
 * Lets requests out while there is money for them. What a request will cost is not known before, so they go out beside each
 * other only as long as all of them at their dearest stay within the budgets: the last of one is spent by one at a time.
 */
export class BudgetGate {
  /** What each request that is out can cost at most. */
  readonly #out = new Map<Leave, number>();
  #asking: Promise<unknown> = Promise.resolve();
  #ended = Promise.withResolvers<void>();

  /**
   * @param dearest what the request can cost at most, in US dollars.
   * @param read the budgets as they are at that moment.
   * @returns leave to send it, or the budget that is spent; `undefined` when the signal aborts before that is known.
   */
  enter(
    dearest: number,
    read: () => Promise<Budget[]>,
    signal: AbortSignal,
  ): Promise<Leave | Budget | undefined> {
    // One after another: two must not be let out on the same money.
    const asked = this.#asking.then(() => this.#ask(dearest, read, signal));
    this.#asking = asked.catch(() => undefined);
    return Promise.race([asked, aborted(signal)]);
  }

  async #ask(
    dearest: number,
    read: () => Promise<Budget[]>,
    signal: AbortSignal,
  ): Promise<Leave | Budget | undefined> {
    while (!signal.aborted) {
      // Before the budgets are read: an end that falls in between must be noticed.
      const ended = this.#ended.promise;
      const budgets = await read();
      if (signal.aborted) break;
      const spent = budgets.find(budget => budget.spent >= budget.limit);
      if (spent) return spent;
      const together = [...this.#out.values()].reduce((sum, cost) => sum + cost, dearest);
      if (this.#out.size === 0 || budgets.every(budget => budget.spent + together <= budget.limit)) {
        return this.#leave(dearest);
      }
      await Promise.race([ended, aborted(signal)]);
    }
    return undefined;
  }

  #leave(dearest: number): Leave {
    const leave: Leave = {
      end: () => {
        if (!this.#out.delete(leave)) return;
        this.#ended.resolve();
        this.#ended = Promise.withResolvers();
      },
    };
    this.#out.set(leave, dearest);
    return leave;
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
