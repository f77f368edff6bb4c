import * as z from 'zod/mini';
import type { PredictionUsage } from '../openai/answer.ts';

/** What the predictions of one model have been worth of late. */
export const predictionRecord = z.object({
  /** What became of the last ones, oldest first. */
  recent: z.array(z.object({ accepted: z.number(), rejected: z.number() })),
  /** They go without for so many answers, until this time at the latest, in milliseconds since 1970. */
  pause: z.optional(z.object({ answers: z.number(), until: z.number() })),
});
export type PredictionRecord = z.infer<typeof predictionRecord>;

/** So many are looked at, and at least so many are needed: one answer that came out otherwise proves nothing. */
const most = 5;
const fewest = 3;
/** How long they pause: for so many answers, or so many milliseconds. */
export const pausedAnswers = 10;
const pausedFor = 24 * 60 * 60 * 1000;

/** Whether predictions are left out at this time. */
export function isPaused(record: PredictionRecord | undefined, now: number): boolean {
  const { pause } = record ?? {};
  return pause !== undefined && pause.answers > 0 && now < pause.until;
}

/**
 * The record after one more prediction. They pause when more was rejected than accepted: a rejected token costs as much as
 * one of the answer and gains nothing, an accepted one gains only time. After a pause the count begins anew.
 * @param prediction missing when the server does not say what became of it, which proves nothing.
 */
export function afterPrediction(
  record: PredictionRecord | undefined,
  prediction: PredictionUsage | undefined,
  now: number,
): PredictionRecord | undefined {
  if (!prediction) return record;
  const before = record && !record.pause ? record.recent : [];
  const recent = [...before, prediction].slice(-most);
  const sum = (part: keyof PredictionUsage) => recent.reduce((total, one) => total + one[part], 0);
  const loses = recent.length >= fewest && sum('rejected') > sum('accepted');
  return loses ? { recent, pause: { answers: pausedAnswers, until: now + pausedFor } } : { recent };
}

/** The record after an answer that went without a prediction. */
export function afterPaused(record: PredictionRecord | undefined): PredictionRecord | undefined {
  if (!record?.pause) return record;
  const { answers, until } = record.pause;
  return { recent: record.recent, pause: { answers: answers - 1, until } };
}
