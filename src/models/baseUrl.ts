/** Why an address is not one that a key may be sent to. */
export type BaseUrlMistake = 'invalid' | 'scheme' | 'plainHttp' | 'credentials' | 'queryOrFragment';

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
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { mistake: 'scheme' };
  if (url.username || url.password) return { mistake: 'credentials' };
  if (/[?#]/.test(trimmed)) return { mistake: 'queryOrFragment' };
  if (url.protocol === 'http:' && !isLoopback(url)) return { mistake: 'plainHttp' };
  return { baseUrl: url.href.replace(/\/+$/, ''), origin: url.origin };
}

/** Whether a checked address is on this machine, where models are slow to start and nothing is on the network. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname);
}
