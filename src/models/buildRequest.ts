import type { ChatMessage, ChatRequest, Fields } from '../openai/request.ts';
import type { Model, Provider } from './provider.ts';

/** A JSON schema that the answer must satisfy. */
export interface AnswerSchema {
  /** Letters, digits, `_` and `-`; at most 64. */
  name: string;
  schema: Record<string, unknown>;
}

/**
 * The request for a model: what is to be said, and the parameters that the model takes.
 * @param fields the user's settings over the task's own defaults.
 * @param answer set for a typed task: one answer, strictly in this form.
 */
export function buildRequest(
  { model, provider }: { model: Model; provider: Pick<Provider, 'streamOptions'> },
  messages: ChatMessage[],
  fields: Fields,
  answer?: AnswerSchema,
): ChatRequest {
  const taken = Object.fromEntries(
    Object.entries(fields).filter(([field]) => !model.refuses.some(refused => refused === field)),
  );
  const stream = fields.stream !== false;
  return {
    ...taken,
    model: model.id,
    messages,
    stream,
    // Without the usage chunk nobody knows the price.
    ...(stream ? { stream_options: { include_usage: true, ...provider.streamOptions } } : {}),
    ...(answer
      ? { n: 1, response_format: { type: 'json_schema', json_schema: { ...answer, strict: true } } }
      : {}),
  };
}
