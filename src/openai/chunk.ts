import * as z from 'zod/mini';

const count = z.nullish(z.number());

const usage = z.nullish(
  z.object({
    prompt_tokens: count,
    completion_tokens: count,
    prompt_tokens_details: z.nullish(z.object({ cached_tokens: count })),
  }),
);

const words = z.nullish(z.object({ content: z.nullish(z.string()), refusal: z.nullish(z.string()) }));

/**
 * What Gloss reads of a chunk, or of a whole answer: both carry the same fields, in `delta` or in `message`. Gateways
 * leave out what they like (`delta`, `choices`, `usage`), so everything but the shape of what is there is optional.
 */
const chunk = z.object({
  choices: z.nullish(
    z.array(
      z.object({
        index: z.nullish(z.number()),
        delta: words,
        message: words,
        finish_reason: z.nullish(z.string()),
      }),
    ),
  ),
  usage,
});

export type Chunk = z.infer<typeof chunk>;

/** @returns `undefined` for a value that is neither a chunk nor a whole answer. */
export function readChunk(value: unknown): Chunk | undefined {
  const parsed = chunk.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
