import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join, sep } from 'node:path';
import * as z from 'zod/mini';
import { root } from './folders.ts';
import { mutantsPage, score, type Tried } from './mutation/page.ts';
import { type Placed, placedMutants } from './mutation/placedMutants.ts';
import { keep, readKept, rewriteKept } from './mutation/state.ts';
import { limitOf, measureTestFiles, testsOf } from './mutation/testFiles.ts';
import { TrialProcess } from './mutation/trialProcess.ts';

// `npm run test:mutation`: changes src/openai and src/usage in one place after another and looks whether a test notices. What
// nobody notices is written to docs/mutants.md, to be read one by one. A run that is ended goes on where it was; after a change
// only what that concerns is tried again. With paths, only the files that begin with one of them, and no page.

/** What came of a mutant in a test file: while the digest of that is the same, it still holds. */
const Kept = z.object({ mutant: z.string(), test: z.string(), digest: z.string(), passed: z.boolean() });
type Kept = z.infer<typeof Kept>;

const kept = 'mutants.jsonl';

setPriority(constants.priority.PRIORITY_LOW);
const paths = process.argv.slice(2);
const files = globSync('src/{openai,usage}/*.ts', { cwd: root })
  .map(file => file.replaceAll(sep, '/'))
  .sort();
const trials = new TrialProcess();
const tests = await measureTestFiles(new Set(files), trials);
const digests = new Map(tests.map(({ file, digest }) => [file, digest]));
const known = new Map(
  readKept(kept)
    .map(line => Kept.parse(line))
    .filter(({ test, digest }) => digests.get(test) === digest)
    .map(one => [keyOf(one), one]),
);
rewriteKept(kept, [...known.values()]);
const mutants = placedMutants(
  files.filter(file => paths.length === 0 || paths.some(path => file.startsWith(path))),
);
const tried: Tried[] = [];
for (const mutant of mutants) {
  tried.push({ ...mutant, outcome: await outcomeOf(mutant) });
  if (tried.length % 50 === 0) console.log(`${tried.length} of ${mutants.length}, ${score(tried)} noticed`);
}
trials.end();
console.log(`${tried.length} mutants, ${score(tried)} noticed`);
if (paths.length === 0) {
  const page = join(root, 'docs', 'mutants.md');
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(page, mutantsPage(tried, await readFile(page, 'utf8'), date));
}

async function outcomeOf(mutant: Placed): Promise<Tried['outcome']> {
  const { file, start, end, replacement, line, was } = mutant;
  const id = JSON.stringify([file, line, start, end, was, replacement]);
  const concerned = testsOf(tests, mutant).map(test => ({
    ...test,
    before: known.get(keyOf({ mutant: id, test: test.file, digest: test.digest })),
  }));
  if (concerned.some(({ before }) => before?.passed === false)) return 'noticed';
  for (const test of concerned) {
    if (test.before) continue;
    const change = { file, start, end, replacement };
    const verdict = await trials.decide({ test: test.file, limit: limitOf(test), change, measures: false });
    const passed = verdict?.passed ?? false;
    await keep(kept, { mutant: id, test: test.file, digest: test.digest, passed } satisfies Kept);
    if (!passed) return 'noticed';
  }
  const outcome = concerned.length > 0 ? 'unnoticed' : 'neverRun';
  console.log(`${outcome}: ${file}:${line} ${was} → ${replacement}`);
  return outcome;
}

function keyOf({ mutant, test, digest }: Pick<Kept, 'mutant' | 'test' | 'digest'>): string {
  return [mutant, test, digest].join('\n');
}
