import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderNames, readWorkspacePath, writeWorkspacePath } from '../../../src/tools/workspacePath.ts';

describe('a path that a model gives', () => {
  for (const [text, path] of [
    ['src/a.ts', 'src/a.ts'],
    ['./src//a.ts', 'src/a.ts'],
    ['src/', 'src'],
    ['.', ''],
    ['[id]/(group)/@x/$y/#z/~w/a b.ts', '[id]/(group)/@x/$y/#z/~w/a b.ts'],
    ['.gitignore', '.gitignore'],
    ['..a/b...c/…', '..a/b...c/…'],
    ['%2e%2e/a.ts', '%2e%2e/a.ts'],
    ['．．/a／b.ts', '．．/a／b.ts'],
    ['console.ts', 'console.ts'],
    ['com10', 'com10'],
  ] as const) {
    it(`is ${path || 'the folder itself'} for ${text}`, () => {
      assert.deepEqual(readWorkspacePath(text, ['app']), { folder: 0, path });
    });
  }

  for (const text of [
    ...[
      '..',
      '../a',
      'a/../b',
      'a/..',
      './..',
      '/a',
      '//a/b',
      '/',
      'C:/a',
      'c:a',
      'file:///a',
      'a.ts:stream',
    ],
    ...[
      'a\\b',
      '..\\a',
      '\\\\?\\C:\\a',
      'a\0',
      'a\nb',
      'a\u0085',
      'a\ud800b',
      'a.',
      'a /b',
      'a./b',
      '.. /b',
      '...',
    ],
    ...['CON', 'nul', 'src/aux.txt', 'COM1', 'lpt9.tar.gz', 'NUL .txt', 'conin$', 'com²', 'a'.repeat(1_001)],
  ]) {
    it(`is none for ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.equal(readWorkspacePath(text, ['app']), undefined);
      assert.equal(readWorkspacePath(`app/${text}`.replace('app//', '/'), ['app', 'lib']), undefined);
    });
  }

  it('begins with the folder’s name where there are several, and is written so', () => {
    const names = ['app', 'lib'];
    assert.deepEqual(readWorkspacePath('lib/src/a.ts', names), { folder: 1, path: 'src/a.ts' });
    assert.deepEqual(readWorkspacePath('./lib', names), { folder: 1, path: '' });
    assert.equal(readWorkspacePath('src/a.ts', names), undefined);
    assert.equal(readWorkspacePath('library/a.ts', names), undefined);
    assert.equal(writeWorkspacePath({ folder: 1, path: 'src/a.ts' }, names), 'lib/src/a.ts');
    assert.equal(writeWorkspacePath({ folder: 0, path: 'src/a.ts' }, ['app']), 'src/a.ts');
  });

  it('is none without a folder', () => {
    assert.equal(readWorkspacePath('a.ts', []), undefined);
  });
});

describe('a workspace’s folders', () => {
  it('are called what they are, unless that is no name or another one’s', () => {
    assert.deepEqual(folderNames(['app', 'my lib', 'app', '../x', 'a/b', '', 'C:', 'nul', 'x\n']), [
      ...[
        'app',
        'my lib',
        'folder-3',
        'folder-4',
        'folder-5',
        'folder-6',
        'folder-7',
        'folder-8',
        'folder-9',
      ],
    ]);
  });
});
