import type { Model, Price } from '../models/provider.ts';
import type { RequestBody } from '../openai/request.ts';
import { costOf } from './cost.ts';

/** A token of text is at least one byte, and about four of English or of code. */
const charactersPerToken = 4;
/** Tokens of an answer where neither the request nor the model's profile says how long it may be. */
const longAnswer = 16_384;

/** How many tokens a request counts for against a limit, by OpenAI's own rule: https://platform.openai.com/docs/guides/rate-limits */
export function tokensAgainstLimit(body: RequestBody, { takes }: Model): number {
  const read = Math.ceil(JSON.stringify(body).length / charactersPerToken);
  return Math.max(read, longestOf(body, takes) ?? 0);
}

/** What a request can cost at most, in US dollars. */
export function dearestCost(
  body: RequestBody,
  { takes, maxOutput, contextWindow }: Model,
  price: Price,
): number {
  const promptTokens = new TextEncoder().encode(JSON.stringify(body)).length;
  const longest = longestOf(body, takes) ?? maxOutput ?? contextWindow ?? longAnswer;
  const answers = typeof body['n'] === 'number' ? body['n'] : 1;
  return costOf({ promptTokens, cachedTokens: 0, completionTokens: longest * answers }, price);
}

function longestOf(body: RequestBody, takes: Model['takes']): number | undefined {
  const longest = body[takes.max_completion_tokens?.as ?? 'max_completion_tokens'];
  return typeof longest === 'number' ? longest : undefined;
}
