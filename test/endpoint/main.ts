import { parseArgs } from 'node:util';
import { startEndpoint } from './endpoint.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'tokens-per-second': { type: 'string', default: '80' },
  },
});

const endpoint = await startEndpoint({
  port: Number(values.port),
  tokensPerSecond: Number(values['tokens-per-second']),
});
// Before the line that tells others they may go ahead, also with ending us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => endpoint.close());

console.log(`Stand-in endpoint (no model) at ${endpoint.baseUrl}`);
