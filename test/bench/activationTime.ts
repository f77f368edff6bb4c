import { join } from 'node:path';
import type { InstalledGloss } from '../../scripts/editor/installedGloss.ts';
import { quietWindow } from '../../scripts/editor/quietWindow.ts';
import { readManifest } from '../../scripts/folders.ts';
import { runOrThrow } from '../../scripts/run.ts';
import type { Benchmark } from './benchmark.ts';
import { medianOf } from './median.ts';
import { formatTable, ratioOf, takeTurns } from './takeTurns.ts';

const runs = 5;
const rounds = 15;
/** The place among the extensions that start with the window. */
const place = 3;
/** Times what an empty extension takes. */
const mostOfEmpty = 3;

export const activationTime: Benchmark = {
  title: 'Activation time',
  async measure(gloss) {
    const taken = new Map<string, number[]>();
    for (let run = 0; run < runs; run++) {
      for (const [name, time] of await readTimes(gloss)) taken.set(name, [...(taken.get(name) ?? []), time]);
    }
    const medians = Array.from(taken, ([name, times]) => ({ name, ...medianOf(times) })).sort(
      (a, b) => a.median - b.median,
    );
    const own = medians.find(({ name }) => name === 'Gloss');
    if (!own) throw new Error('The editor does not list Gloss among the extensions that run.');
    const faster = medians.filter(({ median }) => median < own.median).length;
    const required = await takeTurns(
      {
        Gloss: () => timeToRequire(join(gloss.extensionFolder, 'dist', 'extension.js')),
        empty: () => timeToRequire(join(import.meta.dirname, 'empty.cjs')),
      },
      rounds,
    );
    const ratio = ratioOf(required, 'Gloss', 'empty');
    const events = (await readManifest()).activationEvents;
    return {
      figures: [
        {
          what: `Activation time, its place among ${medians.length} extensions of the window`,
          measured: `${faster + 1} (${own.median} ms)`,
          spread: `${own.least}–${own.most} ms`,
          goal: `≤ ${place}`,
          met: faster < place,
        },
        {
          what: 'Requiring what is read at activation, to an empty extension',
          measured: `${ratio.median.toFixed(2)} times`,
          spread: `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
          goal: `≤ ${mostOfEmpty} times`,
          met: ratio.median <= mostOfEmpty,
        },
        {
          what: 'Activation events that fire unprompted',
          measured: `${events.length}`,
          goal: '0',
          met: events.length === 0,
        },
      ],
      notes: [
        'What the editor itself shows under *Developer: Show Running Extensions*: the time to load the code and to call ' +
          `\`activate\`. Each of the ${runs} runs is a new window of a new user, so it has an extension host process of its own.`,
        formatTable(
          ['Extension', 'Median', 'From', 'To'],
          medians.map(({ name, median, least, most }) => [name, `${median} ms`, `${least} ms`, `${most} ms`]),
        ),
        `Requiring is measured in a Node process of its own each time, ${rounds} times in turns, with a stand-in for the editor’s ` +
          'API that does nothing.',
        `Gloss starts with the window (${events.map(event => `\`${event}\``).join(', ')}) because the status bar and the lightbulb ` +
          'could not be there otherwise; the event of any language, `onLanguage`, fires in a window with nothing open, too. What ' +
          'does the work is read when one of its parts is first used.',
      ],
    };
  },
};

/** The extensions that the editor lists as running, with milliseconds. */
async function readTimes(gloss: InstalledGloss): Promise<[string, number][]> {
  await using window = await gloss.open(quietWindow);
  // The list is opened only now, after the activation, to keep its own work out of the figure.
  // The slowest extensions come first, and only rows on the screen exist: this screen has room for all.
  await window.page.setViewportSize({ width: 1000, height: 6000 });
  await window.runCommand('Developer: Show Running Extensions');
  const rows = window.page.locator('.extension').filter({ has: window.page.locator('.activation-time') });
  await rows.filter({ hasText: 'Gloss' }).first().waitFor();
  const texts = await rows.evaluateAll(all =>
    all.map(row => ['.name', '.activation-time'].map(part => row.querySelector(part)?.textContent ?? '')),
  );
  return texts.flatMap(([name = '', time = '']): [string, number][] => {
    const shown = /(\d+)\s*ms/.exec(time)?.[1];
    return shown === undefined ? [] : [[name, Number(shown)]];
  });
}

/** @returns milliseconds */
async function timeToRequire(file: string): Promise<number> {
  const output = await runOrThrow(process.execPath, [join(import.meta.dirname, 'require.cjs'), file]);
  return Number(output);
}
