import * as z from 'zod/mini';
import type { Model, Price } from '../models/provider.ts';

/** That the web was searched, and what that cost in US dollars; missing when it is not known. */
export const search = z.object({ cost: z.optional(z.number()) });
export type Search = z.infer<typeof search>;

/** The provider's own default is the middle one. */
const options = z.catch(
  z.object({ search_context_size: z._default(z.enum(['low', 'medium', 'high']), 'medium') }),
  { search_context_size: 'medium' },
);

/**
 * What a request costs beside its tokens, if it searches the web. One that may search counts as one that does so once, unless
 * the provider says how often it did: most say nothing of it.
 * @param searches as the provider counted them.
 */
export function searchIn(
  body: Readonly<Record<string, unknown>>,
  { takes, price }: Pick<Model, 'takes' | 'price'>,
  searches?: number,
): Search | undefined {
  const asked = body[takes.web_search_options?.as ?? 'web_search_options'];
  const count = searches ?? (asked === undefined ? 0 : 1);
  if (count === 0) return undefined;
  const each = priceOf(price?.search, asked);
  return each === undefined ? {} : { cost: count * each };
}

function priceOf(price: Price['search'], asked: unknown): number | undefined {
  return typeof price === 'object' ? price[options.parse(asked).search_context_size] : price;
}

/** What several searches cost together. */
export function addSearches(one: Search | undefined, other: Search | undefined): Search | undefined {
  if (!one || !other) return one ?? other;
  // Of what is not known there is no sum.
  return one.cost === undefined || other.cost === undefined ? {} : { cost: one.cost + other.cost };
}
