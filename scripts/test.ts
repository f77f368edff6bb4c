import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { lastLine } from '../test/editor/runMocha.ts';
import { build } from './build.ts';
import { findChromium } from './chromium.ts';
import { getEditor } from './editor/getEditor.ts';
import { root } from './folders.ts';
import { packageExtension } from './package.ts';
import { seconds } from './progress.ts';
import { run } from './run.ts';

/** The result of one step. */
interface Counts {
  passed: number;
  failed: number;
}

/** A step of `npm test`: a command, and how to count its tests from what it printed. */
interface Step {
  args: readonly string[];
  count(output: string, code: number): Counts;
  /** Runs against what `build` and `package` make. */
  needsBuild?: true;
}

const bin = (...path: readonly string[]) => join(root, 'node_modules', ...path);
const nodeTests = (glob: string, ...options: readonly string[]) => [
  ...['--test', '--test-reporter=spec', '--test-reporter-destination=stdout'],
  ...[
    `--test-reporter=${join(import.meta.dirname, 'countingReporter.ts')}`,
    '--test-reporter-destination=stderr',
  ],
  // Node would leave a core free; the editor's tests wait more than they compute.
  ...['--test-timeout=120000', `--test-concurrency=${availableParallelism()}`, ...options, glob],
];

const steps: Readonly<Record<string, Step>> = {
  types: { args: [bin('typescript', 'bin', 'tsc'), '-p', '.'], count: countAsOne },
  lint: { args: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'], count: countAsOne },
  unit: { args: nodeTests('test/{unit,wire}/**/*.test.ts'), count: countLines },
  editor: { args: ['scripts/editor/runEditorTests.ts', 'node'], count: countLines, needsBuild: true },
  web: { args: ['scripts/editor/runEditorTests.ts', 'web'], count: countLines, needsBuild: true },
  ui: {
    args: nodeTests('test/ui/**/*.test.ts', '--test-global-setup=test/ui/harness/shared.ts'),
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
const total: Counts = { passed: 0, failed: 0 };
for (const [name, step] of chosen) {
  const { passed, failed } = await runStep(name, step);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runStep(name: string, step: Step): Promise<Counts> {
  const started = performance.now();
  const { code, output } = await run(process.execPath, step.args, { cwd: root });
  const counts = step.count(output, code);
  // A run that broke off is a failure, whatever it managed to count.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (counts.failed > 0) console.log(`\n${output.trimEnd()}\n`);
  for (const [, figure] of output.matchAll(/^\s*ℹ (wire: .*)$/gm)) console.log(figure);
  console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds(started)}`);
  return counts;
}

function countAsOne(_: string, code: number): Counts {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Reads the line `N passed, N failed`. A run that printed none has not run. */
function countLines(output: string): Counts {
  const [, passed, failed] = lastLine.exec(output) ?? [];
  return passed === undefined ? { passed: 0, failed: 1 } : { passed: Number(passed), failed: Number(failed) };
}
