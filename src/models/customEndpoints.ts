import * as z from 'zod/mini';
import { checkBaseUrl } from './baseUrl.ts';
import type { Provider } from './provider.ts';

/** US dollars per million tokens. */
const dollars = z.number().check(z.nonnegative());

const endpoint = z.object({
  id: z.string().check(z.regex(/^[\w.-]{1,64}$/)),
  name: z.optional(z.string()),
  baseUrl: z.string(),
  key: z._default(z.enum(['required', 'none']), 'required'),
  price: z.optional(z.object({ input: dollars, cachedInput: dollars, output: dollars })),
});

/** One entry of `gloss.customEndpoints`, as the user writes it. */
export type CustomEndpoint = z.input<typeof endpoint>;

/**
 * Reads `gloss.customEndpoints`. An entry with a mistake is left out and named, so that the others keep working.
 * @param value as the editor holds it.
 * @param profiles where a model that the endpoint shares with a known provider gets its profile from; its price is
 *   the known provider's, so the endpoint's own is taken instead, or none.
 */
export function readCustomEndpoints(
  value: unknown,
  profiles: Provider['models'],
): { providers: Provider[]; mistakes: string[] } {
  const entries = Array.isArray(value) ? value : [];
  const providers: Provider[] = [];
  const mistakes: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const parsed = endpoint.safeParse(entry);
    const address = parsed.success ? checkBaseUrl(parsed.data.baseUrl) : undefined;
    if (!parsed.success || !address || 'mistake' in address) {
      mistakes.push(parsed.success ? parsed.data.id : `#${index + 1}`);
      continue;
    }
    const { id, name, key, price } = parsed.data;
    const models = profiles.map(({ price: _theirs, ...model }) => (price ? { ...model, price } : model));
    providers.push({ id, name: name ?? id, baseUrl: address.baseUrl, key, models });
  }
  return { providers, mistakes };
}
