import type { RateLimit } from '../models/provider.ts';
import type { Allowance, RateLimits } from '../openai/rateLimits.ts';

/** What is left of a limit, which fills up again steadily. */
interface Allotment {
  limit: number;
  /** So many come back in a millisecond. */
  rate: number;
  /** So many others with the same account take in a millisecond, as far as replies have shown. */
  others: number;
  /** What was left at a time, in milliseconds; less than nothing when others had some, too. */
  left: number;
  at: number;
}

/** A request that has gone out, and so counts. */
interface Sent {
  id: number;
  at: number;
  tokens: number;
}

/** How fast an account may ask one model: a value, never changed in place. Nothing is known until the first reply. */
export interface Pace {
  /** As the last reply said. */
  requests?: Allotment;
  tokens?: Allotment;
  /** Of requests in a minute, where the replies speak of those in a day: only counted here. */
  perMinute?: Allotment;
  /** What has gone out since the request was sent whose reply has said most recently what is left; the oldest first. */
  sent: readonly Sent[];
  /** How many have gone out. */
  count: number;
}

export const newPace: Pace = { sent: [], count: 0 };

/** Providers that do not say when all is back give it back within a minute. */
const minute = 60_000;
/** Of a limit this part stays free: what others with the same account take is seen only with the next reply. */
const reserve = 0.03;
/** What others took counts for about so many milliseconds. */
const memory = 10_000;

/** Milliseconds until a request may go out; 0 when it may at once, as far as is known. */
export function waitFor(pace: Pace, tokens: number, now: number): number {
  return Math.max(
    ...[pace.requests, pace.perMinute].map(one => waitIn(one, 1, now)),
    waitIn(pace.tokens, tokens, now),
  );
}

/** The pace after a request has gone out. @param tokens about as many as it will count for. */
export function afterSending(pace: Pace, tokens: number, now: number): { pace: Pace; id: number } {
  const { requests, perMinute, tokens: words, sent, count: id } = pace;
  return {
    id,
    pace: {
      ...pace,
      ...(requests ? { requests: without(requests, 1) } : {}),
      ...(perMinute ? { perMinute: without(perMinute, 1) } : {}),
      ...(words ? { tokens: without(words, tokens) } : {}),
      sent: [...sent, { id, at: now, tokens }],
      count: id + 1,
    },
  };
}

/**
 * The pace after a reply. What it says was so when its request came in; what has gone out since is taken off. A reply
 * that was overtaken says nothing new.
 * @param id the request's.
 * @param known the limits of the provider's tiers.
 */
export function afterReply(
  pace: Pace,
  id: number,
  limits: RateLimits,
  known: readonly RateLimit[] = [],
): Pace {
  const asked = pace.sent.find(one => one.id === id);
  if (!asked) return pace;
  const sent = pace.sent.filter(one => one.id > id);
  const tokensSince = sent.reduce((sum, { tokens }) => sum + tokens, 0);
  const requests = limits.requests && allotmentOf(limits.requests, sent.length, asked.at, pace.requests);
  const tokens = limits.tokens && allotmentOf(limits.tokens, tokensSince, asked.at, pace.tokens);
  const perMinute = pace.perMinute ?? uncounted(limits, known, asked.at, sent.length + 1);
  return {
    ...pace,
    ...(requests ? { requests } : {}),
    ...(tokens ? { tokens } : {}),
    ...(perMinute ? { perMinute } : {}),
    sent,
  };
}

function waitIn(allotment: Allotment | undefined, cost: number, now: number): number {
  if (!allotment) return 0;
  const { limit, rate, others, left, at } = allotment;
  const spare = limit * reserve;
  // What is larger than everything there is can go when everything is there; the provider will say no.
  const needed = Math.min(cost + spare, limit);
  // Where others take it all, something is left over now and then.
  const gain = Math.max(rate - others, rate / 4);
  const missing = needed - Math.min(left + gain * Math.max(0, now - at), limit);
  return missing > 0 ? Math.ceil(missing / gain) : 0;
}

function without(allotment: Allotment, cost: number): Allotment {
  return { ...allotment, left: allotment.left - cost };
}

function allotmentOf(
  { limit: said, remaining, reset }: Allowance,
  since: number,
  at: number,
  before: Allotment | undefined,
): Allotment | undefined {
  const limit = said ?? before?.limit;
  if (limit === undefined) return undefined;
  const used = limit - remaining;
  const rate = reset && used > 0 ? used / reset : (before?.rate ?? limit / minute);
  return { limit, rate, others: takenByOthers(remaining, since, at, before), left: remaining - since, at };
}

/** The requests that a tier permits in a minute, when its replies speak of another limit, that of a day. */
function uncounted(
  { requests, tokens }: RateLimits,
  known: readonly RateLimit[],
  at: number,
  count: number,
): Allotment | undefined {
  const tier = known.find(({ tokensPerMinute }) => tokensPerMinute === tokens?.limit);
  if (!tier || requests?.limit === tier.requestsPerMinute) return undefined;
  const limit = tier.requestsPerMinute;
  return { limit, rate: limit / minute, others: 0, left: limit - count, at };
}

/** What is missing that should be left, in a millisecond; a single reply does not decide it. */
function takenByOthers(remaining: number, since: number, at: number, before: Allotment | undefined): number {
  if (!before || at <= before.at) return before?.others ?? 0;
  const passed = at - before.at;
  const expected = Math.min(before.left + since + before.rate * passed, before.limit);
  const share = 1 - Math.exp(-passed / memory);
  return Math.max(0, before.others + share * ((expected - remaining) / passed - before.others));
}
