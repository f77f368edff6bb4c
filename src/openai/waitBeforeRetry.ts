import type { Failure } from './failure.ts';

/** Whoever is told to wait longer, in milliseconds, is better off with asking again later themselves. */
const longestWait = 120_000;
const mostRetries = 2;

/** Milliseconds before the first retry; twice as much before the next. */
const firstWait = 500;

/** What the system says of a connection that may well work the next time. */
const passing: ReadonlySet<string | undefined> = new Set([
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Decides whether a request of which nothing was answered is sent again.
 * @param retries how often that was done already.
 * @param random a number in [0, 1): requests that failed together do not come back together.
 * @returns milliseconds to wait before; `undefined` when it is not worth it.
 */
export function waitBeforeRetry(failure: Failure, retries: number, random: number): number | undefined {
  // An empty answer that comes twice is what the server has to say.
  if (retries >= (failure.kind === 'empty' ? 1 : mostRetries) || !isWorthIt(failure)) return undefined;
  const { retryAfter } = failure;
  // Never less than was asked for.
  if (retryAfter !== undefined) return retryAfter > longestWait ? undefined : retryAfter * (1 + random / 10);
  return firstWait * 2 ** retries * (1 - random / 4);
}

function isWorthIt({ kind, status = 0, code, shouldRetry }: Failure): boolean {
  // Whatever a server says: credit does not come by waiting.
  if (kind === 'noQuota') return false;
  if (shouldRetry !== undefined) return shouldRetry;
  switch (kind) {
    case 'rateLimit':
    case 'server':
    case 'brokenOff':
    case 'empty':
      return true;
    case 'notAnApi':
      return status === 429 || status >= 500;
    case 'unreachable':
    case 'unresolved':
      return passing.has(code);
    default:
      return false;
  }
}
