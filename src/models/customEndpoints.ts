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

/**
 * Reads `gloss.customEndpoints`. An entry with a mistake is left out and named, so that the others keep working.
 * @param value as the editor holds it.
 * @param known the providers whose ids are taken, and whose profiles serve for models of the same name; their prices do
 *   not, so the endpoint's own is taken, or none.
 */
export function readCustomEndpoints(
  value: unknown,
  known: readonly Provider[],
): { providers: Provider[]; mistakes: string[] } {
  const ids = new Set(known.map(({ id }) => id));
  const profiles = known.flatMap(({ models }) => models);
  const entries = Array.isArray(value) ? value : [];
  const providers: Provider[] = [];
  const mistakes: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const parsed = endpoint.safeParse(entry);
    const address = parsed.success ? checkBaseUrl(parsed.data.baseUrl) : undefined;
    const taken = parsed.success && ids.has(parsed.data.id);
    if (!parsed.success || !address || 'mistake' in address || taken) {
      mistakes.push(parsed.success ? parsed.data.id : `#${index + 1}`);
      continue;
    }
    const { id, name, key, price } = parsed.data;
    ids.add(id);
    const models = profiles.map(({ price: _theirs, ...model }) => (price ? { ...model, price } : model));
    providers.push({ id, name: name ?? id, baseUrl: address.baseUrl, key, models });
  }
  return { providers, mistakes };
}
