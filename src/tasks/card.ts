import * as z from 'zod/mini';

const hits = z.object({
  count: z.number(),
  /** That have any. */
  files: z.number(),
  /** Not everything was searched: there may be more. */
  more: z.boolean(),
});
/** How often a keyword stands in the workspace. */
export type Hits = z.infer<typeof hits>;

/**
 * The result of a typed task, as it is kept in the conversation and shown in the panel. Made only of an answer that was
 * whole and in the form asked for.
 */
export const card = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('tags'),
    tags: z.array(z.string()),
    /** Whether they come from the user's own vocabulary. */
    fromVocabulary: z.boolean(),
  }),
  z.object({
    kind: z.literal('label'),
    /** The most probable first; without probabilities the model's own choice alone. */
    labels: z.array(z.object({ name: z.string(), probability: z.nullable(z.number()) })),
    /** Which labels there were to choose from: a set that Gloss comes with, or the user's own. */
    set: z.enum(['comments', 'commits', 'issues', 'own']),
    /** The first label's probability is below the user's threshold: it is not called the result. */
    unsure: z.boolean(),
  }),
  z.object({
    kind: z.literal('keywords'),
    /** The most telling first. */
    keywords: z.array(
      z.object({
        text: z.string(),
        identifier: z.boolean(),
        /** Missing until they are counted. */
        hits: z.optional(hits),
      }),
    ),
  }),
  z.object({
    kind: z.literal('rewrite'),
    /** What is to stand in place of the source. */
    text: z.string(),
    languageId: z.string(),
    /** The source came back as it was. */
    unchanged: z.boolean(),
  }),
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    /** What the task of the user's own wrote it for. */
    destination: z.enum(['clipboard', 'insert', 'newFile']),
  }),
  z.object({
    kind: z.literal('data'),
    /** JSON, as the user's own schema asks for it. */
    json: z.string(),
  }),
]);
export type Card = z.infer<typeof card>;
export type LabelCard = Extract<Card, { kind: 'label' }>;
