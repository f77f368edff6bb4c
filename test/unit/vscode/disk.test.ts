import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    assert.equal(await on.lock(lock), false);
    other.kill('SIGKILL');
    await once(other, 'exit');
    assert.equal(await on.isLocked(lock), false, 'a crash leaves nothing that counts');
    assert.equal(await on.lock(lock), true);
    assert.equal(await on.isLocked(lock), false, 'it is our own');
    await on.unlock(lock);
    assert.equal(await on.lock(lock), true);
  });

  it('have no lock where it makes no sense', async () => {
    const lock = join(folder, 'nonsense');
    for (const text of ['', 'x', '-1', '0', '1e9', '99999999999999999999']) {
      await writeFile(lock, text);
      assert.equal(await on.isLocked(lock), false, text);
    }
  });
});
