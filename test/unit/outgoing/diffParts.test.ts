import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { diffParts, isOfLink } from '../../../src/outgoing/diffParts.ts';

/** As Git itself prints them, with its own settings and no others. */
describe('the parts of a Git diff', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gloss-diff-'));
    git('init', '-q', '-b', 'main');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const who = ['-c', 'user.name=Gloss', '-c', 'user.email=gloss@example.com'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const git = (...args: string[]) =>
    execFileSync('git', [...who, ...args], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  function commit(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) write(path, text);
    git('add', '.');
    git('commit', '-qm', 'all');
  }

  /** The paths of each part; the parts are the whole diff. */
  function paths(...args: string[]): (readonly string[])[] {
    const diff = git(...args);
    const parts = diffParts(diff);
    assert.equal(parts.map(({ text }) => text).join(''), diff);
    return parts.map(({ paths }) => paths);
  }

  const names = ['a b/b a', 'plain', 'quo"te', 'tab\there', 'änderung.txt', 'a/x b/x'];

  it('say which file they are of, whatever its name', () => {
    commit(Object.fromEntries(names.map(name => [name, 'one\n'])));
    for (const name of names) write(name, 'diff --git a/one b/one\nrename from one\n* Unmerged path one\n');
    const sorted = names.map(name => [name]).sort();
    assert.deepEqual(paths('diff').sort(), sorted);
    git('config', 'core.quotePath', 'false');
    assert.deepEqual(paths('diff').sort(), sorted);
  });

  it('say both names of a file that was moved, the new one first', () => {
    commit({ '.env': 'one\ntwo\nthree\nfour\nPIN=1234\n' });
    renameSync(join(folder, '.env'), join(folder, 'values.txt'));
    git('add', '.');
    write('values.txt', 'one\ntwo\nthree\nfour\nPIN=1\n');
    git('add', '.');
    assert.deepEqual(paths('diff', '--cached'), [['values.txt', '.env']]);
  });

  it('say the file of a merge that is not done', () => {
    commit({ '.env': 'one\n' });
    git('checkout', '-qb', 'other');
    commit({ '.env': 'two\n' });
    git('checkout', '-q', 'main');
    commit({ '.env': 'three\n', 'after.txt': 'x\n' });
    assert.throws(() => git('merge', 'other'));
    write('after.txt', 'y\n');
    assert.deepEqual(paths('diff'), [['.env'], ['after.txt']]);
    assert.deepEqual(paths('diff', '--cached'), [['.env']]);
  });

  it('have the file among their paths where Git writes them in another way', () => {
    commit({ 'deep/.env': 'one\n', 'a b': 'one\n' });
    write('deep/.env', 'two\n');
    write('a b', 'two\n');
    for (const set of ['diff.noprefix=true', 'diff.mnemonicPrefix=true']) {
      const [first = [], second = []] = paths('-c', set, 'diff');
      assert.ok(first.includes('a b') && second.includes('deep/.env'), set);
    }
  });

  it('say no file where it cannot be told', () => {
    commit({ '.env': 'one\n' });
    write('.env', 'two\n');
    assert.deepEqual(paths('-c', 'color.ui=always', 'diff'), [[]]);
    assert.deepEqual(paths('-c', 'diff.external=echo', 'diff'), [[]]);
  });

  it('are none of nothing', () => {
    assert.deepEqual(diffParts(''), []);
    assert.deepEqual(diffParts('\n'), []);
  });
});

describe('a part of a diff', () => {
  for (const header of [
    'new file mode 120000\nindex 0000000..0d6d13b',
    'deleted file mode 120000',
    'index d95f3ad..0d6d13b 120000',
    'old mode 100644\nnew mode 120000',
    'index 1,2..3\nmode 100644,100644..120000',
  ]) {
    it(`is about a link by ${JSON.stringify(header)}`, () => {
      assert.equal(linkIn(`diff --git a/x b/x\n${header}\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n`), true);
    });
  }

  it('is about none by what is in a file', () => {
    assert.equal(
      linkIn('diff --git a/x b/x\nindex 1..2 100644\n@@ -1 +1 @@\n new mode 120000\nindex 1..2 120000\n'),
      false,
    );
  });

  const linkIn = (diff: string) => diffParts(diff).some(isOfLink);
});
