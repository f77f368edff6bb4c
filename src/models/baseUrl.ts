/** Why an address is not one that a key may be sent to. */
export type BaseUrlMistake =
  | 'invalid'
  | 'scheme'
  | 'plainHttp'
  | 'credentials'
  | 'queryOrFragment'
  | 'lookalike'
  | 'linkLocal';

/** 169.254.*, as it is, within IPv6 and behind NAT64; fe80::/10; Amazon's own address in IPv6. */
const linkLocal = /^169\.254\.|^\[(::|::ffff:|64:ff9b::)a9fe:|^\[fe[89ab][\da-f]:|^\[fd00:ec2::254\]$/;

/**
 * Checks the address of an endpoint before any key is looked up for it.
 * @returns the address without a trailing slash, and the origin that its key is bound to; or the mistake in it.
 */
export function checkBaseUrl(
  text: string,
): { baseUrl: string; origin: string } | { mistake: BaseUrlMistake } {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return { mistake: 'invalid' };
  const url = new URL(trimmed);
  // The dot at the end of a full name makes another origin of the same host.
  url.hostname = url.hostname.replace(/\.$/, '');
  if (/^\.|\.\.|\.$/.test(url.hostname)) return { mistake: 'invalid' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { mistake: 'scheme' };
  if (url.username || url.password) return { mistake: 'credentials' };
  if (/[?#]/.test(trimmed)) return { mistake: 'queryOrFragment' };
  // Letters of other alphabets make names that look like another's; the URL parser writes them as punycode.
  if (/(^|\.)xn--/.test(url.hostname)) return { mistake: 'lookalike' };
  // Where clouds give out credentials to whoever asks.
  if (linkLocal.test(url.hostname)) return { mistake: 'linkLocal' };
  if (url.protocol === 'http:' && !isLoopback(url)) return { mistake: 'plainHttp' };
  return { baseUrl: url.href.replace(/\/+$/, ''), origin: url.origin };
}

/** Whether a checked address is on this machine, where models are slow to start and nothing is on the network. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname);
}
