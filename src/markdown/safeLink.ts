export interface SafeLink {
  /** Canonical: what the host is asked to open. */
  url: string;
  /** Host name and port, in ASCII, so that a look-alike name shows as what it is. */
  host: string;
}

/** Longest URL the protocol carries. */
const maxLength = 4096;

/**
 * Reads a link's target as the model wrote it. Only absolute `https:` URLs without credentials pass; anything else,
 * and anything that a URL parser would quietly repair (backslashes, control characters, spaces), is no link.
 */
export function safeLink(target: string): SafeLink | undefined {
  if (!/^https:\/\/[^/\\]/i.test(target)) return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be refused
  if (/[\u0000-\u0020\u007f-\u00a0\\]/.test(target)) return undefined;
  const url = URL.parse(target);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  return url.href.length <= maxLength ? { url: url.href, host: url.host } : undefined;
}
