import * as z from 'zod/mini';

/** A list that is none counts as empty, and what in it is malformed as left out. */
export function tolerantList<Item>(item: z.ZodMiniType<Item>) {
  const entries = z.catch(z.nullish(z.array(z.catch(z.nullable(item), null))), undefined);
  return z.pipe(
    entries,
    z.transform((items: (Item | null)[] | null | undefined) => (items ?? []).filter(entry => entry !== null)),
  );
}
