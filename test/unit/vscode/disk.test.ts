import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Disk, disk } from '../../../src/vscode/services/disk.ts';

describe('files on the disk', () => {
  let folder: string;
  let on: Disk;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gloss-disk-'));
    on = disk ?? assert.fail('Node has a disk');
  });
  after(() => rm(folder, { recursive: true }));

  it('are added to, folders and all, and replaced without a moment in between', async () => {
    const file = join(folder, 'new', 'folder', 'log');
    await on.append(file, 'one');
    await on.append(file, ' two');
    assert.equal(await readFile(file, 'utf8'), 'one two');
    await on.replace(file, 'three');
    assert.equal(await readFile(file, 'utf8'), 'three');
    assert.deepEqual(await readdir(join(folder, 'new', 'folder')), ['log'], 'nothing is left beside it');
  });

  it('stay as they are when they cannot be replaced', async () => {
    const file = join(folder, 'kept');
    await on.append(file, 'kept');
    await assert.rejects(on.replace(join(file, 'below'), 'x'));
    assert.equal(await readFile(file, 'utf8'), 'kept');
  });

  it('have what is added in one piece each, however long', async () => {
    const file = join(folder, 'pieces');
    const texts = ['a', 'b', 'c', 'd'].map(letter => letter.repeat(2_000_000));
    await Promise.all(texts.map(text => on.append(file, `${text}\n`)));
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n').sort();
    assert.ok(lines.length === 4 && lines.every((line, index) => line === texts[index]));
  });

  it('lock others out for as long as who has the lock lives, and no longer', async () => {
    const lock = join(folder, 'lock');
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    await once(other, 'spawn');
    await writeFile(lock, String(other.pid));
    assert.equal(await on.isLocked(lock), true);
    assert.equal(await on.lock(lock), undefined);
    other.kill('SIGKILL');
    await once(other, 'exit');
    assert.equal(await on.isLocked(lock), false, 'a crash leaves nothing that counts');
    const unlock = await on.lock(lock);
    assert.equal(await on.isLocked(lock), false, 'it is our own');
    assert.equal(await on.lock(lock), undefined, 'and there is one of it');
    await unlock?.();
    assert.deepEqual(await beside(lock), [], 'nothing is left');
    await (await on.lock(lock))?.();
  });

  it('have one lock for all that ask at once, again and again', async () => {
    const lock = join(folder, 'contended');
    let count = 0;
    let most = 0;
    async function work(): Promise<void> {
      for (let done = 0; done < 25; ) {
        const unlock = await on.lock(lock);
        if (!unlock) continue;
        most = Math.max(most, ++count);
        await on.replace(join(folder, 'worked'), String(done));
        count--;
        done++;
        await unlock();
      }
    }
    await Promise.all([work(), work(), work(), work()]);
    assert.equal(most, 1);
    assert.deepEqual(await beside(lock), [], 'nothing is left');
  });

  it('have a lock no longer when nothing was heard of it: its number may be that of another process by now', async () => {
    const lock = join(folder, 'left');
    for (const minutes of [-1, 1]) {
      await writeFile(lock, String(process.ppid));
      assert.equal(await on.isLocked(lock), true);
      const then = new Date(Date.now() + minutes * 60_000);
      await utimes(lock, then, then);
      assert.equal(await on.isLocked(lock), false, `${minutes} minutes by its clock`);
      const unlock = await on.lock(lock);
      assert.ok(unlock);
      await unlock();
    }
  });

  it('have a lock for as long as it is held', async test => {
    const lock = join(folder, 'held');
    test.mock.timers.enable({ apis: ['setInterval'] });
    const unlock = await on.lock(lock);
    const before = new Date(Date.now() - 60_000);
    await utimes(lock, before, before);
    test.mock.timers.tick(5_000);
    while ((await stat(lock)).mtimeMs === before.getTime());
    await unlock?.();
    assert.deepEqual(await beside(lock), []);
  });

  it('leave a lock to who has taken it meanwhile', async () => {
    const lock = join(folder, 'lost');
    const unlock = await on.lock(lock);
    await writeFile(lock, String(process.ppid));
    await unlock?.();
    assert.equal(await on.isLocked(lock), true);
  });

  it('have a lock where files have one name only', async test => {
    const lock = join(folder, 'copied');
    const refused = Object.assign(new Error('not permitted'), { code: 'EPERM' });
    test.mock.method(fs, 'link', () => Promise.reject(refused));
    syncBuiltinESMExports();
    try {
      const unlock = await on.lock(lock);
      assert.equal(await readFile(lock, 'utf8'), String(process.pid));
      await unlock?.();
      assert.deepEqual(await beside(lock), []);
      await writeFile(lock, String(process.ppid));
      assert.equal(await on.lock(lock), undefined);
    } finally {
      test.mock.restoreAll();
      syncBuiltinESMExports();
    }
  });

  it('have no lock where it makes no sense', async () => {
    const lock = join(folder, 'nonsense');
    for (const text of ['', 'x', '-1', '0', '1e9', '99999999999999999999']) {
      await writeFile(lock, text);
      assert.equal(await on.isLocked(lock), false, text);
    }
  });
});

/** What there is of a file and beside it. */
async function beside(file: string): Promise<string[]> {
  return (await readdir(dirname(file))).filter(name => name.startsWith(basename(file)));
}
