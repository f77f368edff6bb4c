import type { Model } from './provider.ts';

/** How long before the end of a model its users are told, in days. */
const noticeDays = 90;

const day = 86_400_000;

export interface Shutdown {
  /** `YYYY-MM-DD` */
  date: string;
  /** Whole days from today; 0 or less once it is over. */
  days: number;
  successor?: string;
}

/**
 * The end of a model, when it is near enough to be told of.
 * @param today `YYYY-MM-DD`
 */
export function shutdownNear({ shutdown, successor }: Model, today: string): Shutdown | undefined {
  if (!shutdown) return undefined;
  const days = Math.round((Date.parse(shutdown) - Date.parse(today)) / day);
  if (!(days <= noticeDays)) return undefined;
  return { date: shutdown, days, ...(successor ? { successor } : {}) };
}
