import assert from 'node:assert/strict';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import { documents } from '../../../standIn/diskWorkspace.ts';
import { pick, random } from '../../random.ts';
import { type CanaryWorkspace, callTool, canary, canaryWorkspace } from './canaryWorkspace.ts';

const { Uri } = await import('vscode');
const { privateFiles } = await import('../../../../src/vscode/services/privateFiles.ts');

// Somebody exchanges a file or a folder for a link and back, at any moment between what the disk is asked.
/** Of each tool and kind, half of them on a system that does not say what is open. */
const runs = 'GLOSS_LONG' in process.env ? 1_000 : 50;

/** What the disk may be asked, each of which may find the one or the other. */
const questions = ['lstat', 'stat', 'readlink', 'realpath', 'open', 'readFile', 'readdir'] as const;

/** What is exchanged: a path in the workspace, and what of it a tool asks for. */
const exchanged = [
  { name: 'a file for a link to one outside', path: 'file.txt', asked: 'file.txt', target: '../canary.txt' },
  { name: 'a folder for a link to one outside', path: 'dir', asked: 'dir/canary.txt', target: '../outer' },
  { name: 'a folder around it for a link', path: 'top', asked: 'top/deep/canary.txt', target: '../outer' },
  { name: 'a file for a link to a private one', path: 'file.txt', asked: 'file.txt', target: '.env' },
] as const;

/** Whether to exchange the two before a question, which is told its number. */
type Schedule = (question: number) => boolean;

const never: Schedule = () => false;

/** The other one is there for so many questions. */
const between =
  (first: number, count: number): Schedule =>
  question =>
    question === first || question === first + count;

/** Back and forth, at random. */
function atRandom(seed: number): Schedule {
  const next = random(seed);
  // Whoever looks twice needs it to stay as it is for long, whoever guesses wants it to change.
  const rate = pick([0.05, 0.2, 0.5], next);
  return () => next() < rate;
}

/** Each question alone finds the other one, then each two, each three; then at random. */
function schedule(run: number, questions: number): Schedule {
  const count = 1 + Math.floor(run / questions);
  return count <= 3 ? between(run % questions, count) : atRandom(run);
}

describe('a file that is exchanged while it is looked at', () => {
  let at: CanaryWorkspace;
  let aside: string;
  before(() => {
    at = canaryWorkspace();
    aside = join(at.base, 'aside');
    at.write('file.txt', 'inside\n');
    at.write('dir/canary.txt', 'inside\n');
    at.write('top/deep/canary.txt', 'inside\n');
    // Only outside there is a file of this name.
    writeFileSync(join(at.base, 'outer', 'told.txt'), `${canary} by name\n`);
    mkdirSync(aside);
  });
  after(() => at.remove());
  afterEach(() => syncBuiltinESMExports());

  /**
   * Asks while it is exchanged.
   * @param whatIsOpen what the system says of where an open file is, if it is another one than this.
   * @returns what was answered, and how many questions it took.
   */
  async function during(
    test: TestContext,
    { path, target }: (typeof exchanged)[number],
    isTime: Schedule,
    ask: () => Promise<string>,
    whatIsOpen?: () => Promise<string>,
  ): Promise<{ answer: string; asked: number }> {
    const [here, other] = [join(at.root, path), join(aside, 'other')];
    symlinkSync(target, other);
    let isLink = false;
    const exchange = () => {
      renameSync(here, `${other}.old`);
      renameSync(other, here);
      renameSync(`${other}.old`, other);
      isLink = !isLink;
    };
    let asked = 0;
    for (const question of questions) {
      const original: (...args: never[]) => unknown = fs[question];
      test.mock.method(fs, question, (...args: never[]) => {
        if (isTime(asked++)) exchange();
        const [of]: readonly unknown[] = args;
        return whatIsOpen && String(of).startsWith('/proc/self/fd/') ? whatIsOpen() : original(...args);
      });
    }
    syncBuiltinESMExports();
    documents.length = 0;
    try {
      return { answer: await ask(), asked };
    } finally {
      test.mock.restoreAll();
      syncBuiltinESMExports();
      if (isLink) exchange();
      await fs.rm(other);
    }
  }

  const tools = {
    read_file: (path: string) => callTool('read_file', { path, firstLine: null, lastLine: null }),
    document_symbols: (path: string) => callTool('document_symbols', { path }),
    search_text: (path: string) =>
      callTool('search_text', { text: 'i', glob: `/${path}`, caseSensitive: null, wholeWord: null }),
    list_files: () => callTool('list_files', { glob: '*.txt' }),
  };
  /** One that says what is open, and one that does not. */
  const systems = [undefined, () => Promise.reject(new Error('there is no /proc'))];

  for (const one of exchanged) {
    for (const [tool, ask] of Object.entries(tools)) {
      it(`tells nothing of another one by ${tool}: ${one.name}`, async test => {
        const { asked } = await during(test, one, never, () => ask(one.asked));
        for (let run = 0; run < runs; run++) {
          const isTime = schedule(Math.floor(run / 2), asked);
          const { answer } = await during(test, one, isTime, () => ask(one.asked), systems[run % 2]);
          assert.doesNotMatch(answer, /CANARY|told\.txt/, `run ${run}`);
        }
      });

      it(`has something to tell by ${tool}, with the one or the other: ${one.name}`, async test => {
        const told = tool === 'list_files' ? new RegExp(`^${one.asked}$`, 'm') : /inside/;
        for (const system of systems) {
          const { answer } = await during(test, one, never, () => ask(one.asked), system);
          assert.match(answer, told);
          const always = between(0, Number.POSITIVE_INFINITY);
          const other = await during(test, one, always, () => ask(one.asked), system);
          assert.doesNotMatch(other.answer, told);
        }
      });
    }

    it(`would tell of another one to who looks first and reads then: ${one.name}`, async test => {
      const uri = Uri.file(join(at.root, one.asked));
      const naive = async () =>
        (await privateFiles()(uri)) ?? fs.readFile(uri.fsPath, 'utf8').catch(() => '');
      assert.ok(await isTold(run => during(test, one, schedule(run, 10), naive)));
    });
  }

  it('would be told of, were it not for what is open', async test => {
    const [, folder] = exchanged;
    // Says that what is open is what was to be opened.
    const forged = async () => join(at.root, folder.asked);
    const ask = () => tools.read_file(folder.asked);
    assert.ok(await isTold(run => during(test, folder, schedule(run, 20), ask, forged)));
  });
});

/** Whether it comes out that there is a canary. */
async function isTold(ask: (run: number) => Promise<{ answer: string }>): Promise<boolean> {
  for (let run = 0; run < 1_000; run++) if ((await ask(run)).answer.includes(canary)) return true;
  return false;
}
