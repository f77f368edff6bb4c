import { answerOf } from '../ui/webview/answerOf.ts';
import { answer, type PanelPage, PanelServer } from '../ui/webview/panelPage.ts';
import type { Benchmark } from './benchmark.ts';
import { median, range } from './median.ts';

const rounds = 5;
const goal = 2;
const longestKey = 50;
const text = answerOf('mixed', 65_536);

declare global {
  interface Window {
    /** How long keys took to be painted, in milliseconds. */
    keyTimes: number[];
  }
}

/** Whether an answer that comes all at once is shown as fast as one that is there already, and whether one can type meanwhile. */
export const renderFlood: Benchmark = {
  title: 'Rendering a flood of text',
  async measure({ browser }) {
    const server = await PanelServer.start(browser);
    const results: { flood: number; atOnce: number; keys: number[] }[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        const atOnce = await withPanel(server, panel => timeOf(panel, 1));
        const flood = await withPanel(server, panel => timeOf(panel, text.length / 4));
        const keys = await withPanel(server, async panel => {
          const endTyping = await startTyping(panel);
          await timeOf(panel, text.length / 4);
          return endTyping();
        });
        results.push({ flood, atOnce, keys });
      }
    } finally {
      await server.stop();
    }
    const ratios = results.map(({ flood, atOnce }) => flood / atOnce);
    const keys = results.map(({ keys }) => Math.max(...keys));
    const slowestKey = median(keys);
    return {
      figures: [
        {
          what: `16,384 deltas at once until all is painted, to showing the answer in one go; median of ${rounds}`,
          measured: `${median(ratios).toFixed(2)} times`,
          spread: range(ratios),
          goal: `≤ ${goal} times`,
          met: median(ratios) <= goal,
        },
        {
          what: `A key meanwhile until it is painted, the slowest; median of ${rounds}`,
          measured: `${slowestKey.toFixed(0)} ms`,
          spread: range(keys, 0),
          goal: `≤ ${longestKey} ms`,
          met: slowestKey <= longestKey,
        },
      ],
      notes: [
        'The panel’s own page, 420 px wide. The deltas are posted one by one, without a pause, by the same thread, which in the ' +
          'editor another process would do; the time begins before the first one. Keys go through the browser’s input into the ' +
          'composer one after another, and are timed by the browser, from the key to the next paint.',
        `In milliseconds, in one go and as a flood: ${results
          .map(({ atOnce, flood }) => `${atOnce.toFixed(0)} and ${flood.toFixed(0)}`)
          .join(', ')}. Keys in each of the floods: ${results.map(({ keys }) => keys.length).join(', ')}.`,
      ],
    };
  },
};

async function withPanel<T>(server: PanelServer, work: (panel: PanelPage) => Promise<T>): Promise<T> {
  const panel = await server.open({ width: 420 });
  try {
    await panel.snapshot([answer({ state: 'streaming' })]);
    await panel.frame();
    return await work(panel);
  } finally {
    await panel.close();
  }
}

/** Milliseconds from the first of so many messages to the paint of the whole answer. */
function timeOf({ page }: PanelPage, messages: number): Promise<number> {
  const size = text.length / messages;
  const deltas = Array.from({ length: messages }, (_, index) => text.slice(index * size, (index + 1) * size));
  return page.evaluate(
    ({ deltas, turn }) =>
      new Promise<number>(resolve => {
        const begun = performance.now();
        const look = () => {
          if (!document.querySelector('[data-state="complete"]')) requestAnimationFrame(look);
          // A task after the frame in which it is there.
          else setTimeout(() => resolve(performance.now() - begun));
        };
        requestAnimationFrame(look);
        // The snapshot was the first message.
        const first = 2;
        for (const [index, text] of deltas.entries()) {
          window.postMessage({ type: 'delta', id: 'a1', text, seq: first + index });
        }
        window.postMessage({ type: 'turn', turn, seq: first + deltas.length });
      }),
    { deltas: messages === 1 ? [] : deltas, turn: answer({ text }) },
  );
}

/**
 * Types into the composer until it is told to end.
 *
 * @returns ends it; resolves to how long each key took to be painted, in milliseconds
 */
async function startTyping({ page }: PanelPage): Promise<() => Promise<number[]>> {
  const session = await page.context().newCDPSession(page);
  await page.locator('textarea').focus();
  await page.evaluate(() => {
    window.keyTimes = [];
    const observer = new PerformanceObserver(list => {
      const keys = list.getEntries().filter(({ name }) => name === 'keydown');
      window.keyTimes.push(...keys.map(({ duration }) => duration));
    });
    // The shortest that the browser tells of; it rounds to 8 ms.
    const options: PerformanceObserverInit & { durationThreshold: number } = {
      type: 'event',
      durationThreshold: 16,
    };
    observer.observe(options);
  });
  let isOver = false;
  const typed = (async () => {
    while (!isOver) {
      await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: 'a', key: 'a' });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'a' });
    }
  })();
  return async () => {
    isOver = true;
    await typed;
    // What is told of the last one comes after its paint.
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 50))));
    return page.evaluate(() => window.keyTimes);
  };
}
