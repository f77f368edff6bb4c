import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { disk } from '../../../src/vscode/services/disk.ts';
import '../../standIn/useStandIn.ts';
import { foldersInUse, useFolders } from '../../standIn/diskWorkspace.ts';

const vscode = await import('vscode');
const { linkTargets } = await import('../../../src/vscode/services/linkTargets.ts');

describe('a file of a workspace that is reached by a link', () => {
  const usual = foldersInUse().map(({ uri }) => uri.path);
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'gloss-links-'));
    await mkdir(join(root, 'real'));
    await symlink(join(root, 'real'), join(root, 'named'));
    for (const name of ['outside', 'real/one', 'real/two']) await writeFile(join(root, name), name);
    await symlink(join(root, 'outside'), join(root, 'real/out'));
    await symlink(join(root, 'real/one'), join(root, 'real/in'));
    useFolders([join(root, 'named')]);
  });
  after(async () => {
    useFolders(usual);
    await rm(root, { recursive: true });
  });

  const files = ['one', 'two', 'out', 'in', 'gone'];
  const uriOf = (name: string) => vscode.Uri.file(join(root, 'named', name));

  it('is itself, or where it leads, by the names that the workspace has', async () => {
    const targets = await Promise.all(files.map(name => linkTargets()(uriOf(name))));
    assert.deepEqual(
      targets.map(target => target && [target.uri.path, target.isOutside]),
      [undefined, undefined, [join(root, 'outside'), true], [uriOf('one').path, false], undefined],
    );
  });

  it('is looked up itself, and the folder once for all of them', async test => {
    assert.ok(disk);
    const { mock } = test.mock.method(disk, 'realPath');
    const targetOf = linkTargets();
    for (const name of files) await targetOf(uriOf(name));
    const asked = mock.calls.map(call => call.arguments[0]);
    assert.deepEqual(
      asked.toSorted(),
      ['named', ...files.map(name => `named/${name}`)].map(name => join(root, name)).toSorted(),
    );
  });
});
