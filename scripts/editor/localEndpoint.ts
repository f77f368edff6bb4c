/** gpt-4o-mini's own, so that tests and demonstrations show what a request would cost. */
const price = { input: 0.15, cachedInput: 0.075, output: 0.6 };

/** User settings that make a Chat Completions endpoint on this machine the provider; no key is needed. */
export function localEndpoint(baseUrl: string): Record<string, unknown> {
  return {
    'gloss.customEndpoints': [{ id: 'local', name: 'Local stand-in', baseUrl, key: 'none', price }],
    'gloss.provider': 'local',
    'gloss.model': 'gpt-4o-mini',
  };
}
