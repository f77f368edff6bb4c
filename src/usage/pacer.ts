import type { RateLimit } from '../models/provider.ts';
import type { RateLimits } from '../openai/rateLimits.ts';
import { sleep } from '../openai/sleep.ts';
import { afterReply, afterSending, newPace, type Pace, waitFor } from './pace.ts';

/** Whose limits they are: an account has its own at each endpoint and for each model. */
export interface Asked {
  /** Of the endpoint. */
  baseUrl: string;
  /** Its id. */
  model: string;
}

/** A request, as far as it counts. */
export interface Counted extends Asked {
  /** About as many tokens as it will count for. */
  tokens: number;
  /** The limits of the provider's tiers. */
  known?: readonly RateLimit[] | undefined;
}

export type Tell = (limits: RateLimits) => void;

/** What the last reply of a model said is left. */
export interface KnownLimits extends Asked {
  limits: RateLimits;
  /** When it said so, in milliseconds since 1970. */
  at: number;
}

/** Time, so that tests can let it pass. In milliseconds, from any moment on; it never goes back. */
export interface Clock {
  now(): number;
  sleep(time: number, signal: AbortSignal): Promise<void>;
}

/** Not the time of day: when that is set back by an hour, all would wait for an hour. */
const systemClock: Clock = { now: () => performance.now(), sleep };

/** What is looked at again after so many milliseconds, since other requests may have learned more meanwhile. */
const longestNap = 1_000;

/** Knows the limits of every model that was asked, and lets requests go out as fast as they permit. */
export class Pacer {
  readonly #clock: Clock;
  readonly #paces = new Map<string, Pace>();
  readonly #known = new Map<string, KnownLimits>();

  constructor(clock = systemClock) {
    this.#clock = clock;
  }

  /**
   * Waits until a request is not refused, as far as is known, and counts it.
   * @returns as `send`; `undefined` when the signal aborts first.
   */
  async sendInTurn(request: Counted, signal: AbortSignal): Promise<Tell | undefined> {
    while (!signal.aborted) {
      const wait = waitFor(this.#paceOf(request), request.tokens, this.#clock.now());
      if (wait === 0) return this.send(request);
      await this.#clock.sleep(Math.min(wait, longestNap), signal);
    }
    return undefined;
  }

  /** Counts a request that goes out now. @returns what to call with what its reply says is left. */
  send({ baseUrl, model, tokens, known }: Counted): Tell {
    const asked = { baseUrl, model };
    const { pace, id } = afterSending(this.#paceOf(asked), tokens, this.#clock.now());
    this.#paces.set(nameOf(asked), pace);
    return limits => {
      this.#paces.set(nameOf(asked), afterReply(this.#paceOf(asked), id, limits, known));
      // The last one goes to the end.
      this.#known.delete(nameOf(asked));
      this.#known.set(nameOf(asked), { ...asked, limits, at: Date.now() });
    };
  }

  /** What every model that was asked has said last, the one that was asked last at the end. */
  get known(): KnownLimits[] {
    return [...this.#known.values()];
  }

  #paceOf(asked: Asked): Pace {
    return this.#paces.get(nameOf(asked)) ?? newPace;
  }
}

function nameOf({ baseUrl, model }: Asked): string {
  return `${baseUrl} ${model}`;
}
