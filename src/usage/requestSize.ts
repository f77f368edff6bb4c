import { mostImageTokens } from '../models/imageTokens.ts';
import type { Model, Price } from '../models/provider.ts';
import type { RequestBody } from '../openai/request.ts';
import { costOf } from './cost.ts';
import { searchIn } from './searchCost.ts';

/** A token of text is at least one byte, and about four of English or of code. */
const charactersPerToken = 4;
/** Tokens of an answer where neither the request nor the model's profile says how long it may be. */
const longAnswer = 16_384;
/** Tokens of a window whose size nobody has said. */
const largeWindow = 1_050_000;

/** How many tokens a request counts for against a limit, by OpenAI's own rule: https://platform.openai.com/docs/guides/rate-limits */
export function tokensAgainstLimit(body: RequestBody, { takes, imageCost }: Model): number {
  const { text, images } = withoutFiles(body);
  const read = Math.ceil(text.length / charactersPerToken) + images * mostImageTokens({ imageCost });
  return Math.max(read, longestOf(body, takes) ?? 0);
}

/** What a request can cost at most, in US dollars. */
export function dearestCost(
  body: RequestBody,
  { takes, maxOutput, contextWindow, imageCost }: Model,
  price: Price,
): number {
  const { text, images, files } = withoutFiles(body);
  const known = new TextEncoder().encode(text).length + images * mostImageTokens({ imageCost });
  // What a model reads of a file nobody knows before; never more than it has room for.
  const promptTokens = files === 0 ? known : (contextWindow ?? largeWindow);
  const longest = longestOf(body, takes) ?? maxOutput ?? contextWindow ?? longAnswer;
  const answers = typeof body['n'] === 'number' ? body['n'] : 1;
  const searched = searchIn(body, { takes, price })?.cost ?? 0;
  return costOf({ promptTokens, cachedTokens: 0, completionTokens: longest * answers }, price) + searched;
}

/** A request as JSON without its pictures and files, whose bytes are no tokens, and how many there are of each. */
function withoutFiles(body: RequestBody): { text: string; images: number; files: number } {
  let images = 0;
  let files = 0;
  const text = JSON.stringify(body, (_, value: unknown) => {
    if (typeof value !== 'string' || !/^data:[a-z]+\/[a-z]+;base64,/.test(value)) return value;
    if (value.startsWith('data:image/')) images += 1;
    else files += 1;
    return '';
  });
  return { text, images, files };
}

function longestOf(body: RequestBody, takes: Model['takes']): number | undefined {
  const longest = body[takes.max_completion_tokens?.as ?? 'max_completion_tokens'];
  return typeof longest === 'number' ? longest : undefined;
}
