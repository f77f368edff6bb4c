import { type RateLimits, readRateLimits } from './rateLimits.ts';
import { redact, redacted } from './redact.ts';

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
  sent: readonly [string, string][],
  { status, headers }: Response,
  key: string,
): Reply {
  const limits = readRateLimits(headers);
  return {
    url: redact(url, key),
    sent: withoutSecrets(sent, key),
    status,
    headers: withoutSecrets([...headers], key),
    ...(limits ? { limits } : {}),
  };
}

function withoutSecrets(headers: readonly [string, string][], key: string): Record<string, string> {
  return Object.fromEntries(
    headers.map(([name, value]) => [name, secret.has(name) ? redacted : redact(value, key)]),
  );
}
