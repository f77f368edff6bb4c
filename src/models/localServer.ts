import { dialects } from './dialects.ts';
import type { Provider } from './provider.ts';

/** A server on this machine: it lists what it has loaded, wants no key and costs nothing. */
export function localServer(id: string, name: string, port: number): Provider {
  return {
    id,
    name,
    baseUrl: `http://localhost:${port}/v1`,
    key: 'none',
    models: [],
    dialect: dialects.common,
    price: { input: 0, cachedInput: 0, output: 0 },
    otherKinds: ['embed'],
  };
}
