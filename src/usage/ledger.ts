import * as z from 'zod/mini';
import { parseJson } from '../openai/parseJson.ts';
import { isOfLaterVersion } from '../schema/isOfLaterVersion.ts';
import type { Receipt } from './receipt.ts';

/** What the requests of one day, endpoint, model and task took together. Money in US dollars. */
const sum = z.object({
  /** The user's own, `YYYY-MM-DD`. */
  day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
  /** The endpoint's, with its port if it is not the usual one. */
  host: z.string(),
  model: z.string(),
  /** The task's id, or `chat`. */
  task: z.string(),
  requests: z.number(),
  promptTokens: z.number(),
  /** Of the prompts' tokens. */
  cachedTokens: z.number(),
  completionTokens: z.number(),
  cost: z.number(),
  /** Of the requests, those whose tokens were counted here, since the provider did not say. */
  approximate: z.number(),
  /** Of the requests, those whose price is not known; their cost is in no sum. */
  unpriced: z.number(),
});
export type Sum = z.infer<typeof sum>;

const page = z.object({ version: z.literal(1), sums: z.array(sum) });

/** What a request was for. */
export type Purpose = Pick<Sum, 'day' | 'host' | 'task'>;

/**
 * Where the ledger is kept: a folder a day, in it a page for each window, so that no two ever write the same file. A page
 * is written whole, and read by everybody.
 */
export interface LedgerFolder {
  /** The days of which there are pages, in any order. */
  days(): Promise<string[]>;
  /** The pages of a day: each window's, by its name. Those that cannot be read just now are left out. */
  pages(day: string): Promise<ReadonlyMap<string, string>>;
  /** Writes a page whole, or not at all. */
  write(day: string, window: string, text: string): Promise<void>;
  /** Keeps a page that makes no sense where it is no page any more. Never rejects. */
  setAside(day: string, window: string): Promise<void>;
}

/** The sums after one more request. */
function addToSums(sums: readonly Sum[], { day, host, task }: Purpose, receipt: Receipt): Sum[] {
  const { model, promptTokens, cachedTokens, completionTokens, cost, approximate } = receipt;
  return mergeSums([
    ...sums,
    {
      day,
      host,
      model,
      task,
      requests: 1,
      promptTokens,
      cachedTokens,
      completionTokens,
      cost: cost ?? 0,
      approximate: approximate ? 1 : 0,
      unpriced: cost === undefined ? 1 : 0,
    },
  ]);
}

/** Adds up what is of the same day, endpoint, model and task. */
export function mergeSums(sums: readonly Sum[]): Sum[] {
  const merged = new Map<string, Sum>();
  for (const one of sums) {
    const key = JSON.stringify([one.day, one.host, one.model, one.task]);
    const other = merged.get(key);
    merged.set(key, other ? plus(other, one) : one);
  }
  return [...merged.values()];
}

/** What sums come to, in US dollars. */
export function costOfSums(sums: readonly Sum[]): number {
  return sums.reduce((total, { cost }) => total + cost, 0);
}

function plus(one: Sum, other: Sum): Sum {
  return {
    ...one,
    requests: one.requests + other.requests,
    promptTokens: one.promptTokens + other.promptTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    cost: one.cost + other.cost,
    approximate: one.approximate + other.approximate,
    unpriced: one.unpriced + other.unpriced,
  };
}

/** Adds up what requests take, for this window on disk, and over all windows when it is asked. */
export class Ledger {
  readonly #folder: LedgerFolder;
  readonly #window: string;
  readonly #own = new Map<string, Sum[]>();
  /** What days that are over came to: nobody writes there any more. */
  readonly #over = new Map<string, number>();
  #writing: Promise<void> = Promise.resolve();

  /** @param window a name that no other window has, or had. */
  constructor(folder: LedgerFolder, window: string) {
    this.#folder = folder;
    this.#window = window;
  }

  /** Adds a request. Resolves when it is on disk, where other windows see it; rejects when it cannot be written. */
  async add(purpose: Purpose, receipt: Receipt): Promise<void> {
    const { day } = purpose;
    this.#own.set(day, addToSums(this.#own.get(day) ?? [], purpose, receipt));
    const written = this.#writing.then(() => {
      // As it is by then, with what has been added meanwhile.
      const sums = this.#own.get(day) ?? [];
      return this.#folder.write(day, this.#window, JSON.stringify({ version: 1, sums }));
    });
    this.#writing = written.catch(() => undefined);
    await written;
  }

  /** What all windows took on a day. */
  async on(day: string): Promise<Sum[]> {
    const pages = await this.#folder.pages(day);
    const others: Sum[] = [];
    for (const [window, text] of pages) {
      if (window === this.#window) continue;
      const sums = readPage(text);
      if (sums) others.push(...sums);
      else await this.#folder.setAside(day, window);
    }
    // Of this window, what is in memory: it may not be on disk yet.
    return mergeSums([...others, ...(this.#own.get(day) ?? [])]);
  }

  /** What all windows took since a day, that day included. */
  async since(first: string): Promise<Sum[]> {
    const days = new Set([...(await this.#folder.days()), ...this.#own.keys()]);
    const later = [...days].filter(day => day >= first).sort();
    return (await Promise.all(later.map(day => this.on(day)))).flat();
  }

  /** What was spent, in US dollars, on a day and in its month so far. */
  async spent(today: string): Promise<{ day: number; month: number }> {
    const month = today.slice(0, 'YYYY-MM'.length);
    const days = new Set([...(await this.#folder.days()), ...this.#own.keys()]);
    const before = [...days].filter(day => day.startsWith(month) && day < today);
    const costs = await Promise.all(before.map(day => this.#costOfPast(day)));
    const day = costOfSums(await this.on(today));
    return { day, month: costs.reduce((total, cost) => total + cost, day) };
  }

  async #costOfPast(day: string): Promise<number> {
    const known = this.#over.get(day);
    if (known !== undefined) return known;
    const cost = costOfSums(await this.on(day));
    this.#over.set(day, cost);
    return cost;
  }
}

/** @returns nothing of a page that a later Gloss has written, which stays where it is; `undefined` for what is none. */
function readPage(text: string): Sum[] | undefined {
  const value = parseJson(text);
  return isOfLaterVersion(value) ? [] : page.safeParse(value).data?.sums;
}
