/**
 * Milliseconds that a reply asks to wait, from `retry-after-ms`, or from `retry-after` in seconds or as a date.
 * @param now the time, as `Date.now()` gives it.
 * @returns `undefined` when it asks for nothing, or for nothing that makes sense: a time that has passed, or not a number.
 */
export function readRetryAfter(headers: Headers | undefined, now: number): number | undefined {
  const exact = readNumber(headers?.get('retry-after-ms'));
  if (exact !== undefined) return exact;
  const value = headers?.get('retry-after') ?? '';
  const seconds = readNumber(value);
  if (seconds !== undefined) return seconds * 1000;
  // Only a date has letters in it: the parser takes many a malformed number for a year.
  const wait = /[a-z]/i.test(value) ? Date.parse(value) - now : Number.NaN;
  return wait >= 0 ? wait : undefined;
}

function readNumber(value: string | null | undefined): number | undefined {
  return value && /^\s*\d+(\.\d+)?\s*s?\s*$/.test(value) ? Number.parseFloat(value) : undefined;
}
