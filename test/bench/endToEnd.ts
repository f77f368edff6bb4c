import type { Frame } from 'playwright-core';
import { localEndpoint } from '../../scripts/editor/localEndpoint.ts';
import { quietWindow } from '../../scripts/editor/quietWindow.ts';
import type { GlossWindow } from '../ui/harness/glossWindow.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { medianOf } from './median.ts';
import { formatTable } from './takeTurns.ts';
import { clock, startTickingEndpoint, type Ticked, type TickingEndpoint } from './tickingEndpoint.ts';

const paces = [
  { perSecond: 150, words: 1_500 },
  { perSecond: 1_000, words: 8_000 },
];
const stops = 7;
/** Frames that half of the words, and that 99 of 100, may take; and after Stop. */
const goals = { half: 2, most: 5, stop: 2 };
/** Milliseconds to the end of the connection. */
const closedWithin = 50;

export const endToEnd: Benchmark = {
  title: 'From the endpoint to the screen',
  async measure(gloss) {
    await using endpoint = await startTickingEndpoint();
    await using window = await gloss.open({ ...quietWindow, ...localEndpoint(endpoint.baseUrl) });
    const panel = await window.openPanel();
    await panel.locator('[data-part="composer"]').waitFor();
    const frame = await panel.evaluate(frameLength);
    const figures: Figure[] = [];
    const rows: string[][] = [];
    for (const pace of paces) {
      const { delays, messages, painted } = await follow(endpoint, window, panel, pace);
      const inFrames = delays.map(delay => delay / frame).sort((a, b) => a - b);
      const at = (share: number) => inFrames[Math.floor((inFrames.length - 1) * share)] ?? Number.NaN;
      const perFrame = messages / painted;
      const what = `${pace.perSecond} tokens a second`;
      figures.push(
        {
          what: `Token written to its pixels at ${what}: half of them, 99 of 100`,
          measured: `${at(0.5).toFixed(1)}, ${at(0.99).toFixed(1)} frames`,
          goal: `≤ ${goals.half}, ≤ ${goals.most} frames`,
          met: at(0.5) <= goals.half && at(0.99) <= goals.most,
        },
        {
          what: `Messages to the view per painted frame at ${what}`,
          measured: perFrame.toFixed(2),
          goal: '≤ 1',
          met: perFrame <= 1,
        },
      );
      rows.push([
        what,
        ...[0.5, 0.9, 0.99, 1].map(share => at(share).toFixed(1)),
        `${painted}`,
        `${messages}`,
      ]);
    }
    const ended = await stopSeveralTimes(endpoint, window, panel);
    const last = medianOf(ended.map(({ last }) => last / frame));
    const closed = medianOf(ended.map(({ closed }) => closed));
    figures.push(
      {
        what: 'Stop pressed to the last change on the screen',
        measured: `${last.median.toFixed(1)} frames`,
        spread: `${last.least.toFixed(1)}–${last.most.toFixed(1)}`,
        goal: `≤ ${goals.stop} frames`,
        met: last.median <= goals.stop,
      },
      {
        what: 'Stop pressed to the connection closed, as the endpoint sees it',
        measured: `${closed.median.toFixed(0)} ms`,
        spread: `${closed.least.toFixed(0)}–${closed.most.toFixed(0)} ms`,
        goal: `≤ ${closedWithin} ms`,
        met: closed.median <= closedWithin,
      },
    );
    return {
      figures,
      notes: [
        'In the real editor, over its extension host and its connection to the browser: the endpoint takes down when it writes ' +
          'each token, and the panel looks after each painted frame which token is the last on the screen. ' +
          `A frame is ${frame.toFixed(1)} ms.`,
        formatTable(['Pace', 'Half', '9 of 10', '99 of 100', 'All', 'Frames painted', 'Messages'], rows),
        `Stop is pressed ${stops} times, each in the middle of an answer of 150 tokens a second.`,
      ],
    };
  },
};

interface Followed {
  /** Milliseconds from written to shown, of each word. */
  delays: number[];
  messages: number;
  /** Frames that showed something new. */
  painted: number;
}

async function follow(
  endpoint: TickingEndpoint,
  window: GlossWindow,
  panel: Frame,
  pace: TickingEndpoint['pace'],
): Promise<Followed> {
  const { written } = await ask(endpoint, window, panel, pace);
  await window.answer('complete', `w${pace.words - 1}`);
  const { shown, messages, painted } = await panel.evaluate(seen);
  return { delays: shown.map((at, word) => at - (written[word] ?? Number.NaN)), messages, painted };
}

async function stopSeveralTimes(
  endpoint: TickingEndpoint,
  window: GlossWindow,
  panel: Frame,
): Promise<{ last: number; closed: number }[]> {
  const ended: { last: number; closed: number }[] = [];
  for (let round = 0; round < stops; round++) {
    const { closed } = await ask(endpoint, window, panel, { perSecond: 150, words: 3_000 });
    await panel.getByText('w90').waitFor();
    const pressed = await panel.evaluate(() => {
      document.querySelector<HTMLElement>('[data-action="stop"]')?.click();
      return performance.timeOrigin + performance.now();
    });
    await window.answer('stopped');
    const { shown } = await panel.evaluate(seen);
    ended.push({ last: Math.max(0, (shown.at(-1) ?? clock()) - pressed), closed: (await closed) - pressed });
  }
  return ended;
}

/** Asks in a new chat, with the page watching. */
async function ask(
  endpoint: TickingEndpoint,
  window: GlossWindow,
  panel: Frame,
  pace: TickingEndpoint['pace'],
): Promise<Ticked> {
  await window.newChat();
  await panel.evaluate(watch);
  endpoint.pace = pace;
  const next = endpoint.next();
  await panel.locator('[data-part="composer"]').fill('Tick');
  await panel.locator('[data-action="send"]').click();
  return next;
}

/** What the page has seen of an answer. */
interface Seen {
  /** When each word was on the screen. */
  shown: number[];
  messages: number;
  painted: number;
}

declare global {
  interface Window {
    seenOfAnswer?: Seen;
  }
}

/** Runs in the page: the length of its frames, in milliseconds. */
async function frameLength(): Promise<number> {
  const times: number[] = [];
  while (times.length < 61) times.push(await new Promise<number>(resolve => requestAnimationFrame(resolve)));
  return ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 60;
}

/** Runs in the page: looks after each frame what is new on the screen. */
function watch(): void {
  const isFirst = window.seenOfAnswer === undefined;
  window.seenOfAnswer = { shown: [], messages: 0, painted: 0 };
  if (!isFirst) return;
  addEventListener('message', ({ data }) => {
    if (window.seenOfAnswer && data.type === 'delta') window.seenOfAnswer.messages += 1;
  });
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    const now = performance.timeOrigin + performance.now();
    const seen = window.seenOfAnswer;
    // The last paragraph alone: to read all of them would take longer than to show them.
    const text =
      document.querySelector('[data-role="assistant"] .answer')?.lastElementChild?.textContent ?? '';
    const last = /.*\bw(\d+)\b/s.exec(text)?.[1];
    if (!seen || last === undefined || Number(last) < seen.shown.length) return;
    seen.painted += 1;
    while (seen.shown.length <= Number(last)) seen.shown.push(now);
  };
  const look = () => {
    requestAnimationFrame(look);
    // Comes after the frame that it is posted in is painted.
    painted.port2.postMessage(undefined);
  };
  requestAnimationFrame(look);
}

/** Runs in the page. */
function seen(): Seen {
  return window.seenOfAnswer ?? { shown: [], messages: 0, painted: 0 };
}
