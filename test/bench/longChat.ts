import type { TurnView } from '../../src/chat/protocol.ts';
import { earlierTurns, lastTurns } from '../../src/chat/shownTurns.ts';
import { answerOf } from '../ui/webview/answerOf.ts';
import { answer, type PanelPage, PanelServer, question } from '../ui/webview/panelPage.ts';
import type { Benchmark } from './benchmark.ts';
import { median, medianOf } from './median.ts';
import { watchBusyTime } from './render/busyTime.ts';
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
/** So many times in each page: a single one takes too little to be compared. */
const openings = 10;

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

/** What it takes to open a conversation and to read back in it, as it gets longer. */
export const longChat: Benchmark = {
  title: 'Long conversations',
  async measure({ browser }) {
    const server = await PanelServer.start(browser);
    try {
      const long = conversationOf(2 * pairs);
      const opened = await takeTurns(
        {
          whole: () => withPanel(server, panel => timeToOpenAll(panel, long)),
          visible: () => withPanel(server, panel => timeToOpenAll(panel, long.slice(-visible))),
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
            `line and answers of ${answerLength} characters. Visible are its last ${visible} turns. Times are what ` +
            'the main thread spends on script, style and layout until that is painted, which in the comparison with what is ' +
            `visible is done ${openings} times in each page; memory is what the page’s script holds after its garbage was ` +
            'collected, with the pages that were read.',
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

/** Milliseconds of the main thread for what the host sends of a conversation that is opened. */
function timeToOpen(panel: PanelPage, turns: readonly TurnView[], id = 'c1'): Promise<number> {
  const first = lastTurns(turns);
  return busyWith(panel, () => panel.snapshot(turns.slice(first), id, { earlier: first }));
}

/** The same for one conversation after another, with an empty one between them. */
async function timeToOpenAll(panel: PanelPage, turns: readonly TurnView[]): Promise<number> {
  let taken = 0;
  for (let time = 0; time < openings; time++) {
    taken += await timeToOpen(panel, turns, `c${time}`);
    await panel.snapshot([], 'empty');
    await panel.frame();
  }
  return taken;
}

/** Milliseconds of the main thread from a message to the paint of what it brings. */
async function busyWith(panel: PanelPage, post: () => Promise<void>): Promise<number> {
  const session = await panel.page.context().newCDPSession(panel.page);
  const busyTime = await watchBusyTime(session);
  const before = await busyTime();
  await post();
  await panel.frame();
  const taken = (await busyTime()) - before;
  await session.detach();
  return taken;
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
      scroll += await busyWith(panel, () => panel.post(message));
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
