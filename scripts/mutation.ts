import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import type { SourceFile } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { root } from './folders.ts';
import { type Mutant, mutantsOf } from './mutation/mutants.ts';
import { onExit } from './onExit.ts';

// `npm run test:mutation`: changes src/openai in one place after another and looks whether a test notices. What nobody
// notices is written to docs/mutants.md, to be read one by one. With a number, every so manieth mutant alone is tried.
type Placed = Mutant & { file: string; line: number; was: string };

/** Milliseconds after which a mutant counts as running for ever, and so as noticed. */
const longest = 90_000;

const every = Number(process.argv[2] ?? 1);
const files = globSync('src/openai/*.ts', { cwd: root }).sort();
// What needs no connection goes first: it is quick, and most mutants are noticed there.
const connected = [
  'connectionFailure',
  'idleClock',
  'modelList',
  'probeChat',
  'retriedAnswer',
  'streamAnswer',
];
const unit = globSync('test/unit/openai/*.test.ts', { cwd: root }).sort();
const isConnected = (test: string) => connected.includes(basename(test, '.test.ts'));
const stages = [
  [...unit.filter(test => !isConnected(test)), 'test/wire/random.test.ts', 'test/wire/cuts.test.ts'],
  [...unit.filter(isConnected), 'test/wire/cancel.test.ts', 'test/wire/battery.test.ts'],
];

const all = placed(files);
const chosen = all.filter((_, index) => index % every === 0);
if (!(await passes({ file: join(root, 'nothing'), start: 0, end: 0, replacement: '' }))) {
  console.error('The tests fail without any mutant.');
  process.exit(1);
}
const survivors: Placed[] = [];
let tried = 0;
const waiting = [...chosen];
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      if (await passes(mutant)) {
        survivors.push(mutant);
        console.log(`survived: ${mutant.file}:${mutant.line} ${mutant.was} → ${mutant.replacement}`);
      }
      tried += 1;
      if (tried % 20 === 0) console.log(`${tried} of ${chosen.length}, ${survivors.length} survived`);
    }
  }),
);
const score = (100 * (1 - survivors.length / chosen.length)).toFixed(1);
console.log(`${chosen.length} mutants, ${survivors.length} survived: ${score} % noticed`);
await writeFile(join(root, 'docs', 'mutants.md'), page());

function placed(names: readonly string[]): Placed[] {
  const api = new API({ cwd: root });
  try {
    const snapshot = api.updateSnapshot({ openProjects: [join(root, 'tsconfig.json')] });
    const program = snapshot.getProjects()[0]?.program;
    return names.flatMap(file => {
      const source: SourceFile | undefined = program?.getSourceFile(join(root, file));
      if (!source) throw new Error(`${file} is not in the project.`);
      return mutantsOf(source).map(mutant => ({
        ...mutant,
        file,
        line: source.text.slice(0, mutant.start).split('\n').length,
        was: source.text.slice(mutant.start, mutant.end).replace(/\s+/g, ' ').slice(0, 60),
      }));
    });
  } finally {
    api.close();
  }
}

/** Whether every test passes with the mutant in its place. */
async function passes(mutant: Mutant & { file: string }): Promise<boolean> {
  for (const tests of stages) if (!(await passTests(tests, mutant))) return false;
  return true;
}

function passTests(
  tests: readonly string[],
  { file, ...mutant }: Mutant & { file: string },
): Promise<boolean> {
  const reporter = join(root, 'scripts', 'mutation', 'firstFailure.ts');
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        // One that never ends shall not take the machine's memory with it.
        '--max-old-space-size=1024',
        ...['--import', join(root, 'scripts', 'mutation', 'loadMutant.ts')],
        ...['--test', '--test-isolation=none', '--test-force-exit', `--test-reporter=${reporter}`],
        ...tests,
      ],
      {
        cwd: root,
        stdio: 'ignore',
        timeout: longest,
        // The runner answers other signals, for which one that is caught in a loop has no time.
        killSignal: 'SIGKILL',
        env: {
          ...process.env,
          GLOSS_MUTANT: JSON.stringify({ file: join(root, file), ...mutant }),
          GLOSS_STREAMS: '100',
        },
      },
    );
    const stop = onExit(() => child.kill('SIGKILL'));
    child.on('error', reject);
    child.on('exit', code => {
      stop();
      resolve(code === 0);
    });
  });
}

function page(): string {
  const rows = survivors
    .sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line)
    .map(
      ({ file, line, was, replacement }) =>
        `| ${basename(file)}:${line} | ${code(was)} | ${code(replacement)} |`,
    );
  return [
    '# Mutants that no test notices',
    '`npm run test:mutation` changes `src/openai` in one place after another, runs its tests on each change, and writes this ' +
      `page. Of ${all.length} possible changes ${chosen.length} were tried, ${survivors.length} of them went unnoticed: ` +
      `${score} % were noticed.`,
    ['| Place | What is there | What went unnoticed |', '| --- | --- | --- |', ...rows].join('\n'),
    '',
  ].join('\n\n');
}

/** As code in a cell of a table. */
function code(text: string): string {
  return `\`\`${text.replaceAll('|', '\\|').replace(/^`|`$/g, ' $& ')}\`\``;
}
