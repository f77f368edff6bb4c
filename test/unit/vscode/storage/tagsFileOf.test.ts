import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import '../../../standIn/useStandIn.ts';
import { workspace } from '../../../standIn/vscode.ts';
import { limitFiles } from './limitFiles.ts';

const vscode = await import('vscode');
const { changeFileTags, readFileTags, tagsFileUri } = await import(
  '../../../../src/vscode/tags/tagsFileOf.ts'
);

const kept = '{"version":1,"files":{"old":["kept"]}}';

describe('the tags file, which is the user’s own,', () => {
  let root: string;
  let path: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'gloss-tags-'));
    path = tagsFileUri(folder()).fsPath;
    await mkdir(dirname(path), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  const folder = () => ({ uri: vscode.Uri.file(join(root, 'workspace')), name: 'workspace', index: 0 });
  const save = (file: string) => changeFileTags(folder(), new Map([[file, [file]]]));

  it('has what is changed at the same time, and nothing is left beside it', async () => {
    const names = ['a', 'b', 'c', 'd'];
    assert.deepEqual(await Promise.all(names.map(save)), ['saved', 'saved', 'saved', 'saved']);
    assert.deepEqual(Object.keys(await readFileTags(folder())), names);
    assert.deepEqual(await readdir(dirname(path)), ['gloss-tags.json']);
  });

  it('has what is changed at the same time where the editor alone can reach it', async () => {
    const remote = { ...folder(), uri: folder().uri.with({ scheme: 'remote' }) };
    const names = ['a', 'b', 'c', 'd'];
    const outcomes = names.map(file => changeFileTags(remote, new Map([[file, [file]]])));
    assert.deepEqual(await Promise.all(outcomes), ['saved', 'saved', 'saved', 'saved']);
    assert.deepEqual(Object.keys(await readFileTags(remote)), names);
  });

  it('is left alone while it cannot be read', async () => {
    await writeFile(path, kept);
    const { readFile: read } = workspace.fs;
    workspace.fs.readFile = () => Promise.reject(new vscode.FileSystemError('It is busy.'));
    try {
      assert.equal(await save('new'), 'refused');
    } finally {
      workspace.fs.readFile = read;
    }
    assert.equal(await readFile(path, 'utf8'), kept);
  });

  it('is left alone where it does not say that it is UTF-8, and keeps its mark where it does', async () => {
    const latin = Buffer.from('{"version":1,"owner":"Ren\xe9","files":{}}', 'latin1');
    await writeFile(path, latin);
    assert.equal(await save('new'), 'broken');
    assert.deepEqual(await readFile(path), latin);
    await writeFile(path, `\uFEFF${kept}`);
    assert.equal(await save('new'), 'saved');
    assert.match(await readFile(path, 'utf8'), /^\uFEFF\{/);
    assert.deepEqual(await readFileTags(folder()), { new: ['new'], old: ['kept'] });
  });

  it('is no link, wherever that leads', async () => {
    for (const target of ['outside.json', 'nowhere.json']) {
      const outside = join(root, target);
      if (target === 'outside.json') await writeFile(outside, kept);
      await symlink(outside, path);
      assert.equal(await save('new'), 'broken', target);
      assert.deepEqual(await readFileTags(folder()), {}, target);
      assert.equal(
        await readFile(outside, 'utf8').catch(() => 'none'),
        target === 'outside.json' ? kept : 'none',
      );
      await rm(path);
    }
  });

  it('is in no folder that a link leads to, out of the workspace', async () => {
    const outside = join(root, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'gloss-tags.json'), kept);
    await rm(dirname(path), { recursive: true });
    await symlink(outside, dirname(path));
    assert.equal(await save('new'), 'broken');
    assert.deepEqual(await readFileTags(folder()), {});
    assert.equal(await readFile(join(outside, 'gloss-tags.json'), 'utf8'), kept);
  });

  it('is not kept from being saved by a link in the place of its lock', async () => {
    const held = join(root, 'held');
    await writeFile(held, String(process.ppid));
    for (const target of ['/dev/zero', held, join(root, 'nowhere')]) {
      await symlink(target, `${path}.lock`);
      assert.equal(await save('new'), 'saved', target);
      assert.deepEqual(await readdir(dirname(path)), ['gloss-tags.json'], target);
    }
    assert.equal(await readFile(held, 'utf8'), String(process.ppid), 'what it led to is as it was');
  });

  it('is not read when it is longer than any', async () => {
    const long = kept.padEnd(5_000_000);
    await writeFile(path, long);
    assert.equal(await save('new'), 'broken');
    assert.equal(await readFile(path, 'utf8'), long);
  });

  it('is whole or as it was when there is no room', async () => {
    await writeFile(path, kept);
    limitFiles(10);
    try {
      assert.equal(await save('new'), 'refused');
    } finally {
      limitFiles('unlimited');
    }
    assert.equal(await readFile(path, 'utf8'), kept);
    assert.deepEqual(await readdir(dirname(path)), ['gloss-tags.json']);
  });

  it('is left alone by who may not write it, though the folder would let it be replaced', async () => {
    await writeFile(path, kept);
    await chmod(path, 0o444);
    await chmod(dirname(path), 0o777);
    await chmod(root, 0o755);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.('nobody');
    try {
      assert.equal(await save('new'), 'refused');
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
    assert.equal(await readFile(path, 'utf8'), kept);
  });

  it('stays as private as it was, and no more', async () => {
    for (const mode of [0o600, 0o664, 0o755]) {
      await writeFile(path, kept);
      await chmod(path, mode);
      assert.equal(await save('new'), 'saved');
      assert.equal((await stat(path)).mode & 0o777, mode);
    }
  });
});
