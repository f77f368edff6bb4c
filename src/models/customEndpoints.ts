import * as z from 'zod/mini';
import { minLength } from '../schema/lengths.ts';
import { type BaseUrlMistake, checkBaseUrl } from './baseUrl.ts';
import { dialects } from './dialects.ts';
import { type Model, modelOf, type Provider } from './provider.ts';

/** US dollars, of tokens for a million. */
const dollars = z.number().check(z.nonnegative());
const tokens = z.int().check(z.positive());
const search = z.union([dollars, z.object({ low: dollars, medium: dollars, high: dollars })]);
const price = z.object({ input: dollars, cachedInput: dollars, output: dollars, search: z.optional(search) });

const endpoint = z.object({
  id: z.string().check(z.regex(/^[\w.-]{1,64}$/)),
  name: z.optional(z.string()),
  baseUrl: z.string(),
  key: z._default(z.enum(['required', 'none']), 'required'),
  dialect: z._default(z.enum(['openai', 'common', 'form']), 'openai'),
  price: z.optional(price),
  models: z.optional(
    z.array(
      z.object({
        id: z.string().check(minLength(1)),
        contextWindow: z.optional(tokens),
        maxOutput: z.optional(tokens),
        price: z.optional(price),
      }),
    ),
  ),
});

/** An entry of `gloss.customEndpoints` that is not used: its id, or its place from 1, and why. */
export interface EndpointMistake {
  entry: string;
  why: BaseUrlMistake | 'form' | 'idTaken';
}

/**
 * Reads `gloss.customEndpoints`. An entry with a mistake is left out and named, so that the others keep working.
 * @param value as the editor holds it.
 * @param known the providers whose ids are taken, and whose profiles say how large a model of the same name is. Their
 *   prices are not taken over: the endpoint's own holds, or none.
 */
export function readCustomEndpoints(
  value: unknown,
  known: readonly Provider[],
): { providers: Provider[]; mistakes: EndpointMistake[] } {
  // A local server may have been started on another port; who a key goes to must not change under its name.
  const ids = new Set(known.filter(({ key }) => key === 'required').map(({ id }) => id));
  const entries = Array.isArray(value) ? value : [];
  const providers: Provider[] = [];
  const mistakes: EndpointMistake[] = [];
  for (const [index, entry] of entries.entries()) {
    const parsed = endpoint.safeParse(entry);
    if (!parsed.success) {
      mistakes.push({ entry: `#${index + 1}`, why: 'form' });
      continue;
    }
    const { id, name, key, price, models = [] } = parsed.data;
    const address = checkBaseUrl(parsed.data.baseUrl);
    if ('mistake' in address || ids.has(id)) {
      mistakes.push({ entry: id, why: 'mistake' in address ? address.mistake : 'idTaken' });
      continue;
    }
    ids.add(id);
    const dialect = dialects[parsed.data.dialect];
    const unlisted: Provider = {
      id,
      name: name || id,
      baseUrl: address.baseUrl,
      key,
      models: [],
      profiles: known.flatMap(maker => maker.models.map(model => servedBy(parsed.data, model, maker))),
      dialect,
      ...(price ? { price } : {}),
    };
    providers.push({
      ...unlisted,
      models: models.map(model => ({ ...modelOf(unlisted, model.id), ...saidOf(model) })),
    });
  }
  return { providers, mistakes };
}

/** A model as somebody else serves it: as large, but with their parameters and at their price. */
function servedBy(
  { dialect, price }: z.infer<typeof endpoint>,
  { price: _theirs, shutdown: _date, fineTuned: _tuned, rateLimits: _limits, ...model }: Model,
  maker: Provider,
): Model {
  // A server that follows the API closely refuses what the model itself refuses; what a gateway lacks says nothing of it.
  const own = dialect === 'openai' && model.takes !== maker.dialect.takes ? {} : dialects[dialect];
  // The price is the user's word, or none.
  const unverified = model.unverified.filter(figure => figure !== 'price');
  return { ...model, ...own, ...(price ? { price } : {}), unverified };
}

/** What the user says of a model goes before what is known of it. */
function saidOf({
  contextWindow,
  maxOutput,
  price,
}: NonNullable<z.infer<typeof endpoint>['models']>[number]): Partial<Model> {
  return {
    ...(contextWindow ? { contextWindow, windowFrom: 'user' } : {}),
    ...(maxOutput ? { maxOutput } : {}),
    ...(price ? { price } : {}),
  };
}
