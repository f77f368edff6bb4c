import type { Connection } from './client.ts';
import { exchange } from './exchange.ts';
import type { Failure } from './failure.ts';
import { type ListedModel, readModelList } from './listedModel.ts';

/** @returns the models that the endpoint lists, or why it does not. Never throws. */
export async function listModels(
  connection: Connection,
  signal: AbortSignal,
): Promise<{ models: ListedModel[] } | { failure: Failure }> {
  const reply = await exchange(
    connection,
    signal,
    ({ models }, options) => models.list(options),
    readModelList,
  );
  return 'failure' in reply ? reply : { models: reply.value };
}
