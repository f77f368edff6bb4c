import { mostImageTokens } from '../models/imageTokens.ts';
import type { Model, Price } from '../models/provider.ts';
import type { RequestBody } from '../openai/request.ts';
import { costOf } from './cost.ts';

/** A token of text is at least one byte, and about four of English or of code. */
const charactersPerToken = 4;
/** Tokens of an answer where neither the request nor the model's profile says how long it may be. */
const longAnswer = 16_384;

/** How many tokens a request counts for against a limit, by OpenAI's own rule: https://platform.openai.com/docs/guides/rate-limits */
export function tokensAgainstLimit(body: RequestBody, { takes, imageCost }: Model): number {
  const { text, images } = withoutImages(body);
  const read = Math.ceil(text.length / charactersPerToken) + images * mostImageTokens({ imageCost });
  return Math.max(read, longestOf(body, takes) ?? 0);
}

/** What a request can cost at most, in US dollars. */
export function dearestCost(
  body: RequestBody,
  { takes, maxOutput, contextWindow, imageCost }: Model,
  price: Price,
): number {
  const { text, images } = withoutImages(body);
  const promptTokens = new TextEncoder().encode(text).length + images * mostImageTokens({ imageCost });
  const longest = longestOf(body, takes) ?? maxOutput ?? contextWindow ?? longAnswer;
  const answers = typeof body['n'] === 'number' ? body['n'] : 1;
  return costOf({ promptTokens, cachedTokens: 0, completionTokens: longest * answers }, price);
}

/** A request as JSON without its pictures, whose bytes are no tokens, and how many there are. */
function withoutImages(body: RequestBody): { text: string; images: number } {
  let images = 0;
  const text = JSON.stringify(body, (_, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith('data:image/')) return value;
    images += 1;
    return '';
  });
  return { text, images };
}

function longestOf(body: RequestBody, takes: Model['takes']): number | undefined {
  const longest = body[takes.max_completion_tokens?.as ?? 'max_completion_tokens'];
  return typeof longest === 'number' ? longest : undefined;
}
