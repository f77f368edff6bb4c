import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileGlob } from '../../../src/tools/fileGlob.ts';

const paths = [
  'a.ts',
  'b.tsx',
  'src/a.ts',
  'src/deep/c.ts',
  'src/deep/d.md',
  'docs/src/e.ts',
  '!x#',
  'src/[id].ts',
];

describe('a glob', () => {
  for (const [glob, expected] of [
    ['', paths],
    ['**/*', paths],
    ['./', paths],
    ['*.ts', ['a.ts', 'src/a.ts', 'src/deep/c.ts', 'docs/src/e.ts', 'src/[id].ts']],
    ['/a.ts', ['a.ts']],
    ['./a.ts', ['a.ts']],
    ['src/*.ts', ['src/a.ts', 'src/[id].ts']],
    ['src/*', ['src/a.ts', 'src/[id].ts']],
    ['src/*/', ['src/deep/c.ts', 'src/deep/d.md']],
    ['docs/**/', ['docs/src/e.ts']],
    ['src/', ['src/a.ts', 'src/deep/c.ts', 'src/deep/d.md', 'src/[id].ts']],
    ['src', ['src/a.ts', 'src/deep/c.ts', 'src/deep/d.md', 'src/[id].ts']],
    ['src/**/*.{ts,md}', ['src/a.ts', 'src/deep/c.ts', 'src/deep/d.md', 'src/[id].ts']],
    ['{*.tsx,src/{a,deep/c}.ts}', ['b.tsx', 'src/a.ts', 'src/deep/c.ts']],
    ['?.tsx', ['b.tsx']],
    ['!x#', ['!x#']],
    ['src/\\[id].ts', ['src/[id].ts']],
    ['../*', []],
    ['/etc/*', []],
    ['{', []],
  ] as const) {
    it(`means ${expected.length === paths.length ? 'all' : expected.join(' ') || 'nothing'} by ${glob || 'nothing'}`, () => {
      const isMeant = fileGlob(glob) ?? assert.fail('it is one');
      assert.deepEqual(paths.filter(isMeant), expected);
    });
  }

  it('stands for so many patterns at most', () => {
    assert.equal(fileGlob('{a,b}'.repeat(40)), undefined);
    assert.equal(fileGlob(`{${'a,'.repeat(500)}}`), undefined);
  });

  it('of many stars is read in no time', () => {
    const isMeant = fileGlob(`${'*a'.repeat(200)}b`) ?? assert.fail('it is one');
    assert.equal(isMeant('a'.repeat(1_000)), false);
    assert.equal(fileGlob(`${'**/a/'.repeat(100)}b`)?.('a/'.repeat(400)), false);
  });
});
