import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import * as z from 'zod/mini';
import { root } from '../folders.ts';
import { Cost, tick } from './cost.ts';
import { isCovered, Ranges } from './coverage.ts';
import type { Change } from './freshModules.ts';
import { keep, readKept, rewriteKept } from './state.ts';
import type { TrialProcess } from './trialProcess.ts';

const TestFile = z.object({
  file: z.string(),
  loaded: z.array(z.string()),
  /** Of the texts of all files that it loads: while it is the same, so is what the tests say. */
  digest: z.string(),
  cost: Cost,
  covered: z.record(z.string(), Ranges),
});
export type TestFile = z.infer<typeof TestFile>;

const kept = 'testFiles.jsonl';
/** What a file may take that has not been measured. */
const unmeasured: Cost = { cpu: 120_000, ticks: 1_200 };

/**
 * Runs every test file once, for what it loads, what of `wanted` it runs, and what that costs. What is known of files that have
 * not changed is kept from run to run.
 * @throws when tests fail: they would fail on every mutant
 */
export async function measureTestFiles(
  wanted: ReadonlySet<string>,
  trials: TrialProcess,
): Promise<TestFile[]> {
  const known = new Map(
    readKept(kept)
      .map(line => TestFile.parse(line))
      .filter(({ loaded, digest }) => digestOf(loaded) === digest)
      .map(test => [test.file, test]),
  );
  rewriteKept(kept, [...known.values()]);
  const measured: TestFile[] = [];
  for (const file of testFiles()) {
    const test = known.get(file) ?? (await measure(file));
    if (Object.keys(test.covered).length > 0) measured.push(test);
  }
  return measured;

  async function measure(file: string): Promise<TestFile> {
    const verdict = await trials.decide({ test: file, limit: unmeasured, measures: true });
    if (!verdict) throw new Error(`${file} does not end, or ends its process.`);
    const { loaded, cost, passed } = verdict;
    const covered = Object.fromEntries(Object.entries(verdict.covered).filter(([name]) => wanted.has(name)));
    // How tests end that run nothing of it does not matter.
    if (!passed && Object.keys(covered).length > 0) throw new Error(`${file} fails without any mutant.`);
    const test = { file, loaded, digest: digestOf(loaded), cost, covered };
    await keep(kept, test);
    return test;
  }
}

/** The files whose tests run a place: what is named for its file first, then the cheapest first. */
export function testsOf(tests: readonly TestFile[], { file, start, end }: Change): TestFile[] {
  const rank = (test: TestFile) =>
    basename(test.file, '.test.ts') === basename(file, '.ts') ? 0 : test.cost.cpu + test.cost.ticks * tick;
  return tests
    .filter(({ covered }) => isCovered(covered[file] ?? [], start, end))
    .sort((one, other) => rank(one) - rank(other));
}

/** What a run of a test file may take before its change counts as one that has it run, or wait, for ever. */
export function limitOf({ cost }: TestFile): Cost {
  return { cpu: 5 * cost.cpu + 5_000, ticks: 3 * cost.ticks + 100 };
}

function testFiles(): string[] {
  return globSync('test/{unit,wire}/**/*.test.ts', { cwd: root })
    .map(file => file.replaceAll(sep, '/'))
    .sort();
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(textOf(file)).update('\0');
  return hash.digest('base64url').slice(0, 16);
}

const texts = new Map<string, string>();

/** Empty for a file that is gone, which no digest of it was taken of. */
function textOf(file: string): string {
  const text = texts.get(file) ?? readText(file);
  texts.set(file, text);
  return text;
}

function readText(file: string): string {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return '';
  }
}
