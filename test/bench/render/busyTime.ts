import type { CDPSession } from 'playwright-core';

const parts: ReadonlySet<string> = new Set(['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration']);

/** @returns tells the milliseconds that a page's main thread has spent on script, style and layout so far, each without the others. */
export async function watchBusyTime(session: CDPSession): Promise<() => Promise<number>> {
  // What other processes take of the core meanwhile does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.reduce((sum, { name, value }) => sum + (parts.has(name) ? value * 1000 : 0), 0);
  };
}
