import * as z from 'zod/mini';

/** What is wrong with an answer that was to be JSON, as it is kept with it. */
export const jsonFault = z.object({
  why: z.enum(['notJson', 'notObject', 'tooDeep', 'schema', 'unusableSchema']),
  /** Where in the value, as `$.items[3]`. */
  at: z.optional(z.string()),
  /** What the reader says, in English. */
  message: z.optional(z.string()),
  /** Which of several answers, from 1 on. */
  answer: z.optional(z.number()),
});
export type JsonFault = z.infer<typeof jsonFault>;
