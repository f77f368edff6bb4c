/** User settings that make a Chat Completions endpoint on this machine the provider; no key is needed. */
export function localEndpoint(baseUrl: string): Record<string, unknown> {
  return {
    'gloss.customEndpoints': [{ id: 'local', name: 'Local stand-in', baseUrl, key: 'none' }],
    'gloss.provider': 'local',
    'gloss.model': 'gpt-4o-mini',
  };
}
