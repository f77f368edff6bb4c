import type OpenAI from 'openai';
import { type Connection, createClient } from './client.ts';
import { readErrorBody } from './errorBody.ts';
import type { Failure } from './failure.ts';
import { failureOf, notAnApi, providerFailure } from './failureOf.ts';
import { parseJson } from './parseJson.ts';
import { withoutKey } from './redact.ts';
import { shownFailure } from './shownFailure.ts';

/** A reply that takes longer, in milliseconds, is not coming. */
const timeout = 30_000;

/** What the SDK's calls without a stream take. */
interface CallOptions {
  signal: AbortSignal;
  timeout: number;
}

type Call = (client: OpenAI, options: CallOptions) => { asResponse(): Promise<Response> };

/**
 * Asks for one JSON document and reads it; the key is in nothing of what comes back. Never throws.
 * @param call the SDK's method for it.
 * @param read the value of a document in the right form; `undefined` for any other.
 */
export async function exchange<Value extends object>(
  connection: Connection,
  signal: AbortSignal,
  call: Call,
  read: (document: unknown) => Value | undefined,
): Promise<{ value: Value } | { failure: Failure }> {
  const reply = await send(connection, signal, call, read);
  return 'failure' in reply
    ? { failure: shownFailure(reply.failure, connection.apiKey) }
    : withoutKey(reply, connection.apiKey);
}

async function send<Value extends object>(
  connection: Connection,
  signal: AbortSignal,
  call: Call,
  read: (document: unknown) => Value | undefined,
): Promise<{ value: Value } | { failure: Failure }> {
  try {
    const response = await call(createClient(connection), { signal, timeout }).asResponse();
    const text = await response.text();
    const document = parseJson(text);
    const error = readErrorBody(document);
    if (error) return { failure: providerFailure(response.status, error) };
    const value = read(document);
    return value === undefined ? { failure: { ...notAnApi(text), status: response.status } } : { value };
  } catch (thrown) {
    return { failure: failureOf(thrown) };
  }
}
