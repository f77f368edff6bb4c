import * as z from 'zod/mini';
import { Cost } from './cost.ts';
import { Ranges } from './coverage.ts';

// What the process that decides and the process that runs tests say to each other.

/** A test file that is run, with a change in the code or without. Paths are below the repository. */
export const Trial = z.object({
  test: z.string(),
  /** What it may take. */
  limit: Cost,
  change: z.optional(
    z.object({ file: z.string(), start: z.number(), end: z.number(), replacement: z.string() }),
  ),
  /** Whether to say what was loaded and run. */
  measures: z.boolean(),
});
export type Trial = z.infer<typeof Trial>;

export const Verdict = z.object({
  passed: z.boolean(),
  /** Not, where it fails in the same process without the change, too: then it may have failed for another reason. */
  isSure: z.boolean(),
  cost: Cost,
  loaded: z.array(z.string()),
  covered: z.record(z.string(), Ranges),
  /** Bytes in use: the modules of past runs stay. */
  memory: z.number(),
});
export type Verdict = z.infer<typeof Verdict>;
