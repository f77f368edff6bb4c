import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { OpenedFile } from '../../../../src/vscode/services/disk.ts';
import { answers, SymbolKind } from '../../../standIn/knowledge.ts';
import { Range } from '../../../standIn/positions.ts';
import { Uri } from '../../../standIn/uri.ts';
import {
  type CanaryWorkspace,
  callTool,
  canary,
  canaryWorkspace,
  complainOf,
  toldOf,
} from './canaryWorkspace.ts';

const { disk } = await import('../../../../src/vscode/services/disk.ts');

/** A canary outside, spelled in one way after the other. `BASE` is the folder around the workspace. */
const spellings = [
  // Folders above
  '../canary.txt',
  './../canary.txt',
  '././../canary.txt',
  '..//canary.txt',
  '.././canary.txt',
  'src/../../canary.txt',
  'src/./../.././canary.txt',
  'missing/../../canary.txt',
  'src/a.ts/../../../canary.txt',
  '../ws/../canary.txt',
  '../ws-other/canary.txt',
  'src/../../ws-other/canary.txt',
  '../../../../../../../../../../BASE/canary.txt',
  // From the root on
  'BASE/canary.txt',
  'BASE//canary.txt',
  '/BASE/canary.txt',
  '//BASE/canary.txt',
  'BASE/ws/../canary.txt',
  'BASE/ws-other/canary.txt',
  'BASE/ws/src/../../canary.txt',
  '/proc/self/rootBASE/canary.txt',
  // Addresses
  'file://BASE/canary.txt',
  'FILE://BASE/canary.txt',
  'file:BASE/canary.txt',
  'file://localhostBASE/canary.txt',
  'file://BASE/ws/%2e%2e/canary.txt',
  // The shell’s
  '~/canary.txt',
  '$HOME/canary.txt',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
  '${HOME}/canary.txt',
  // Other slashes
  '..\\canary.txt',
  '..\\/canary.txt',
  'src\\..\\..\\canary.txt',
  '..／canary.txt',
  '．．/canary.txt',
  '．．／canary.txt',
  '‥/canary.txt',
  '․․/canary.txt',
  // Of addresses
  '%2e%2e/canary.txt',
  '..%2fcanary.txt',
  '%2E%2E%2Fcanary.txt',
  '..%5ccanary.txt',
  '%252e%252e%252fcanary.txt',
  // What some systems take off
  '../canary.txt\0',
  '../canary.txt\0.ts',
  '.. /canary.txt',
  '../canary.txt.',
  '../canary.txt ',
  ' ../canary.txt',
  '../canary.txt\n',
  '../canary.txt::$DATA',
  '.\u200b./canary.txt',
  '.\u00ad./canary.txt',
] as const;

/** What only Windows, or no file system at all, would read. */
const strange = [
  'C:\\canary.txt',
  'C:/canary.txt',
  'C:canary.txt',
  'c:../canary.txt',
  '\\canary.txt',
  '\\\\?\\C:\\canary.txt',
  '\\\\.\\C:\\canary.txt',
  '\\\\server\\share\\canary.txt',
  '//server/share/canary.txt',
  '//?/C:/canary.txt',
  'src/a.ts:canary',
  '..∕canary.txt',
  '..⁄canary.txt',
  '..%c0%afcanary.txt',
  'CON',
  'NUL',
  'src/aux.txt',
  'COM1.txt',
  'CONIN$',
  '/dev/stdin',
  '/dev/fd/0',
  '/dev/null',
  '/etc/passwd',
] as const;

/** A path as somebody careless would read it. */
type Reading = (path: string, at: { base: string; root: string }) => string;
const fromRoot: Reading = (path, { root }) => resolve(root, path);
const readings: Reading[] = [
  fromRoot,
  (path, { root }) => root + path,
  (path, at) => fromRoot(decodeURIComponent(path).replaceAll('\\', '/'), at),
  (path, at) => fromRoot(decodeURIComponent(decodeURIComponent(path)), at),
  (path, at) => fromRoot(path.normalize('NFKC'), at),
  (path, at) => fromRoot(path.replaceAll('\\', '/'), at),
  (path, at) => fromRoot(path.replace(/\0.*|::.*$/, ''), at),
  (path, at) => fromRoot(path.trim().replace(/\.$/, '').replace(/\s+\//g, '/'), at),
  (path, at) => fromRoot(path.replace(/[\u200b\u00ad]/g, ''), at),
  (path, at) => fromRoot(path.replace(/^(?:~|\$HOME|\$\{HOME\})/, at.base), at),
  path => fileURLToPath(path),
  path => path.replace(/^file:/, ''),
];

describe('what is outside the workspace', () => {
  let at: CanaryWorkspace;
  before(() => {
    at = canaryWorkspace();
    for (const path of at.outside) complainOf(path);
  });
  after(() => at.remove());

  const spelled = (spelling: string) => spelling.replace('BASE', at.base);

  it('is spelled in more than 45 ways, each of which somebody would read as a canary', () => {
    assert.ok(spellings.length >= 45);
    for (const spelling of spellings) {
      const found = readings.flatMap(reading => {
        try {
          return readFileSync(reading(spelled(spelling), at), 'utf8');
        } catch {
          return [];
        }
      });
      assert.ok(
        found.some(text => text.startsWith(canary)),
        `a canary is at ${JSON.stringify(spelling)}`,
      );
    }
  });

  for (const spelling of [...spellings, ...strange]) {
    it(`comes through no tool, nor whether it is there, by ${JSON.stringify(spelling)}`, async () => {
      const path = spelled(spelling);
      const told = await toldOf(path);
      for (const [tool, text] of Object.entries(told)) {
        assert.doesNotMatch(text, /CANARY|root:/, tool);
      }
      for (const file of at.outside) rmSync(file);
      try {
        assert.deepEqual(await toldOf(path), told);
      } finally {
        at.putOutside();
      }
    });
  }

  it('comes through no search for symbols, and no list of complaints', async () => {
    const uris = [...at.outside.map(path => Uri.file(path)), Uri.file(join(at.root, 'src/a.ts'))];
    // Whose names begin as the workspace’s does, too.
    answers.set('vscode.executeWorkspaceSymbolProvider', () =>
      uris.map(uri => ({
        name: `${canary} in ${uri.path}`,
        kind: SymbolKind['Class'],
        location: { uri, range: new Range(4, 0, 4, 1) },
      })),
    );
    assert.equal(
      await callTool('find_symbol', { name: canary }),
      `class ${canary} in ${join(at.root, 'src/a.ts')} src/a.ts:5`,
    );
    assert.equal(await callTool('diagnostics', { path: null }), 'There are no errors or warnings.');
  });

  it('comes through no list of files, and no search', async () => {
    for (const glob of [null, '**/*', '../**', '*canary*', '**/../../*', `${at.base}/**`]) {
      assert.doesNotMatch(await callTool('list_files', { glob }), /canary|other/);
      const args = { text: canary, glob, caseSensitive: null, wholeWord: null };
      assert.equal(await callTool('search_text', args), 'Nothing was found.');
    }
  });
});

describe('a link in the workspace', () => {
  let at: CanaryWorkspace;
  before(() => {
    at = canaryWorkspace();
    at.write('docs/b.md', 'inside, too\n');
    const links: Record<string, string> = {
      file: '../canary.txt',
      absolute: join(at.base, 'canary.txt'),
      sibling: '../ws-other/canary.txt',
      'src/above': '../../canary.txt',
      folder: '../outer',
      'folder-absolute': join(at.base, 'outer'),
      up: '..',
      chain: 'chain2',
      chain2: 'chain3',
      chain3: '../canary.txt',
      'through-folder': 'folder/canary.txt',
      private: '.env',
      'private-chain': 'private',
    };
    for (const [path, target] of Object.entries(links)) at.link(path, target);
    at.link('inside', 'src/a.ts');
    at.link('inside-absolute', join(at.root, 'src/a.ts'));
    at.link('inside-folder', 'docs');
    at.link('docs/up', '..');
    at.link('inside-chain', 'inside-folder/up/inside');
    at.link('dangling', 'nowhere');
    at.link('dangling-outside', '../nowhere');
    at.link('loop', 'loop2');
    at.link('loop2', 'loop');
    at.link('out-and-back', '../outer/../ws/src/a.ts');
  });
  after(() => at.remove());

  const read = (path: string) => callTool('read_file', { path, firstLine: null, lastLine: null });

  const leadingOut = [
    ...['file', 'absolute', 'sibling', 'src/above', 'folder/canary.txt', 'folder/deep/canary.txt'],
    ...['folder-absolute/canary.txt', 'up/canary.txt', 'up/ws-other/canary.txt', 'chain', 'chain2'],
    ...['through-folder', 'docs/up/file', 'inside-folder/up/folder/canary.txt'],
  ];
  for (const path of leadingOut) {
    it(`leads nobody out by ${path}, and says of what is there no more than of nothing`, async () => {
      const named = join(at.root, path);
      assert.match(readFileSync(named, 'utf8'), /^CANARY/, 'by itself it leads to a canary');
      complainOf(named);
      const told = await toldOf(path);
      assert.doesNotMatch(Object.values(told).join('\n'), /CANARY|private/);
      assert.equal(told['read_file'], `There is no file ${path} in the workspace.`);
      assert.equal(told['list_files'], 'There is no such file in the workspace.');
      assert.equal(told['diagnostics'], told['read_file']);
      assert.doesNotMatch(await callTool('diagnostics', { path: null }), /CANARY/);
      for (const file of at.outside) rmSync(file);
      try {
        assert.equal(existsSync(named), false);
        assert.deepEqual(await toldOf(path), told);
      } finally {
        at.putOutside();
      }
    });
  }

  it('would lead out by each of them, were it not for where it leads', async test => {
    const on = disk ?? assert.fail('Node has a disk');
    test.mock.method(on, 'realPath', async (path: string) => path);
    test.mock.method(on, 'openIn', async (_: unknown, path: string) => opened(path));
    for (const path of leadingOut) assert.match(await read(path), /CANARY/, path);
    assert.match(await callTool('list_files', { glob: null }), /^folder\/canary\.txt$/m);
    const args = { text: canary, glob: null, caseSensitive: null, wholeWord: null };
    assert.match(await callTool('search_text', args), /^folder\/canary\.txt:1: CANARY/m);
    assert.match(await callTool('document_symbols', { path: 'file' }), /CANARY/);
    complainOf(join(at.root, 'file'));
    assert.match(await callTool('diagnostics', { path: null }), /CANARY/);
  });

  it('does not say whether a folder outside is there that it only passes', async () => {
    const told = await toldOf('out-and-back');
    rmSync(join(at.base, 'outer'), { recursive: true });
    try {
      assert.equal((await toldOf('out-and-back'))['read_file'], told['read_file']);
    } finally {
      at.putOutside();
    }
  });

  it('to a private file is as private', async () => {
    for (const path of ['private', 'private-chain', 'docs/up/.env', '.env']) {
      const told = await toldOf(path);
      assert.equal(told['read_file'], `${path} is private and is not shown to models.`);
      assert.doesNotMatch(Object.values(told).join('\n'), /CANARY/);
    }
    assert.doesNotMatch(await callTool('list_files', { glob: null }), /env|private/);
  });

  it('to a file of the workspace is one', async () => {
    for (const path of ['inside', 'inside-absolute', 'inside-chain', 'docs/up/src/a.ts']) {
      assert.equal(await read(path), '1\texport const inside = 1;', path);
    }
    assert.equal(await read('inside-folder/b.md'), '1\tinside, too');
    assert.match(await callTool('list_files', { glob: null }), /^inside$/m);
  });

  it('to nothing, or to itself, is no file', async () => {
    for (const path of ['dangling', 'dangling-outside', 'loop', 'folder', 'up', 'inside-folder']) {
      assert.equal(await read(path), `There is no file ${path} in the workspace.`);
    }
  });
});

/** A file by its name, whatever that leads to. */
function opened(path: string): OpenedFile {
  const bytes = readFileSync(path);
  return {
    ...{ folder: 0, below: 'src/a.ts', size: bytes.length },
    read: async () => bytes,
    close: async () => undefined,
  };
}
