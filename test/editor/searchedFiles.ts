import { assert } from 'chai';
import * as vscode from 'vscode';
import { pathBelow } from '../../src/vscode/services/pathBelow.ts';
import { searchedFiles, type Wanted } from '../../src/vscode/services/searchedFiles.ts';

/** Which files a task over a folder takes, keywords are counted in, and tags are read from. */
export function filesOfSearches(): void {
  describe('the files that searches look into', () => {
    const parent = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.parse('memfs:/');
    const folder = vscode.Uri.joinPath(parent, 'searched');

    async function write(path: string, text = ''): Promise<void> {
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), new TextEncoder().encode(text));
    }

    async function setSearch(name: string, value: unknown): Promise<void> {
      const { Global } = vscode.ConfigurationTarget;
      await vscode.workspace.getConfiguration('search').update(name, value, Global);
    }

    /** Without the ignore files themselves. */
    async function foundIn(path: string, wanted?: Wanted): Promise<string[]> {
      const { files } = await searchedFiles(vscode.Uri.joinPath(folder, path), wanted);
      return files
        .map(file => pathBelow(folder, file))
        .filter(file => !file.endsWith('ignore'))
        .sort();
    }

    beforeEach(async () => {
      await write('.gitignore', 'dist/\n*.log\n!kept.log\n');
      await write('src/.gitignore', '/local.ts\n!dist/\n');
      await write('src/.ignore', 'generated.ts\n');
      for (const path of ['a.ts', 'a.log', 'kept.log', 'dist/a.js', 'dist/b.log', 'src/dist/a.js']) {
        await write(path);
      }
      for (const path of [
        'src/local.ts',
        'src/deep/local.ts',
        'src/generated.ts',
        'src/a.map',
        'src/b.min.js',
      ]) {
        await write(path);
      }
    });
    afterEach(async () => {
      await vscode.workspace.fs.delete(folder, { recursive: true });
      await setSearch('exclude', undefined);
      await setSearch('useIgnoreFiles', undefined);
    });

    it('are not those that ignore files leave out', async () => {
      assert.deepEqual(await foundIn(''), [
        'a.ts',
        'kept.log',
        'src/a.map',
        'src/b.min.js',
        'src/deep/local.ts',
        'src/dist/a.js',
      ]);
    });

    it('are not those of the folders around, either', async () => {
      await write('src/x.log');
      assert.deepEqual(await foundIn('src/dist'), ['src/dist/a.js']);
      assert.notInclude(await foundIn('src'), 'src/x.log');
    });

    it('of a folder that is left out itself are those in it', async () => {
      assert.deepEqual(await foundIn('dist'), ['dist/a.js']);
    });

    it('are all of them when the user’s searches mind no ignore files', async () => {
      await setSearch('useIgnoreFiles', false);
      assert.include(await foundIn(''), 'dist/b.log');
      assert.include(await foundIn('src'), 'src/local.ts');
    });

    it('are not those that the user has excluded, with braces or without', async () => {
      await setSearch('exclude', { '**/*.{map,min.js}': true, '**/deep': true, '**/a.ts': false });
      assert.deepEqual(await foundIn(''), ['a.ts', 'kept.log', 'src/dist/a.js']);
    });

    it('are not left out by what comes after a long time in an ignore file', async () => {
      await write('src/.ignore', `generated.ts\n${'# nothing\n'.repeat(7_000)}local.ts\n`);
      const found = await foundIn('src');
      assert.notInclude(found, 'src/generated.ts');
      assert.include(found, 'src/deep/local.ts');
    });

    it('may be more than were asked for', async () => {
      assert.isTrue((await searchedFiles(folder)).isAll);
      assert.isTrue((await searchedFiles(folder, { most: 100 })).isAll);
      assert.isFalse((await searchedFiles(folder, { most: 3 })).isAll);
    });
  });
}
