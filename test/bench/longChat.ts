import type { TurnView } from '../../src/chat/protocol.ts';
import { earlierTurns, lastTurns } from '../../src/chat/shownTurns.ts';
import { answerOf } from '../ui/webview/answerOf.ts';
import { answer, type PanelPage, PanelServer, question } from '../ui/webview/panelPage.ts';
import type { Benchmark } from './benchmark.ts';
import { median, medianOf } from './median.ts';
import { ratioOf, takeTurns } from './takeTurns.ts';

const rounds = 5;
/** Characters of an answer; with its question a 512 KB conversation has 256 such pairs. */
const answerLength = 2_000;
const pairs = 256;
/** On a screen of that height: what is read when a conversation is opened. */
const visible = 2;
const lengths = [100, 1_000, 10_000];
const goal = 2;
/** What may be more of something that ought to stay the same: it is measured. */
const flat = 1.2;
const pages = 10;

/** What a conversation took. */
interface Read {
  /** Milliseconds, as is `scroll`. */
  open: number;
  scroll: number;
  /** Bytes. */
  memory: number;
  nodes: number;
  /** Of the nodes, once it is closed, to those of an empty panel. */
  left: number;
}

declare global {
  interface Window {
    /** Milliseconds from the next message to the paint of what it brings. */
    painted: Promise<number>;
  }
}

/** What it takes to open a conversation and to read back in it, as it gets longer. */
export const longChat: Benchmark = {
  title: 'Long conversations',
  async measure({ browser }) {
    const server = await PanelServer.start(browser);
    try {
      const long = conversationOf(2 * pairs);
      const opened = await takeTurns(
        {
          whole: () => withPanel(server, panel => timeToOpen(panel, long)),
          visible: () => withPanel(server, panel => timeToOpen(panel, long.slice(-visible))),
        },
        rounds,
      );
      const ratio = ratioOf(opened, 'whole', 'visible');
      const read = new Map<number, Read[]>(lengths.map(turns => [turns, []]));
      for (let round = 0; round < rounds; round++) {
        for (const [turns, taken] of read) taken.push(await readBack(server, turns));
      }
      const of = (turns: number, what: keyof Read) => (read.get(turns) ?? []).map(taken => taken[what]);
      const growth = (what: keyof Read) => {
        const before = of(1_000, what);
        return medianOf(of(10_000, what).map((most, round) => most / (before[round] ?? 0)));
      };
      const left = median(of(10_000, 'left'));
      return {
        figures: [
          {
            what: 'Opening a conversation of 512 KB, to showing what is visible of it in one go',
            measured: `${ratio.median.toFixed(2)} times`,
            spread: `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
            goal: `≤ ${goal} times`,
            met: ratio.median <= goal,
          },
          ...(['open', 'scroll', 'memory'] as const).map(what => {
            const { median, least, most } = growth(what);
            return {
              what: `${{ open: 'Opening', scroll: `Reading ${pages} pages back in`, memory: 'Memory of the page with' }[what]} a conversation of 10,000 turns, to one of 1,000; median of ${rounds}`,
              measured: `${median.toFixed(2)} times`,
              spread: `${least.toFixed(2)}–${most.toFixed(2)}`,
              goal: `≤ ${flat} times`,
              met: median <= flat,
            };
          }),
          {
            what: 'Nodes that are left once it is closed, to those of an empty panel',
            measured: `${left.toFixed(2)} times`,
            goal: `≤ ${flat} times`,
            met: left <= flat,
          },
        ],
        notes: [
          `The panel’s own page, 420 × 900, with the turns that the host sends of a conversation (\`chat/shownTurns\`): questions of a ` +
            `line and answers of ${answerLength} characters. Visible are its last ${visible} turns. Times are from the message to ` +
            'the paint of it; memory is what the page’s script holds after its garbage was collected, with the pages that were read.',
          [
            '| Turns | Opened | Ten pages back | Memory | Nodes |',
            '| ---: | ---: | ---: | ---: | ---: |',
            ...lengths.map(turns => {
              const usual = (what: keyof Read) => median(of(turns, what));
              const megabytes = usual('memory') / 1024 ** 2;
              return `| ${turns.toLocaleString('en')} | ${usual('open').toFixed(0)} ms | ${usual('scroll').toFixed(0)} ms | ${megabytes.toFixed(1)} MB | ${usual('nodes')} |`;
            }),
          ].join('\n'),
        ],
      };
    } finally {
      await server.stop();
    }
  },
};

/** Questions and answers in turn. */
function conversationOf(turns: number): TurnView[] {
  const text = answerOf('mixed', answerLength);
  return Array.from({ length: turns }, (_, index) =>
    index % 2 === 0
      ? question(`What is ${index}?`, `t${index}`)
      : answer({ id: `t${index}`, text: `Answer ${index}\n\n${text}` }),
  );
}

async function withPanel<Result>(
  server: PanelServer,
  work: (panel: PanelPage) => Promise<Result>,
): Promise<Result> {
  const panel = await server.open({ width: 420, height: 900 });
  try {
    // What every panel has, so that the first one does not pay for it.
    await panel.snapshot([]);
    await panel.frame();
    return await work(panel);
  } finally {
    await panel.close();
  }
}

/** Milliseconds to the paint of what the host sends of a conversation that is opened. */
function timeToOpen(panel: PanelPage, turns: readonly TurnView[]): Promise<number> {
  const first = lastTurns(turns);
  return timeToPaint(panel, () => panel.snapshot(turns.slice(first), 'c1', { earlier: first }));
}

/** Milliseconds from a message to the paint of what it brings. */
async function timeToPaint({ page }: PanelPage, post: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    window.painted = new Promise(resolve => {
      addEventListener(
        'message',
        () => {
          const begun = performance.now();
          // A task after the frame in which it is shown.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
        },
        // Before the panel itself hears of it.
        { once: true, capture: true },
      );
    });
  });
  await post();
  return page.evaluate(() => window.painted);
}

/** Opens a conversation, reads some pages back in it, and closes it. */
function readBack(server: PanelServer, turns: number): Promise<Read> {
  return withPanel(server, async panel => {
    const all = conversationOf(turns);
    const empty = await held(panel);
    const open = await timeToOpen(panel, all);
    let first = lastTurns(all);
    let scroll = 0;
    for (let page = 0; page < pages && first > 0; page++) {
      const earlier = earlierTurns(all, first);
      const message = { type: 'earlier' as const, turns: all.slice(earlier, first), earlier };
      scroll += await timeToPaint(panel, () => panel.post(message));
      first = earlier;
    }
    const { memory, nodes } = await held(panel);
    await panel.snapshot([]);
    await panel.frame();
    const left = (await held(panel)).nodes / empty.nodes;
    return { open, scroll, memory, nodes, left };
  });
}

/** What the page holds once its garbage is collected. */
async function held({ page }: PanelPage): Promise<{ memory: number; nodes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { memory: usedSize, nodes };
}
