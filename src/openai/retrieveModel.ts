import type { Connection } from './client.ts';
import { exchange } from './exchange.ts';
import type { Failure } from './failure.ts';
import { type ListedModel, readModel } from './listedModel.ts';

/** @returns what the endpoint says of one of its models, or why it does not. Never throws. */
export async function retrieveModel(
  connection: Connection,
  id: string,
  signal: AbortSignal,
): Promise<{ model: ListedModel } | { failure: Failure }> {
  const reply = await exchange(
    connection,
    signal,
    ({ models }, options) => models.retrieve(id, options),
    readModel,
  );
  return 'failure' in reply ? reply : { model: reply.value };
}
