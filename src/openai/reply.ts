import { type RateLimits, readRateLimits } from './rateLimits.ts';
import { keyRemover, redacted } from './redact.ts';

/** What went over the wire before the body of a reply. The key is in none of it. */
export interface Reply {
  url: string;
  sent: Readonly<Record<string, string>>;
  status: number;
  headers: Readonly<Record<string, string>>;
  /** What it says of the account's limits. */
  limits?: RateLimits;
}

/** Whoever has these could act as the user. */
const secret: ReadonlySet<string> = new Set(['set-cookie', 'authorization']);

/** @param sent the headers of the request. */
export function replyOf(
  url: string,
  sent: Iterable<[string, string]>,
  { status, headers }: Response,
  key: string,
): Reply {
  const limits = readRateLimits(headers);
  const remove = keyRemover(key);
  const shown = (pairs: Iterable<[string, string]>) =>
    Object.fromEntries(
      [...pairs].map(([name, value]) => [remove(name), secret.has(name) ? redacted : remove(value)]),
    );
  return {
    url: remove(url),
    sent: shown(sent),
    status,
    headers: shown(headers),
    ...(limits ? { limits } : {}),
  };
}
