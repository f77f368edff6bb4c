import type { Connection } from './client.ts';
import { exchange } from './exchange.ts';
import type { Failure } from './failure.ts';

/**
 * Sends a chat request with nothing in it, which no server answers and so none charges for. A complaint about what is
 * missing (`badRequest`) shows that the path exists and that the key is accepted.
 * @returns the failure that came back; `undefined` when, oddly, there was none. Never throws.
 */
export async function probeChat(connection: Connection, signal: AbortSignal): Promise<Failure | undefined> {
  const reply = await exchange(
    connection,
    signal,
    (client, options) => client.post('/chat/completions', { ...options, body: {} }),
    document => (typeof document === 'object' && document !== null ? document : undefined),
  );
  return 'failure' in reply ? reply.failure : undefined;
}
