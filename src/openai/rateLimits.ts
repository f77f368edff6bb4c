/** What a provider says is left of one of its limits. */
export interface Allowance {
  /** How many there are when nothing is used; missing where it does not say. */
  limit?: number;
  remaining: number;
  /** Milliseconds until nothing is used any more; missing where it does not say. */
  reset?: number;
}

/** What a reply says of the limits of the account at its model. */
export interface RateLimits {
  requests?: Allowance;
  tokens?: Allowance;
}

/** Milliseconds in each unit that OpenAI and those who follow it write: `6m0s`, `1.5s`, `20ms`. */
const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The `x-ratelimit-*` headers of a reply. @returns `undefined` where there are none that can be read. */
export function readRateLimits(headers: Headers): RateLimits | undefined {
  const requests = readAllowance(headers, 'requests');
  const tokens = readAllowance(headers, 'tokens');
  if (!requests && !tokens) return undefined;
  return { ...(requests ? { requests } : {}), ...(tokens ? { tokens } : {}) };
}

function readAllowance(headers: Headers, kind: keyof RateLimits): Allowance | undefined {
  const remaining = readCount(headers.get(`x-ratelimit-remaining-${kind}`));
  if (remaining === undefined) return undefined;
  const limit = readCount(headers.get(`x-ratelimit-limit-${kind}`));
  const reset = readDuration(headers.get(`x-ratelimit-reset-${kind}`));
  return {
    remaining,
    // Some servers say -1 or 0 where there is no limit.
    ...(limit ? { limit } : {}),
    ...(reset === undefined ? {} : { reset }),
  };
}

function readCount(text: string | null): number | undefined {
  return text && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}

/** Seconds where there is no unit. */
function readDuration(text: string | null): number | undefined {
  const written = text?.trim() ?? '';
  if (/^\d{1,12}(\.\d+)?$/.test(written)) return Number(written) * 1000;
  if (!/^(\d{1,12}(\.\d+)?(ms|[smhd]))+$/.test(written)) return undefined;
  const parts = written.matchAll(/([\d.]+)([a-z]+)/g);
  return [...parts].reduce((sum, [, count = '', unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0);
}
