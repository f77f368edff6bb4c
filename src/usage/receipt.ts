import * as z from 'zod/mini';
import type { Model } from '../models/provider.ts';
import { countTokens } from '../models/tokens.ts';
import type { AnswerEnd, Usage } from '../openai/answer.ts';
import { costOf } from './cost.ts';
import { estimateTokens, hasFile, type Sent } from './estimateTokens.ts';
import { addSearches, type Search, search } from './searchCost.ts';

/** What an answer took, known once it has ended. Time in milliseconds, money in US dollars. */
export const receipt = z.object({
  model: z.string(),
  promptTokens: z.number(),
  cachedTokens: z.number(),
  completionTokens: z.number(),
  prediction: z.optional(z.object({ accepted: z.number(), rejected: z.number() })),
  /** Counted here rather than reported by the provider, as for a stopped answer. */
  approximate: z.boolean(),
  /** Missing when the model's price is not known, or what it read of a file. */
  cost: z.optional(z.number()),
  /** Of the cost, unless it is not known what it was. */
  search: z.optional(search),
  elapsed: z.number(),
  /** Until the first text came; missing when none did. */
  firstToken: z.optional(z.number()),
  finishReason: z.optional(z.string()),
  requestId: z.optional(z.string()),
});
export type Receipt = z.infer<typeof receipt>;

/**
 * The receipt for an answer. Where the provider did not say what was used, as when an answer is stopped, tokens are
 * counted here: what was sent and what arrived is paid for all the same.
 * @param sent with what it cost that the web was searched.
 * @param firstToken after so many milliseconds the first text came.
 * @returns `undefined` when nothing was answered, and so nothing spent.
 */
export async function receiptOf(
  end: AnswerEnd,
  model: Model,
  sent: Sent & { search?: Search | undefined },
  received: string,
  firstToken?: number,
): Promise<Receipt | undefined> {
  if (end.state === 'error') return undefined;
  const usage = end.usage ?? (await countUsage(sent, received));
  // What the model read of a file only the provider could say.
  const isKnown = end.usage !== undefined || !hasFile(sent.messages);
  return {
    model: model.id,
    ...usage,
    approximate: end.usage === undefined,
    ...(model.price && isKnown ? { cost: costOf(usage, model.price) + (sent.search?.cost ?? 0) } : {}),
    ...(sent.search ? { search: sent.search } : {}),
    elapsed: end.elapsed,
    ...(firstToken === undefined ? {} : { firstToken }),
    ...(end.finishReason ? { finishReason: end.finishReason } : {}),
    ...(end.requestId ? { requestId: end.requestId } : {}),
  };
}

/** What several answers took together. @returns `undefined` for none. */
export function addReceipts(receipts: readonly Receipt[]): Receipt | undefined {
  const [first, ...others] = receipts;
  return first && others.reduce(add, first);
}

function add(one: Receipt, other: Receipt): Receipt {
  // Of several there is no first token.
  const { cost: _unknown, firstToken: _one, search: _search, ...rest } = one;
  const search = addSearches(one.search, other.search);
  return {
    ...rest,
    promptTokens: one.promptTokens + other.promptTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    ...addPredictions(one.prediction, other.prediction),
    approximate: one.approximate || other.approximate,
    // Of what is not known there is no sum.
    ...(one.cost === undefined || other.cost === undefined ? {} : { cost: one.cost + other.cost }),
    ...(search ? { search } : {}),
    elapsed: one.elapsed + other.elapsed,
  };
}

/** How fast an answer came once it had begun; of one that came in one piece, all in all. In tokens per second. */
export function tokensPerSecond({ completionTokens, elapsed, firstToken = 0 }: Receipt): number | undefined {
  const streamed = elapsed - firstToken;
  const time = streamed < elapsed / 10 ? elapsed : streamed;
  return completionTokens > 0 && time > 0 ? completionTokens / (time / 1000) : undefined;
}

function addPredictions(
  one: Receipt['prediction'],
  other: Receipt['prediction'],
): Pick<Receipt, 'prediction'> {
  if (!one || !other) return one || other ? { prediction: one ?? other } : {};
  return {
    prediction: { accepted: one.accepted + other.accepted, rejected: one.rejected + other.rejected },
  };
}

async function countUsage(sent: Sent, received: string): Promise<Usage> {
  const promptTokens = await estimateTokens(sent);
  return { promptTokens, cachedTokens: 0, completionTokens: await countTokens(received) };
}
