import * as z from 'zod/mini';
import { parseJson } from '../openai/parseJson.ts';
import { card } from './card.ts';
import { unfitReason } from './unfitReason.ts';

/**
 * Where a file of a batch stands. One whose request is out is still `waiting`, so that what a closed window leaves behind
 * can be gone on with.
 */
const batchFile = z.discriminatedUnion('state', [
  z.object({ uri: z.string(), state: z.literal('waiting') }),
  z.object({
    uri: z.string(),
    state: z.literal('done'),
    card,
    /** Of the text that the result is about, as `textHash` makes it. */
    hash: z.string(),
    /** The user has taken it into the file, or left it out. */
    reviewed: z.optional(z.literal(true)),
  }),
  z.object({
    uri: z.string(),
    state: z.literal('failed'),
    /** Why, in Gloss's own words. */
    problem: z.string(),
  }),
  /** Never asked about. */
  z.object({ uri: z.string(), state: z.literal('skipped'), reason: unfitReason }),
]);
export type BatchFile = z.infer<typeof batchFile>;
export type FileState = BatchFile['state'];

const spent = z.object({
  tokens: z.number(),
  /** US dollars; `null` when the price of any of it is not known. */
  cost: z.nullable(z.number()),
});

/** A task over many files. Values, never changed in place. */
const batch = z.object({
  version: z.literal(1),
  id: z.string(),
  /** The task's id. */
  task: z.string(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  /** Each in exactly one state. */
  files: z.array(batchFile),
  spent,
});
export type Batch = z.infer<typeof batch>;

export function newBatch(
  task: string,
  files: readonly Extract<BatchFile, { state: 'waiting' | 'skipped' }>[],
): Batch {
  return {
    version: 1,
    id: crypto.randomUUID(),
    task,
    createdAt: Date.now(),
    files: [...files],
    spent: { tokens: 0, cost: 0 },
  };
}

/** What an attempt at a file has changed: how the file stands now, if it is settled, and what all of them took until then. */
const tried = z.object({ file: z.optional(batchFile), spent });

/** A batch as it is on disk, in one line; what is tried since is appended. */
export function batchText(batch: Batch): string {
  return JSON.stringify(batch);
}

/** What has been tried, to be appended. A line begins with its break: what a crash left before it cannot make it unreadable. */
export function triedLine({ spent }: Batch, file: BatchFile | undefined): string {
  return `\n${JSON.stringify({ file, spent })}`;
}

/**
 * Reads a batch back, with what was appended. Of a line that is not whole nobody has been told, and its file is as before.
 * @returns `undefined` for a text that is no batch of this version.
 */
export function readBatch(text: string): Batch | undefined {
  const [first = '', ...lines] = text.split('\n');
  const whole = batch.safeParse(parseJson(first)).data;
  if (!whole) return undefined;
  const since = lines.flatMap(line => tried.safeParse(parseJson(line)).data ?? []);
  const settled = new Map(since.flatMap(({ file }) => (file ? [[file.uri, file]] : [])));
  return {
    ...whole,
    files: whole.files.map(file => settled.get(file.uri) ?? file),
    spent: since.at(-1)?.spent ?? whole.spent,
  };
}

/** Puts what has come of a file in the place of how it stood. */
export function settleFile(before: Batch, file: BatchFile): Batch {
  return { ...before, files: before.files.map(other => (other.uri === file.uri ? file : other)) };
}

/** Adds what an attempt took. */
export function addSpent(before: Batch, { tokens, cost }: Batch['spent']): Batch {
  const { spent } = before;
  return {
    ...before,
    spent: {
      tokens: spent.tokens + tokens,
      // Of what is not known there is no sum.
      cost: spent.cost === null || cost === null ? null : spent.cost + cost,
    },
  };
}

/** Lets every file that failed be tried again. */
export function retryFailed(before: Batch): Batch {
  return {
    ...before,
    files: before.files.map(file => (file.state === 'failed' ? { uri: file.uri, state: 'waiting' } : file)),
  };
}

/** The files that stand so, in their order. */
export function filesIn<State extends FileState>(
  { files }: Batch,
  state: State,
): Extract<BatchFile, { state: State }>[] {
  return files.filter((file): file is Extract<BatchFile, { state: State }> => file.state === state);
}

/** Tells whether a file is still as it was: a document may have other line ends than the bytes on disk. */
export async function textHash(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text.replace(/\r\n?/g, '\n'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
