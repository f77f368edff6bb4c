import { mergeSums, type Sum } from './ledger.ts';

/** What a stretch of days took, arranged to be shown. Money in US dollars. */
export interface UsageReport {
  /** Every day of the stretch, in order, those on which nothing was asked included. */
  days: { day: string; parts: Part[]; amount: number }[];
  /** The tasks, the dearest first. */
  tasks: string[];
  /** What the bars show: money, or tokens where nothing had a price. */
  measure: 'cost' | 'tokens';
  /** By task and model, the dearest first. */
  rows: Sum[];
  /** Of all rows together; missing where there are none. */
  total?: Sum;
}

/** What one task took on one day. */
export interface Part {
  task: string;
  amount: number;
}

/** @param last the last day of the stretch, `YYYY-MM-DD`. @param length how many days it has. */
export function reportUsage(sums: readonly Sum[], last: string, length: number): UsageReport {
  const days = daysUntil(last, length);
  const within = sums.filter(({ day }) => days.includes(day));
  const isFree = within.length > 0 && within.every(({ cost }) => cost === 0);
  const measure = isFree ? 'tokens' : 'cost';
  const amount = (sum: Sum): number =>
    measure === 'cost' ? sum.cost : sum.promptTokens + sum.completionTokens;
  const dearestFirst = (one: Sum, other: Sum): number => amount(other) - amount(one);
  const tasks = mergeSums(within.map(sum => ({ ...sum, day: '', host: '', model: '' })))
    .sort(dearestFirst)
    .map(({ task }) => task);
  const [total] = mergeSums(within.map(sum => ({ ...sum, day: '', host: '', model: '', task: '' })));
  return {
    days: days.map(day => {
      const ofDay = mergeSums(
        within.filter(sum => sum.day === day).map(sum => ({ ...sum, host: '', model: '' })),
      );
      const parts = tasks.flatMap(task =>
        ofDay.filter(sum => sum.task === task && amount(sum) > 0).map(sum => ({ task, amount: amount(sum) })),
      );
      return { day, parts, amount: parts.reduce((sum, part) => sum + part.amount, 0) };
    }),
    tasks,
    measure,
    rows: mergeSums(within.map(sum => ({ ...sum, day: '' }))).sort(dearestFirst),
    ...(total ? { total } : {}),
  };
}

/** The first day of a stretch. */
export function firstDay(last: string, length: number): string {
  // Noon: neither the turn of the year nor of the clocks moves it to another day.
  const date = new Date(`${last}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() - length + 1);
  return date.toISOString().slice(0, 10);
}

function daysUntil(last: string, length: number): string[] {
  return Array.from({ length }, (_, back) => firstDay(last, length - back));
}
