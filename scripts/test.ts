import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lastLine } from '../test/editor/runMocha.ts';
import { build } from './build.ts';
import { findChromium } from './chromium.ts';
import { getEditor } from './editor/getEditor.ts';
import { root, temporaryFolder } from './folders.ts';
import { packageExtension } from './package.ts';
import { seconds } from './progress.ts';
import { run } from './run.ts';

/** The result of one step, or of a part of it. */
interface Counts {
  passed: number;
  failed: number;
}

/** A step of `npm test`: commands that may run at once, and how to count the tests of each from what it printed. */
interface Step {
  parts(): Promise<readonly (readonly string[])[]>;
  count(output: string, code: number): Counts;
  /** Runs against what `build` and `package` make. */
  needsBuild?: true;
}

// Each command computes most of the time, on little more than a core.
const slots = availableParallelism();

const bin = (...path: readonly string[]) => join(root, 'node_modules', ...path);
const alone =
  (...args: readonly string[]) =>
  async () => [args];
const inLanes =
  (globs: readonly string[], ...options: readonly string[]) =>
  async () => {
    const { path: taken } = await temporaryFolder();
    const files = globs.flatMap(glob => lendersFirst(globSync(glob, { cwd: root }).sort()));
    const lane = [
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      `--test-reporter=${join(import.meta.dirname, 'countingReporter.ts')}`,
      ...['--test-reporter-destination=stderr', '--test-timeout=120000', ...options],
      ...[join(import.meta.dirname, 'testLane.ts'), taken, ...files],
    ];
    return Array.from({ length: slots }, () => lane);
  };

/** In the order in which they are begun. */
const steps: Readonly<Record<string, Step>> = {
  types: { parts: alone(bin('typescript', 'bin', 'tsc'), '-p', '.'), count: countAsOne },
  lint: { parts: alone(bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'), count: countAsOne },
  // The longest of those that cannot be divided.
  editor: {
    parts: alone('scripts/editor/runEditorTests.ts', 'node'),
    count: countLines,
    needsBuild: true,
  },
  unit: { parts: inLanes(['test/{unit,wire}/**/*.test.ts']), count: countLines },
  web: { parts: alone('scripts/editor/runEditorTests.ts', 'web'), count: countLines, needsBuild: true },
  ui: {
    parts: inLanes(
      // The shortest ones last, so that all lanes end at the same time.
      ['test/package/*.test.ts', 'test/ui/*.test.ts', 'test/ui/webview/*.test.ts'],
      // Here its clean-up is that of the whole lane.
      ...['--import', pathToFileURL(join(root, 'test', 'ui', 'harness', 'editorServer.ts')).href],
    ),
    count: countLines,
    needsBuild: true,
  },
};

const named = process.argv.slice(2);
const unknown = named.filter(name => !(name in steps));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`);
  process.exit(1);
}
const chosen = Object.entries(steps).filter(([name]) => named.length === 0 || named.includes(name));

if (chosen.some(([, step]) => step.needsBuild)) {
  await build({ tests: true });
  await packageExtension();
  await getEditor();
  await findChromium();
}
const queue = (await Promise.all(chosen.map(([name, step]) => partsOf(name, step)))).flat().values();
const total: Counts = { passed: 0, failed: 0 };
const work = async () => {
  // One iterator for all: each takes the next part when it is done with its own.
  for (const runPart of queue) await runPart();
};
await Promise.all(Array.from({ length: slots }, work));
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** What is to be run for a step. The last of it to end says how the step went. */
async function partsOf(name: string, step: Step): Promise<(() => Promise<void>)[]> {
  const parts = await step.parts();
  const counts: Counts = { passed: 0, failed: 0 };
  let started: number | undefined;
  let ended = 0;
  return parts.map(args => async () => {
    started ??= performance.now();
    const { code, output } = await run(process.execPath, args, { cwd: root });
    const { passed, failed } = step.count(output, code);
    counts.passed += passed;
    // A run that broke off is a failure, whatever it managed to count.
    counts.failed += code !== 0 && failed === 0 ? 1 : failed;
    if (code !== 0 || failed > 0) console.log(`\n${output.trimEnd()}\n`);
    for (const [, figure] of output.matchAll(/^\s*ℹ (wire: .*)$/gm)) console.log(figure);
    ended++;
    if (ended < parts.length) return;
    // One lane may find nothing left to do, but not all of them.
    if (counts.passed + counts.failed === 0) counts.failed = 1;
    console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds(started)}`);
    total.passed += counts.passed;
    total.failed += counts.failed;
  });
}

/** Puts first what uses the window that test files lend each other: a file with one of its own closes that. */
function lendersFirst(files: readonly string[]): string[] {
  const lend = (file: string) => readFileSync(join(root, file), 'utf8').includes('glossForAll(');
  return [...files.filter(lend), ...files.filter(file => !lend(file))];
}

function countAsOne(_: string, code: number): Counts {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Reads the line `N passed, N failed`. A run that printed none has not run. */
function countLines(output: string): Counts {
  const [, passed, failed] = lastLine.exec(output) ?? [];
  return passed === undefined ? { passed: 0, failed: 1 } : { passed: Number(passed), failed: Number(failed) };
}
