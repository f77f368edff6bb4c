import * as z from 'zod/mini';

/**
 * Where a call stands, as the `data-state` of its element, too.
 *
 * - `asking`: the user is asked whether it may run; `refused`: they have said no
 * - `failed`: it could not be run, or brought no result, of which the model is told
 * - `stopped`: it was not run, or not to its end
 */
const callState = z.enum(['asking', 'running', 'done', 'refused', 'failed', 'stopped']);
export type CallState = z.infer<typeof callState>;

const toolCall = z.object({
  /** Given by the server; different from those of its round. */
  id: z.string(),
  name: z.string(),
  /** As the model wrote them: JSON, if it did as it was told. */
  arguments: z.string(),
  state: callState,
  /** While it asks: what the user's word is good for, this call as it stands here and no other. */
  seal: z.optional(z.string()),
  /** While it asks: all that only read may be permitted at once. */
  readsOnly: z.optional(z.boolean()),
  /** What the model is told. */
  result: z.optional(z.string()),
  /** About as many tokens as the result has. */
  tokens: z.optional(z.number()),
  /** Milliseconds from its permission to its result. */
  elapsed: z.optional(z.number()),
});
/** A call of a tool that the model has made. */
export type AnswerCall = z.infer<typeof toolCall>;

/** What the model called at once, and the position in the answer's text at which it did, in UTF-16 units. */
export const toolRound = z.object({ at: z.number(), calls: z.array(toolCall) });
export type ToolRound = z.infer<typeof toolRound>;

/** What is between the text before a round and that after it. */
export const afterRound = '\n\n';

/** What an answer says after the last of its rounds; all of it, where there were none. */
export function textAfterRounds(text: string, rounds?: readonly Pick<ToolRound, 'at'>[]): string {
  return textAroundRounds(text, rounds).at(-1) ?? '';
}

/** The pieces of an answer's text: the one before each round, and the one after the last. */
export function textAroundRounds(text: string, rounds: readonly Pick<ToolRound, 'at'>[] = []): string[] {
  const ends = [...rounds.map(({ at }) => at), text.length];
  return ends.map((end, index) => {
    const piece = text.slice(ends[index - 1] ?? 0, end);
    return index > 0 && piece.startsWith(afterRound) ? piece.slice(afterRound.length) : piece;
  });
}
