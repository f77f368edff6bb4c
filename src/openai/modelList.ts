import * as z from 'zod/mini';
import { type Connection, createClient } from './client.ts';
import { readErrorBody } from './errorBody.ts';
import type { Failure } from './failure.ts';
import { failureOf, notAnApi, providerFailure } from './failureOf.ts';
import { parseJson } from './parseJson.ts';

/** A list that takes longer, in milliseconds, is not coming. */
const listTimeout = 30_000;

const list = z.object({ data: z.array(z.object({ id: z.string() })) });

/** @returns the ids of the models that the endpoint lists, or why it does not. Never throws. */
export async function listModels(
  connection: Connection,
  signal: AbortSignal,
): Promise<{ models: string[] } | { failure: Failure }> {
  try {
    const response = await createClient(connection)
      .models.list({ signal, timeout: listTimeout })
      .asResponse();
    const text = await response.text();
    const value = parseJson(text);
    const error = readErrorBody(value);
    if (error) return { failure: providerFailure(response.status, error, connection.apiKey) };
    const parsed = list.safeParse(value);
    if (!parsed.success)
      return { failure: { ...notAnApi(text, connection.apiKey), status: response.status } };
    return { models: parsed.data.data.map(model => model.id) };
  } catch (thrown) {
    return { failure: failureOf(thrown, connection.apiKey) };
  }
}
