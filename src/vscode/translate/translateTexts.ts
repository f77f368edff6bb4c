import type { TextDocument } from 'vscode';
import type { Problem, Waiting } from '../../chat/turn.ts';
import type { Model } from '../../models/provider.ts';
import { countDown } from '../../openai/countDown.ts';
import type { Failure } from '../../openai/failure.ts';
import { afterFailure } from '../../tasks/afterFailure.ts';
import {
  type ReadTranslation,
  readTranslations,
  type TranslationFault,
} from '../../tasks/readTranslations.ts';
import { runTask } from '../../tasks/run.ts';
import { type Attempt, runPool } from '../../tasks/runPool.ts';
import { type TextItem, type TranslationWish, translate } from '../../tasks/translate.ts';
import { type TranslationRoom, translationBatches } from '../../tasks/translationBatches.ts';
import { translationKey } from '../../tasks/translationCache.ts';
import type { Receipt } from '../../usage/receipt.ts';
import type { Endpoint } from '../services/endpoint.ts';
import type { ReadyModel } from '../services/models.ts';
import { noteOnce } from '../services/noteOnce.ts';
import { readNumber } from '../services/settings.ts';
import { waitingOf } from '../services/waitingOf.ts';
import { answerTo } from '../tasks/answerTo.ts';
import { typedProblem } from '../tasks/runTyped.ts';
import type { TranslationStore } from './translationStore.ts';

/**
 * Why a text has no translation.
 *
 * - `tooMuch`: it alone is more than a request takes
 * - `cut`: its translation is longer than an answer may be
 * - `failed`: its request failed, or was cancelled before it began
 */
export type TextFault = TranslationFault | 'tooMuch' | 'cut' | 'failed';

/** What came of some texts: each of them is in one of the two maps. */
export interface Translated {
  texts: Map<string, string>;
  faults: Map<string, TextFault>;
  receipts: Receipt[];
  /** Why requests failed, the last one of those that did in the end. */
  problem: Problem | undefined;
}

export interface TranslationRun {
  wish: TranslationWish;
  /** The document's language and place, for parameters that depend on them. */
  scope?: TextDocument | undefined;
  signal: AbortSignal;
  /** Told how many texts have been settled. */
  progress?: (count: number) => void;
  /** Told of what is waited for. */
  wait?: (waiting: Waiting) => void;
}

/** What an answer has room for where nobody knows how long one may be, in tokens. */
const usualAnswer = 4_096;
/** Tokens of a request around its texts, at most, beside what its wish says. */
const aroundTexts = 200;

/** The translations that are there already, by their texts, without asking anybody. */
export async function recallTranslations(
  store: TranslationStore,
  texts: Iterable<string>,
  wish: TranslationWish,
  endpoint: Endpoint,
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const text of new Set(texts)) {
    const translation = await store.get(await translationKey(text, wish, nameOf(endpoint)));
    if (translation !== undefined) known.set(text, translation);
  }
  return known;
}

/** Takes translations that turned out to be of no use out of the store, so that they are asked for anew. */
export async function forgetTranslations(
  store: TranslationStore,
  texts: readonly string[],
  wish: TranslationWish,
  endpoint: Endpoint,
): Promise<void> {
  const keys = await Promise.all(texts.map(text => translationKey(text, wish, nameOf(endpoint))));
  if (keys.length > 0) await store.change(keys.map(key => [key, undefined]));
}

/**
 * Translates texts: from the store what is there, the rest in as few requests as it needs, several at once. What comes is
 * in the store as soon as it comes.
 */
export async function translateTexts(
  model: ReadyModel,
  store: TranslationStore,
  all: Iterable<string>,
  { wish, scope, signal, progress, wait }: TranslationRun,
): Promise<Translated> {
  const unique = [...new Set(all)];
  const { endpoint } = model;
  const found: Translated = {
    texts: await recallTranslations(store, unique, wish, endpoint),
    faults: new Map(),
    receipts: [],
    problem: undefined,
  };
  progress?.(found.texts.size);
  const items = unique
    .filter(text => !found.texts.has(text))
    .map((text, index): TextItem => ({ id: String(index), text }));
  const { batches, tooLong } = await translationBatches(items, roomOf(endpoint.model, wish));
  for (const { text } of tooLong) found.faults.set(text, 'tooMuch');

  const paced = batches.length > 1;
  const files = scope && [scope.uri.toString()];
  const note = noteOnce();
  /** What the pool rests for. */
  let slowedBy: Failure | undefined;
  const fail = (batch: readonly TextItem[], fault: TextFault) => {
    for (const { text } of batch) found.faults.set(text, fault);
    progress?.(batch.length);
  };
  const work = async (items: readonly TextItem[]): Promise<Attempt> => {
    // Of one that is tried again a part may have come.
    const batch = items.filter(({ text }) => !found.texts.has(text) && !found.faults.has(text));
    const outcome = await runTask(
      translate.id,
      translate.prompt(wish, batch),
      translate.answer,
      translate.sampling,
      question =>
        answerTo(model, { ...question, task: translate.id, scope, files, paced }, signal, {
          note,
          ...(wait ? { wait } : {}),
          receive: receipt => found.receipts.push(receipt),
        }),
      signal,
    );
    if (outcome.ok) {
      await keep(batch, readTranslations(batch, outcome.result));
      return 'settled';
    }
    const { state, failure } = outcome.end;
    if (state === 'stopped') return 'stop';
    // More was to be said than an answer may hold: half of it may fit. Where nobody is asked, one secret keeps back no more
    // than it must.
    const isTooMuch = state === 'cut' || (paced && failure?.kind === 'withheld');
    if (isTooMuch && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      const first = await work(batch.slice(0, half));
      return first === 'settled' ? work(batch.slice(half)) : first;
    }
    found.problem = typedProblem(outcome, endpoint);
    const attempt = failure ? afterFailure(failure) : 'settled';
    if (typeof attempt === 'object') slowedBy = failure;
    if (attempt === 'settled') fail(batch, state === 'cut' ? 'cut' : 'failed');
    return attempt;
  };
  const keep = async (batch: readonly TextItem[], read: ReadonlyMap<string, ReadTranslation>) => {
    const fresh: [key: string, text: string][] = [];
    for (const { id, text } of batch) {
      const translation = read.get(id) ?? { fault: 'missing' };
      if ('fault' in translation) {
        found.faults.set(text, translation.fault);
        continue;
      }
      found.texts.set(text, translation.text);
      fresh.push([await translationKey(text, wish, nameOf(endpoint)), translation.text]);
    }
    await store.change(fresh);
    progress?.(batch.length);
  };

  const concurrency = readNumber('batch.concurrency', { minimum: 1, maximum: 16, fallback: 4 });
  const rest = async (time: number, signal: AbortSignal) => {
    if (!slowedBy) return;
    for await (const left of countDown(time, slowedBy, signal)) wait?.(waitingOf(left, endpoint.host));
    wait?.(waitingOf({ for: 'again' }, endpoint.host));
  };
  await runPool(batches, { concurrency, signal, rest }, work);
  for (const { text } of items) {
    if (!found.texts.has(text) && !found.faults.has(text)) found.faults.set(text, 'failed');
  }
  // Who was told to slow down, and then answered, has no problem.
  const hasFailed = [...found.faults.values()].includes('failed');
  return hasFailed ? found : { ...found, problem: undefined };
}

/** Names the model in keys: the same name may be another model at another provider. */
function nameOf({ provider, model }: Endpoint): string {
  return `${provider.id}/${model.id}`;
}

function roomOf({ contextWindow, maxOutput }: Model, wish: TranslationWish): TranslationRoom {
  const { instructions } = translate.prompt(wish, []);
  // A token is at least one byte.
  const around = new TextEncoder().encode(instructions + JSON.stringify(wish)).length + aroundTexts;
  return {
    answer: maxOutput ?? usualAnswer,
    window: (contextWindow ?? Number.POSITIVE_INFINITY) - around,
  };
}
