import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
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

  it('have a lock from the first moment on, whatever clock the drive goes by', async test => {
    const lock = join(folder, 'drive');
    const refused = Object.assign(new Error('not permitted'), { code: 'EPERM' });
    test.mock.timers.enable({ apis: ['Date'], now: Date.now() + 3_600_000 });
    for (const hasLinks of [true, false]) {
      if (!hasLinks) test.mock.method(fs, 'link', () => Promise.reject(refused));
      syncBuiltinESMExports();
      try {
        const unlock = await on.lock(lock);
        assert.equal(await on.lock(lock), undefined, hasLinks ? 'linked' : 'copied');
        await unlock?.();
      } finally {
        test.mock.restoreAll();
        syncBuiltinESMExports();
      }
    }
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

describe('a file in some folders', () => {
  let base: string;
  let on: Disk;
  before(async () => {
    base = await mkdtemp(join(tmpdir(), 'gloss-disk-'));
    on = disk ?? assert.fail('Node has a disk');
    for (const folder of ['ws/src', 'ws-other', 'lib', 'outer'])
      await mkdir(join(base, folder), { recursive: true });
    for (const path of ['ws/src/a', 'ws-other/a', 'lib/a', 'outer/a', 'a'])
      await writeFile(join(base, path), path);
    for (const [path, target] of [
      ['named', 'ws'],
      ['ws/file', '../a'],
      ['ws/folder', '../outer'],
      ['ws/absolute', join(base, 'ws-other', 'a')],
      ['ws/chain', 'file'],
      ['ws/back', '../outer/../ws/src/a'],
      ['ws/lib', '../lib'],
      ['ws/by-name', join(base, 'named', 'src', 'a')],
      ['ws/self', 'self'],
    ] as const) {
      await symlink(target, join(base, path));
    }
    execFileSync('mkfifo', [join(base, 'ws', 'pipe')]);
  });
  after(() => rm(base, { recursive: true }));

  /** The folder that a file is in, its path there and what it says. */
  async function opened(folders: readonly string[], path: string): Promise<string | undefined> {
    const file = await on.openIn(
      folders.map(folder => join(base, folder)),
      join(base, path),
    );
    if (!file) return undefined;
    const text = new TextDecoder().decode(await file.read());
    await file.close();
    assert.equal(file.size, text.length);
    return `${folders[file.folder]}: ${file.below}: ${text}`;
  }

  it('is opened, by whatever links between them', async () => {
    assert.equal(await opened(['ws'], 'ws/src/a'), 'ws: src/a: ws/src/a');
    assert.equal(await opened(['named'], 'named/src/a'), 'named: src/a: ws/src/a');
    assert.equal(await opened(['ws', 'lib'], 'ws/lib/a'), 'lib: a: lib/a');
    assert.equal(await opened(['named'], 'named/by-name'), 'named: src/a: ws/src/a');
    assert.equal(await opened(['gone', 'ws'], 'ws/src/a'), 'ws: src/a: ws/src/a');
  });

  it('is not opened when it is elsewhere, whether or not it is there', async () => {
    for (const path of ['a', 'ws/../a', 'ws-other/a', 'outer/a', 'outer/gone', 'ws/file', 'ws/chain']) {
      assert.equal(await opened(['ws'], path), undefined, path);
    }
    for (const path of ['ws/folder/a', 'ws/folder/gone', 'ws/absolute', 'ws/lib/a', 'ws/by-name']) {
      assert.equal(await opened(['ws'], path), undefined, path);
    }
  });

  it('is opened by a link that only says to pass elsewhere, whether or not there is something', async () => {
    assert.equal(await opened(['ws'], 'ws/back'), 'ws: src/a: ws/src/a');
    await rm(join(base, 'outer'), { recursive: true });
    assert.equal(await opened(['ws'], 'ws/back'), 'ws: src/a: ws/src/a');
  });

  it('is no folder, no pipe that nobody writes into, and no link to itself', async () => {
    for (const path of ['ws', 'ws/src', 'ws/pipe', 'ws/self', 'ws/src/a/b', 'ws/gone']) {
      assert.equal(await opened(['ws'], path), undefined, path);
    }
  });

  it('is read as far as it went when it was opened', async () => {
    const path = join(base, 'ws', 'grows');
    await writeFile(path, 'one');
    const file = (await on.openIn([join(base, 'ws')], path)) ?? assert.fail('it is there');
    await writeFile(path, 'one two');
    assert.equal(new TextDecoder().decode(await file.read()), 'one');
    await writeFile(path, 'o');
    assert.equal(new TextDecoder().decode(await file.read()), 'o');
    await file.close();
  });
});

/** What there is of a file and beside it. */
async function beside(file: string): Promise<string[]> {
  return (await readdir(dirname(file))).filter(name => name.startsWith(basename(file)));
}
