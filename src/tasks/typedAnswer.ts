import type * as z from 'zod/mini';
import type { TokenLogprob } from '../openai/answer.ts';
import { parseJson } from '../openai/parseJson.ts';
import { jsonSchemaOf } from '../schema/jsonSchema.ts';
import { unfence } from './unfence.ts';

/** The form of an answer that is data: what the model is held to, and how what it says is read. */
export interface TypedAnswer<Result> {
  /** As the API's strict mode takes it; missing when the answer is a text that is its own result. */
  schema?: Record<string, unknown>;
  /**
   * @param logprobs of the answer's tokens; empty unless they were asked for and came.
   * @returns `undefined` when the text is not in the form asked for.
   */
  read(text: string, logprobs: readonly TokenLogprob[]): Result | undefined;
}

/**
 * An answer through a strict schema, never out of prose.
 * @param resultOf what is made of a value that satisfies the schema; `undefined` rejects it after all.
 */
export function typedAnswer<Value, Result>(
  schema: z.ZodMiniType<Value>,
  resultOf: (value: Value, logprobs: readonly TokenLogprob[], text: string) => Result | undefined,
): TypedAnswer<Result> {
  return {
    schema: jsonSchemaOf(schema),
    read(text, logprobs) {
      const json = unfence(text);
      const parsed = schema.safeParse(parseJson(json));
      return parsed.success ? resultOf(parsed.data, logprobs, text) : undefined;
    },
  };
}
