import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { documents, useFolders } from '../../../standIn/diskWorkspace.ts';
import { answers, diagnostics, exported, SymbolKind } from '../../../standIn/knowledge.ts';
import { Range } from '../../../standIn/positions.ts';
import { Uri } from '../../../standIn/uri.ts';
import { settings } from '../../../standIn/vscode.ts';
import { type CanaryWorkspace, callTool, canary, canaryWorkspace, toldOf } from './canaryWorkspace.ts';

describe('the workspace, as the tools see it', () => {
  let at: CanaryWorkspace;
  beforeEach(() => {
    at = canaryWorkspace();
  });
  afterEach(() => at.remove());

  const uri = (path: string) => Uri.file(join(at.root, path));
  const read = (path: string) => callTool('read_file', { path, firstLine: null, lastLine: null });
  const list = (glob: string | null = null) => callTool('list_files', { glob });
  const search = (text: string) =>
    callTool('search_text', { text, glob: null, caseSensitive: null, wholeWord: null });

  it('has files as they are in the editor, and what is not edited as it is on disk', async () => {
    documents.push({ uri: uri('src/a.ts'), isDirty: true, getText: () => 'not saved\n' });
    assert.equal(await read('src/a.ts'), '1\tnot saved');
    assert.equal(await search('not saved'), 'src/a.ts:1: not saved');
    assert.equal(await callTool('document_symbols', { path: 'src/a.ts' }), 'class not saved 1');
    documents.length = 0;
    documents.push({ uri: uri('src/a.ts'), isDirty: false, getText: () => 'was on disk before\n' });
    assert.equal(await read('src/a.ts'), '1\texport const inside = 1;');
    assert.match(await callTool('document_symbols', { path: 'src/a.ts' }), /has just changed/);
  });

  it('has no file whose editor says something else than a link that leads out', async () => {
    at.link('link', '../canary.txt');
    documents.push({ uri: uri('link'), isDirty: true, getText: () => `${canary} edited` });
    assert.equal(await read('link'), 'There is no file link in the workspace.');
  });

  it('has text alone, and no more of it than anybody reads', async () => {
    at.write('binary', 'a\0b');
    assert.equal(await read('binary'), 'binary is no text.');
    at.write('large', 'x'.repeat(5_000_001));
    assert.equal(await read('large'), 'large is too large.');
    at.write('10 MB', 'ab c\n'.repeat(2_000_000));
    assert.equal(await read('10 MB'), '10 MB is too large.');
    at.write('searched', 'y'.repeat(2 ** 20 + 1));
    assert.equal(await search('yyy'), 'Nothing was found in the first files.');
    assert.match(await list(), /^binary$/m);
  });

  it('has nothing that is private, by anybody’s list', async () => {
    at.write('.glossignore', 'internal/\n');
    at.write('internal/plan.md', `${canary} by the workspace\n`);
    at.write('dump.sql', `${canary} by the user\n`);
    settings.set('gloss.ignore', ['*.sql']);
    for (const path of ['internal/plan.md', 'dump.sql', '.env']) {
      const { read_file, document_symbols, list_files, search_text } = await toldOf(path);
      const words = `${path} is private and is not shown to models.`;
      assert.deepEqual([read_file, document_symbols], [words, words]);
      assert.equal(list_files, 'There is no such file in the workspace.');
      assert.equal(search_text, 'Nothing was found.');
    }
    assert.equal(await search(canary), 'Nothing was found.');
    assert.equal(await list(), '.glossignore\nsrc/a.ts');
    settings.clear();
    assert.match(await search(canary), /^dump\.sql:1: CANARY by the user$/);
  });

  it('lists and searches what searches look into', async () => {
    at.write('.gitignore', 'dist/\n*.log\n');
    for (const path of ['dist/a.js', 'a.log', 'src/b.ts']) at.write(path, 'needle\n');
    assert.equal(await list(), '.gitignore\nsrc/a.ts\nsrc/b.ts');
    assert.equal(await search('NEEDLE'), 'src/b.ts:1: needle');
    assert.equal(await read('dist/a.js'), '1\tneedle', 'what is asked for by name is another matter');
    settings.set('search.exclude', { 'src/b.ts': true, 'src/c.ts': true });
    assert.equal(await search('needle'), 'Nothing was found.');
  });

  it('lists so many files, and says that there are more', async () => {
    for (let index = 0; index < 501; index++) at.write(`many/${1_000 + index}`, '');
    const lines = (await list('many/')).split('\n');
    assert.equal(lines.length, 501);
    assert.deepEqual([lines[0], lines[499]], ['many/1000', 'many/1499']);
    assert.match(lines[500] ?? '', /^\(cut/);
    assert.doesNotMatch(await list('many/10*'), /cut/);
  });

  it('lists no file that nobody could ask for', async () => {
    for (const name of ['a\nsrc', 'b:c', 'd\\e', 'f.', 'nul']) at.write(`odd/${name}`, 'odd');
    assert.equal(await list('odd/'), 'There is no such file in the workspace.');
  });

  it('of several folders has each by its name, and what leads from one into another', async () => {
    mkdirSync(join(at.base, 'lib'));
    writeFileSync(join(at.base, 'lib', 'b.ts'), 'in the library\n');
    useFolders([at.root, join(at.base, 'lib'), join(at.base, 'outer', 'deep')], ['ws', 'lib', 'lib']);
    at.link('library', '../lib');
    assert.equal(await read('lib/b.ts'), '1\tin the library');
    assert.equal(await read('ws/library/b.ts'), '1\tin the library');
    assert.match(await read('src/a.ts'), /from one of its folders \(ws, lib, folder-3\) on/);
    assert.match(await read('ws/../lib/b.ts'), /no path/);
    assert.equal(await read('folder-3/canary.txt'), `1\t${canary} 3`);
    assert.equal(await read('ws/../canary.txt').then(text => text.includes(canary)), false);
    assert.equal(await list('*.ts'), 'lib/b.ts\nws/library/b.ts\nws/src/a.ts');
    assert.equal(await list('src/'), 'ws/src/a.ts');
    assert.equal(await search('library'), 'lib/b.ts:1: in the library\nws/library/b.ts:1: in the library');
  });

  it('has no folder, and then no file', async () => {
    useFolders([]);
    for (const path of ['src/a.ts', join(at.root, 'src/a.ts'), '', '.']) {
      assert.match(await read(path), /no path/);
    }
    assert.equal(await list(), 'There is no such file in the workspace.');
  });

  it('has the errors and warnings that are known, the worst first', async () => {
    at.write('src/b.ts', 'b');
    const problem = (message: string, severity: number) => ({
      range: new Range(1, 2, 1, 3),
      message,
      severity,
    });
    diagnostics.set(uri('src/a.ts'), [problem('could be\n  better', 1), problem('by the way', 3)]);
    diagnostics.set(uri('src/b.ts'), [problem('is wrong', 0)]);
    diagnostics.set(uri('.env'), [problem(canary, 0)]);
    diagnostics.set(uri('gone.ts'), [problem('is gone', 0)]);
    assert.equal(
      await callTool('diagnostics', { path: null }),
      'src/b.ts:2:3: error: is wrong\nsrc/a.ts:2:3: warning: could be better',
    );
    assert.equal(
      await callTool('diagnostics', { path: './src//a.ts' }),
      'src/a.ts:2:3: warning: could be better',
    );
    assert.match(await callTool('diagnostics', { path: '.env' }), /private/);
  });

  it('has the symbols that its languages know, and none of private files', async () => {
    const found = (path: string) => ({
      ...{ name: path, kind: SymbolKind['Method'] },
      location: { uri: uri(path), range: new Range(2, 0, 3, 0) },
    });
    answers.set('vscode.executeWorkspaceSymbolProvider', () => ['src/a.ts', '.env', 'gone.ts'].map(found));
    assert.equal(await callTool('find_symbol', { name: 'x' }), 'method src/a.ts src/a.ts:3');
    answers.set('vscode.executeWorkspaceSymbolProvider', () => Promise.reject(new Error('not yet')));
    assert.match(await callTool('find_symbol', { name: 'x' }), /No such symbol/);
  });

  it('has of a diff what is about its own files, all of their names', async () => {
    const part = (path: string, text: string, from = path) =>
      `diff --git a/${from} b/${path}\n${from === path ? '' : `rename from ${from}\nrename to ${path}\n`}` +
      `--- a/${from}\n+++ b/${path}\n@@ -1 +1 @@\n+${text}\n`;
    const [mine, ...others] = [
      part('ws/src/a.ts', 'changed'),
      part('canary.txt', canary),
      part('ws-other/canary.txt', canary),
      part('ws/src/b.ts', canary, 'canary.txt'),
    ];
    const repositoryOf = (text: string) => ({
      getAPI: () => ({
        repositories: [{ rootUri: Uri.file(at.base), diff: async (staged: boolean) => (staged ? '' : text) }],
      }),
    });
    exported.set('vscode.git', repositoryOf([mine, ...others].join('')));
    assert.equal(await callTool('git_diff', {}), mine?.trimEnd());
    exported.set('vscode.git', repositoryOf(`${part('ws/.env', canary)}${mine}`));
    assert.equal(await callTool('git_diff', {}), `${mine}(changes of private files are left out)`);
    exported.set(
      'vscode.git',
      repositoryOf([...others, part('.env', canary), part('x/id_rsa', canary)].join('')),
    );
    assert.equal(await callTool('git_diff', {}), 'Nothing is changed.');
    at.link('link', '../canary.txt');
    at.link('dangling', '../gone.txt');
    for (const path of ['ws/link', 'ws/dangling']) {
      const link = `diff --git a/${path} b/${path}\nnew file mode 120000\n@@ -0,0 +1 @@\n+../${canary}\n`;
      exported.set('vscode.git', repositoryOf(link));
      assert.equal(await callTool('git_diff', {}), 'Nothing is changed.');
    }
    exported.clear();
    assert.equal(await callTool('git_diff', {}), 'Nothing is changed.');
  });
});
