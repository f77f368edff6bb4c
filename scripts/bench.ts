import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { activationTime } from '../test/bench/activationTime.ts';
import type { Benchmark, Figure } from '../test/bench/benchmark.ts';
import { codeAtActivation } from '../test/bench/codeAtActivation.ts';
import { endToEnd } from '../test/bench/endToEnd.ts';
import { firstToken } from '../test/bench/firstToken.ts';
import { longChat } from '../test/bench/longChat.ts';
import { manyFiles } from '../test/bench/manyFiles.ts';
import { renderFlood } from '../test/bench/renderFlood.ts';
import { renderProfile } from '../test/bench/renderProfile.ts';
import { renderScale } from '../test/bench/renderScale.ts';
import { renderSlow } from '../test/bench/renderSlow.ts';
import { renderStream } from '../test/bench/renderStream.ts';
import { renderWorst } from '../test/bench/renderWorst.ts';
import { stop } from '../test/bench/stop.ts';
import { tokens } from '../test/bench/tokens.ts';
import { translatingFile } from '../test/bench/translatingFile.ts';
import { vsixSize } from '../test/bench/vsixSize.ts';
import { wire } from '../test/bench/wire.ts';
import { getEditor } from './editor/getEditor.ts';
import { type InstalledGloss, installGloss } from './editor/installedGloss.ts';
import { root } from './folders.ts';
import { progress } from './progress.ts';

// Comments are found by the editor's own grammars, which have to be there when this file is read.
await getEditor();
const { findingComments } = await import('../test/bench/findingComments.ts');

// `npm run bench`: measures Gloss in the real editor and writes docs/benchmarks.md. A goal that is not met is said to be
// so, and fails nothing: times depend on the machine. With words, `npm run bench -- size`, only those whose title has one of
// them are measured, and shown here alone.
const benchmarks: readonly Benchmark[] = [
  activationTime,
  codeAtActivation,
  endToEnd,
  translatingFile,
  vsixSize,
  findingComments,
  longChat,
  renderStream,
  renderWorst,
  renderScale,
  renderSlow,
  renderFlood,
  manyFiles,
  stop,
  tokens,
  wire,
  firstToken,
  renderProfile,
];

const words = process.argv.slice(2);
const isMeant = ({ title }: Benchmark) =>
  words.some(word => title.toLowerCase().includes(word.toLowerCase().replaceAll('-', ' ')));
const chosen = words.length > 0 ? benchmarks.filter(isMeant) : benchmarks;
const page = join(root, 'docs', 'benchmarks.md');
/** Processes that wanted a core in the minute before, as the system averages them; what others were doing meanwhile. */
const load = loadavg()[0]?.toFixed(1);

await using gloss = await installGloss();
const figures: Figure[] = [];
const sections: string[] = [];
for (const { title, measure } of chosen) {
  const { figures: rows, notes } = await progress(title, () => measure(gloss));
  figures.push(...rows);
  sections.push([`## ${title}`, ...notes].join('\n\n'));
}
if (chosen === benchmarks) await writeFile(page, await format(gloss));

for (const { what, measured, goal, met } of figures) {
  console.log(`${what}: ${measured} (goal ${goal}${met ? '' : ', NOT MET'})`);
}
console.log(chosen === benchmarks ? `Written to ${page}` : sections.join('\n\n'));

async function format({ browser }: InstalledGloss): Promise<string> {
  const cores = cpus();
  const machine = [
    `${cores.length} cores (${cores[0]?.model.trim()}), load ${load} in the minute before`,
    `${(totalmem() / 1024 ** 3).toFixed(0)} GB of memory`,
    `${type()} ${release()}`,
    `Node ${process.versions.node}`,
    `VS Code ${await editorVersion()}`,
    `Chromium ${browser.version()}`,
  ];
  const rows = figures.map(({ what, measured, spread = '–', goal, met }) =>
    [what, measured, spread, goal, met ? 'yes' : '**no**'].join(' | '),
  );
  const intro = [
    '# Benchmarks',
    '`npm run bench` writes this page and can be run by anyone. It packages the extension, installs the VSIX in the real ' +
      'editor and reads the figures there. Times depend on the machine and on what else it is doing; sizes do not.',
    [
      '| What | Measured | Spread | Goal | Met |',
      '| --- | ---: | ---: | ---: | --- |',
      ...rows.map(row => `| ${row} |`),
    ].join('\n'),
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine.join(', ')}.`,
  ];
  return `${[...intro, ...sections].join('\n\n')}\n`;
}

/** The version of VS Code that the server is, which is not that of the package it came in. */
async function editorVersion(): Promise<string> {
  const { server } = await getEditor();
  const text = await readFile(join(dirname(server), '..', 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
