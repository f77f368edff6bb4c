import * as z from 'zod/mini';
import { maxLength } from '../schema/lengths.ts';
import { citations } from './citations.ts';
import { tokenLogprobs } from './tokenLogprobs.ts';

/** A count that is no number is one that the server did not give; the text beside it still counts. */
const count = z.catch(z.nullish(z.number()), undefined);

const usage = z.catch(
  z.nullish(
    z.object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.nullish(z.object({ cached_tokens: count })),
      completion_tokens_details: z.catch(
        z.nullish(z.object({ accepted_prediction_tokens: count, rejected_prediction_tokens: count })),
        undefined,
      ),
      server_tool_use: z.catch(z.nullish(z.object({ web_search_requests: count })), undefined),
    }),
  ),
  undefined,
);

const content = z.nullish(z.union([z.string(), z.array(z.object({ text: z.nullish(z.string()) }))]));
export type Content = z.infer<typeof content>;

const thoughts = z.catch(z.nullish(z.string()), undefined);

/** What can be an index; which of them a request can lead to is for whoever counts to say. */
const index = z.nullish(z.union([z.number(), z.string()]));

const toolDelta = z.object({
  index,
  id: z.nullish(z.string()),
  function: z.nullish(
    z.object({
      name: z.nullish(z.string()),
      /** Some servers leave the object as it is. */
      arguments: z.nullish(
        z.union([
          z.string(),
          z.pipe(
            z.record(z.string(), z.unknown()),
            z.transform(value => JSON.stringify(value)),
          ),
        ]),
      ),
    }),
  ),
});
export type ToolDelta = z.infer<typeof toolDelta>;

const words = z.nullish(
  z.object({
    content,
    refusal: z.nullish(z.string()),
    reasoning: thoughts,
    reasoning_content: thoughts,
    tool_calls: z.nullish(z.array(toolDelta)),
    annotations: citations,
  }),
);

/** Of use to people only; what is none is left out. */
const name = z.catch(z.nullish(z.string().check(maxLength(200))), undefined);

/**
 * What Gloss reads of a chunk, or of a whole answer: both carry the same fields, in `delta` or in `message`. Gateways
 * leave out what they like (`delta`, `choices`, `usage`), so everything but the shape of what is there is optional.
 */
const chunk = z.object({
  id: name,
  model: name,
  system_fingerprint: name,
  choices: z.nullish(
    z.array(
      z.object({
        index,
        delta: words,
        message: words,
        logprobs: tokenLogprobs,
        finish_reason: z.nullish(z.string()),
      }),
    ),
  ),
  usage,
});

export type Chunk = z.infer<typeof chunk>;

/**
 * @returns `undefined` for a value that has nothing of a chunk or of a whole answer, and `unreadable` for one that has
 * choices in a form that nobody can read: text may be lost in it.
 */
export function readChunk(value: unknown): Chunk | 'unreadable' | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('choices' in value) && !('usage' in value)) return undefined;
  const parsed = chunk.safeParse(value);
  return parsed.success ? parsed.data : 'unreadable';
}

/** Whether a chunk shows that the model is at work on something that is no text: thoughts, or calls of tools. */
export function isWorking(chunk: Chunk): boolean {
  return (chunk.choices ?? []).some(
    ({ delta }) => delta?.reasoning || delta?.reasoning_content || delta?.tool_calls?.length,
  );
}
