import * as z from 'zod/mini';

const later = z.object({ version: z.number().check(z.gt(1)) });

/** Whether a later Gloss has written this: what this one writes has the version 1. */
export function isOfLaterVersion(value: unknown): boolean {
  return later.safeParse(value).success;
}
