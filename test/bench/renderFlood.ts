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
        'The panel’s own page, 420 px wide. Its listener is handed 16,384 messages in one task, and the end of the answer a frame ' +
          'later. In the editor the host makes one message of all that comes within 16 ms; posted one by one, so many messages take ' +
          'the browser more than a second. Keys go through the browser’s input into the composer one after another, and are timed ' +
          'from the key to the task after the next frame.',
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

/** Milliseconds from the first of so many deltas, or from the end of the answer without any, to the paint of the whole. */
function timeOf({ page }: PanelPage, deltas: number): Promise<number> {
  return page.evaluate(
    ({ deltas, turn }) =>
      new Promise<number>(resolve => {
        window.floodBegun = performance.now();
        const look = () => {
          if (!document.querySelector('[data-state="complete"]')) requestAnimationFrame(look);
          // A task after the frame in which it is there.
          else {
            setTimeout(() => {
              window.floodEnded = performance.now();
              resolve(window.floodEnded - window.floodBegun);
            });
          }
        };
        requestAnimationFrame(look);
        const tell = (data: object) => window.dispatchEvent(new MessageEvent('message', { data }));
        // The snapshot was the first message.
        const first = 2;
        for (const [index, text] of deltas.entries())
          tell({ type: 'delta', id: 'a1', text, seq: first + index });
        // The end comes with the next frame: in the same one only it would be shown.
        requestAnimationFrame(() => tell({ type: 'turn', turn, seq: first + deltas.length }));
      }),
    { deltas: piecesOf(text, deltas), turn: answer({ text }) },
  );
}

function piecesOf(text: string, count: number): string[] {
  const size = text.length / count;
  return Array.from({ length: count }, (_, index) => text.slice(index * size, (index + 1) * size));
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
    window.keys = [];
    const listen = ({ timeStamp }: KeyboardEvent) => {
      // A task after the frame with the letter.
      const paint = () => window.keys.push({ at: timeStamp, took: performance.now() - timeStamp });
      requestAnimationFrame(() => setTimeout(paint));
    };
    window.addEventListener('keydown', listen, { capture: true });
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
          // The last of them may not be painted yet.
          requestAnimationFrame(() => setTimeout(() => resolve(meanwhile().map(({ took }) => took))));
        }),
    );
  };
}
