import type { FoundSecret } from './findSecrets.ts';

/** What stands in a secret's place where it is shown. */
const mask = '••••••••';

/** Characters of a line beside a secret, on each side, that are shown. */
const beside = 40;

/**
 * The line that a secret is in, as far as it tells where that is, with all secrets in it masked.
 * @param all of the text.
 */
export function maskedLine(text: string, { start, end }: FoundSecret, all: readonly FoundSecret[]): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const found = text.indexOf('\n', end);
  const lineEnd = found < 0 ? text.length : found;
  const [from, to] = [Math.max(lineStart, start - beside), Math.min(lineEnd, end + beside)];
  let shown = from > lineStart ? '…' : '';
  let at = from;
  for (const secret of all) {
    if (secret.end <= from || secret.start >= to) continue;
    shown += text.slice(at, Math.max(at, secret.start)) + mask;
    at = secret.end;
  }
  shown += text.slice(at, Math.max(at, to)) + (to < lineEnd ? '…' : '');
  return shown.replace(/\s+/g, ' ').trim();
}
