/** What people write where a secret would be. */
const placeholder =
  /example|sample|dummy|placeholder|changeme|change[_-]me|your[_-]?|redacted|insert|replace|fake|todo|xxxx|\*{3}|\.{3}|…|\$\{|\{\{|<[a-z]|%[sd(]|#\{|0123456|1234567|abcdef/i;

/** Words that stand for a password in the address of an example. */
const passwordWord = /^(?:p|pw|pwd|pass|passwd|password|secret|token|key|mysecretpassword)\d{0,3}$/i;

/** Bits of a character, on the average, from which on a text of so many is hardly anybody's words. */
const leastBits = { short: 2.7, long: 3.4 };
const longFrom = 20;

/** Whether a key in the right form is more than an example of one. */
export function isNoExample(found: string): boolean {
  // Of a key that somebody made up the same sign comes again and again; the token is the one that jwt.io shows.
  return (
    !/example|xxxx|\*{3}|your|1234567890123|eyJzdWIiOiIxMjM0NTY3ODkw|(.)\1{7}/i.test(found) &&
    bitsOf(found.slice(-24)) > 2
  );
}

/** Whether a password in an address is more than a word that stands for one. @param behind what comes after it. */
export function isNoPlaceholder(found: string, behind: string): boolean {
  if (/^@(?:[\w-]{1,60}\.)?(?:example|host|server|your)/i.test(behind)) return false;
  return !placeholder.test(found) && !passwordWord.test(found) && !/[{}()[\]$%*]|^:/.test(found);
}

/** Whether a value that is called a password or a key looks like one, and not like words, a name or a path. */
export function isLikelySecret(found: string): boolean {
  if (placeholder.test(found) || passwordWord.test(found)) return false;
  if (!/\d/.test(found) || !/[a-z]/i.test(found)) return false;
  // A call, a template, markup, an address, a path, a version, a date, a property of something.
  if (/[(){}[\]<>|\\]|:\/\/|^[./#@]|^\d[\d.,:TZ-]*$|^[a-z_$][\w$]*(?:[./:-][a-z_$][\w$]*)+$/i.test(found))
    return false;
  // Words that are joined, with a number at the end: `accessToken2`, `utf8-string`.
  if (/^(?:[A-Z]?[a-z]+|[A-Z]+)(?:[_-]?(?:[A-Z]?[a-z]+|[A-Z]+))*[_-]?\d{1,2}$/.test(found)) return false;
  return bitsOf(found) >= (found.length < longFrom ? leastBits.short : leastBits.long) || isHex(found);
}

function isHex(text: string): boolean {
  return text.length >= 24 && /^[0-9a-f]+$/i.test(text) && bitsOf(text) > 2.8;
}

/** Shannon's entropy of a text's characters. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
