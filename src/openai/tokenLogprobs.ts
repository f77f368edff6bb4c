import * as z from 'zod/mini';
import { tolerantList } from '../schema/tolerantList.ts';
import type { Logprob, TokenLogprob } from './answer.ts';

const bytes = z.catch(z.nullish(z.array(z.int().check(z.minimum(0), z.maximum(255)))), undefined);

const alternative = z.object({ token: z.string(), logprob: z.number(), bytes });

const entry = z.extend(alternative, { top_logprobs: tolerantList(alternative) });

/**
 * `choices[].logprobs` of a chunk or of a whole answer. They are asked for beside the text, which no fault in them may
 * cost; a token that is left out is missed by whoever puts the tokens together.
 */
export const tokenLogprobs = z.pipe(
  z.catch(z.nullish(z.object({ content: tolerantList(entry) })), undefined),
  z.transform((logprobs): TokenLogprob[] =>
    (logprobs?.content ?? []).map(({ top_logprobs, ...token }) => ({
      ...withBytes(token),
      top: top_logprobs.map(withBytes),
    })),
  ),
);

function withBytes({ token, logprob, bytes }: z.infer<typeof alternative>): Logprob {
  return { token, logprob, ...(bytes ? { bytes } : {}) };
}
