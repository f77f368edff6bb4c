import { readText } from './body.ts';

/** In bytes: whoever says more to a request for nothing may close the connection again. */
const largestReply = 2 ** 16;
/** Milliseconds. What takes longer comes too late. */
const timeout = 5_000;

/**
 * Opens a connection to an endpoint for the request that is about to come: a new one takes two or three round trips that
 * nobody has to wait for while they write. Nothing goes there but a request for the address itself, without a key.
 * Resolves when the connection is free, or there is none; never throws.
 */
export async function reopenConnection(baseUrl: string): Promise<void> {
  try {
    const { body } = await globalThis.fetch(baseUrl, {
      redirect: 'manual',
      credentials: 'omit',
      headers: { 'accept-encoding': 'identity' },
      signal: AbortSignal.timeout(timeout),
    });
    // A reply that is not read to its end takes its connection along.
    await readText(body, largestReply);
  } catch {
    // The request itself will find out, and tell.
  }
}
