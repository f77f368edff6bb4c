import { DeltaFlow } from '../../src/vscode/panel/deltaFlow.ts';
import { answerOf } from '../ui/webview/answerOf.ts';
import { answer, type PanelPage, PanelServer } from '../ui/webview/panelPage.ts';
import type { Benchmark } from './benchmark.ts';
import { median, range } from './median.ts';

const rounds = 5;
const goal = 2;
const longestKey = 50;
const tokens = 16_384;
const text = answerOf('mixed', 4 * tokens);

declare global {
  /** Of Event Timing, which the standard types lack. */
  interface PerformanceObserverInit {
    durationThreshold?: number;
  }

  interface Window {
    /** When each key was pressed and how long it took to be painted, in milliseconds. */
    keys: { at: number; took: number }[];
    floodBegun: number;
    floodEnded: number;
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
        const atOnce = await withPanel(server, panel => timeOf(panel, 0));
        const flood = await withPanel(server, panel => timeOf(panel, tokens));
        const keys = await withPanel(server, async panel => {
          const endTyping = await startTyping(panel);
          await timeOf(panel, tokens);
          return endTyping();
        });
        results.push({ flood, atOnce, keys });
      }
    } finally {
      await server.stop();
    }
    const ratios = results.map(({ flood, atOnce }) => flood / atOnce);
    const keys = results.map(({ keys }) => Math.max(...keys));
    const slowestKey = median(keys.filter(Number.isFinite));
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
          spread: range(keys.filter(Number.isFinite), 0),
          goal: `≤ ${longestKey} ms`,
          met: slowestKey <= longestKey,
        },
      ],
      notes: [
        'The panel’s own page, 420 px wide. It gets what the host makes of 16,384 deltas that are there at once: the first, when that ' +
          'is painted all others together, and the end of the answer a frame later. It is painted when nothing more changes until ' +
          'the next frame. What colours code is loaded before. Keys go through the browser’s input into the composer one after ' +
          'another, and are timed by the browser itself (Event Timing), from the key to its paint.',
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
    const earlier = answer({ id: 'a0', text: '```ts\nlet a;\n```' });
    await panel.snapshot([earlier, answer({ state: 'streaming' })]);
    await panel.page.locator('.hl-keyword').waitFor();
    await panel.frame();
    return await work(panel);
  } finally {
    await panel.close();
  }
}

/** Milliseconds from the first of so many deltas, or from the end of the answer without any, to the paint of the whole. */
function timeOf({ page }: PanelPage, deltas: number): Promise<number> {
  return page.evaluate(
    ({ texts, turn }) =>
      new Promise<number>(resolve => {
        window.floodBegun = performance.now();
        const look = () => {
          const isThere = document.querySelector('[data-id="a1"][data-state="complete"]');
          if (!isThere || document.querySelector('[aria-busy="true"]')) requestAnimationFrame(look);
          // A task after the frame in which it is there.
          else {
            setTimeout(() => {
              window.floodEnded = performance.now();
              resolve(window.floodEnded - window.floodBegun);
            });
          }
        };
        const tell = (data: object) => window.dispatchEvent(new MessageEvent('message', { data }));
        // The snapshot was the first message.
        let seq = 2;
        const tellNext = () => {
          const text = texts.shift();
          if (text === undefined) tell({ type: 'turn', turn, seq: seq++ });
          else {
            tell({ type: 'delta', id: 'a1', text, seq: seq++ });
            requestAnimationFrame(tellNext);
          }
        };
        tellNext();
        requestAnimationFrame(look);
      }),
    { texts: messagesOf(text, deltas), turn: answer({ text }) },
  );
}

/** What the host sends of so many deltas at once, one when another is painted. */
function messagesOf(text: string, deltas: number): string[] {
  const sent: string[] = [];
  const flow = new DeltaFlow(({ text }) => sent.push(text));
  const size = text.length / deltas;
  for (let index = 0; index < deltas; index++) {
    flow.add({ id: 'a1', text: text.slice(index * size, (index + 1) * size) });
  }
  flow.painted();
  return sent;
}

/**
 * Types into the composer until it is told to end.
 *
 * @returns ends it; resolves to how long each key took to be painted, in milliseconds, by the browser's own account
 */
async function startTyping({ page }: PanelPage): Promise<() => Promise<number[]>> {
  const session = await page.context().newCDPSession(page);
  await page.locator('textarea').focus();
  await page.evaluate(() => {
    window.keys = [];
    const keep = (list: PerformanceObserverEntryList) => {
      const keys = list.getEntries().filter(({ name }) => name === 'keydown');
      window.keys.push(...keys.map(({ startTime, duration }) => ({ at: startTime, took: duration })));
    };
    // Of quicker ones it does not tell.
    new PerformanceObserver(keep).observe({ type: 'event', durationThreshold: 16 });
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
    return page.evaluate(
      () =>
        new Promise<number[]>(resolve => {
          const meanwhile = () =>
            window.keys.filter(({ at }) => at >= window.floodBegun && at <= window.floodEnded);
          // The last of them may not be painted yet, and is told of when the browser has nothing else to do.
          requestAnimationFrame(() =>
            requestIdleCallback(() => resolve(meanwhile().map(({ took }) => took))),
          );
        }),
    );
  };
}
