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

/** What the last reply of a model said is left. */
export interface KnownLimits extends Asked {
  limits: RateLimits;
  /** When it said so, in milliseconds since 1970. */
  at: number;
}

/** Time, so that tests can let it pass. In milliseconds. */
export interface Clock {
  now(): number;
  sleep(time: number, signal: AbortSignal): Promise<void>;
}

const systemClock: Clock = { now: Date.now, sleep };

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

  /** Resolves when a request may go out, or when the signal aborts. @param tokens about as many as it will count for. */
  async turn(asked: Asked, tokens: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const wait = waitFor(this.#paceOf(asked), tokens, this.#clock.now());
      if (wait === 0) return;
      await this.#clock.sleep(Math.min(wait, longestNap), signal);
    }
  }

  /**
   * Counts a request that goes out now.
   * @param known the limits of the provider's tiers.
   * @returns what to tell when its reply says what is left.
   */
  send(asked: Asked, tokens: number, known?: readonly RateLimit[]): (limits: RateLimits) => void {
    const { pace, id } = afterSending(this.#paceOf(asked), tokens, this.#clock.now());
    this.#paces.set(nameOf(asked), pace);
    return limits => {
      this.#paces.set(nameOf(asked), afterReply(this.#paceOf(asked), id, limits, known));
      this.#known.set(nameOf(asked), { ...asked, limits, at: this.#clock.now() });
    };
  }

  /** What every model that was asked has said last, the one that was asked last at the end. */
  get known(): KnownLimits[] {
    return [...this.#known.values()].sort((one, other) => one.at - other.at);
  }

  #paceOf(asked: Asked): Pace {
    return this.#paces.get(nameOf(asked)) ?? newPace;
  }
}

function nameOf({ baseUrl, model }: Asked): string {
  return `${baseUrl} ${model}`;
}
