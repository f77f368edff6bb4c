/** A limit as OpenAI's are: full at first, refilled all the time. Times are in milliseconds, from any moment on. */
export class Bucket {
  readonly limit: number;
  readonly #rate: number;
  #left: number;
  #at = 0;

  /** @param period in which all of it comes back. */
  constructor(limit: number, period: number) {
    this.limit = limit;
    this.#rate = limit / period;
    this.#left = limit;
  }

  left(now: number): number {
    this.#left = Math.min(this.limit, this.#left + this.#rate * (now - this.#at));
    this.#at = now;
    return this.#left;
  }

  take(cost: number): void {
    this.#left -= cost;
  }

  /** What the headers say of it: whole numbers. */
  allowance(now: number): { limit: number; remaining: number; reset: number } {
    const left = this.left(now);
    return {
      limit: this.limit,
      remaining: Math.max(0, Math.floor(left)),
      reset: Math.ceil((this.limit - left) / this.#rate),
    };
  }
}

export interface AccountLimits {
  /** In a minute, as are `tokens`. */
  requests: number;
  tokens: number;
  /** How long a minute takes, in milliseconds, for those who have not got one. */
  minute: number;
}

/** Whose requests are refused when there are more than its limits permit. */
export class Account {
  readonly requests: Bucket;
  readonly tokens: Bucket;

  constructor({ requests, tokens, minute }: AccountLimits) {
    this.requests = new Bucket(requests, minute);
    this.tokens = new Bucket(tokens, minute);
  }

  /** Counts a request. @returns whether there was room for it; one that is refused takes nothing. */
  take(tokens: number, now: number): boolean {
    if (this.requests.left(now) < 1 || this.tokens.left(now) < tokens) return false;
    this.requests.take(1);
    this.tokens.take(tokens);
    return true;
  }
}
