import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ignoredBy, readIgnoreFile } from '../../../src/tasks/ignoreRules.ts';

type Files = Record<string, string>;

function rulesOf(files: Files) {
  return new Map(Object.entries(files).map(([folder, text]) => [folder, readIgnoreFile(text)]));
}

describe('ignore files', () => {
  /** What is left out is what `git check-ignore` says, 2.47. */
  const rows: [what: string, files: Files, out: string[], kept: string[]][] = [
    [
      'a name is at any depth',
      { '': 'dist' },
      ['dist', 'dist/a.js', 'src/dist/a.js'],
      ['distant', 'src/a.dist'],
    ],
    ['a slash at the end means folders', { '': 'build/' }, ['build/a', 'src/build/b'], ['x/build']],
    [
      'a slash at the start means one place',
      { '': '/out\n/a/b' },
      ['out', 'a/b', 'a/b/c'],
      ['src/out', 'x/a/b'],
    ],
    ['a slash within it, too', { '': 'doc/*.txt' }, ['doc/a.txt'], ['doc/b/a.txt', 'x/doc/a.txt']],
    [
      'a star is any text within a name',
      { '': '*.log\na*b*c' },
      ['x.log', 'd/e.log', 'abc', 'aXbYc', '.log'],
      ['x.log.txt', 'aXbY'],
    ],
    ['a question mark is one character', { '': 'a?c' }, ['abc'], ['ac', 'a/c']],
    [
      'brackets are one of several characters',
      { '': '[a-c]1\n[!x]2\n[^y]3\n[]]4\n[\\]z]5\n[a-]6' },
      ['a1', 'y2', 'x3', ']4', ']5', 'z5', '-6', 'a6'],
      ['d1', 'x2', 'y3', 'a4', 'b6'],
    ],
    ['a bracket that is not closed is nothing', { '': '[ab' }, [], ['[ab', 'a']],
    [
      'two stars are any number of folders',
      { '': '**/foo\na/**/b\nabc/**\nx/**/y/z' },
      ['foo', 'a/foo', 'a/b', 'a/x/b', 'a/x/y/b', 'abc/d', 'abc/d/e', 'x/y/z', 'x/1/2/y/z'],
      ['abc', 'q/abc/d'],
    ],
    ['two stars within a name are one', { '': 'a**b\nfoo**/bar' }, ['ab', 'axxb'], ['a/b']],
    ['what is left out can be taken back in', { '': '**\n!keep' }, ['a', 'a/b', 'a/keep'], ['keep']],
    [
      'folders have to be taken back in for what is in them',
      { '': '*\n!*/\n!*.ts' },
      ['a.js', 'd/e.js'],
      ['a.ts', 'd/e.ts'],
    ],
    [
      'a later line goes before an earlier one',
      { '': '*.log\n!keep.log' },
      ['a.log'],
      ['keep.log', 'd/keep.log'],
    ],
    [
      'nothing in a folder that is left out is taken back in',
      { '': 'dist/\n!dist/keep.js' },
      ['dist/keep.js', 'dist/a.js'],
      [],
    ],
    [
      'unless only what is in it is left out',
      { '': 'dist/*\n!dist/keep.js' },
      ['dist/a.js'],
      ['dist/keep.js'],
    ],
    ['the last word counts', { '': '!a\na\n!b\nb\n!b' }, ['a'], ['b']],
    ['a comment is no pattern', { '': '# a\n\n  \n\\#b\n\\!c\n#d' }, ['#b', '!c'], ['# a', '#d', 'a', 'd']],
    [
      'spaces at the end count with a backslash alone',
      { '': 'a  \nb\\ \nc d' },
      ['a', 'b ', 'c d'],
      ['a  ', 'b'],
    ],
    ['lines may end as on Windows', { '': 'a\r\nb/\r\n' }, ['a', 'b/c'], []],
    ['a backslash takes a sign literally', { '': '\\*x\n\\?y\nz\\\\' }, ['*x', '?y'], ['ax', 'ay']],
    [
      'the file of a folder goes before that of the folder around it',
      { '': '*.gen', src: '!keep.gen\nlocal', 'src/deep': '/top' },
      ['a.gen', 'src/a.gen', 'src/local', 'src/deep/top'],
      ['src/keep.gen', 'src/deep/keep.gen', 'local', 'src/top', 'src/deep/x/top'],
    ],
    ['but is not looked at when its folder is left out', { '': 'src/', src: '!a' }, ['src/a'], []],
    ['slashes alone are nothing', { '': '/\n//\na//b' }, [], ['a/b', 'c']],
    ['a folder at one place', { '': 'a/b/' }, ['a/b/c'], ['a/b', 'x/a/b/c']],
    ['a dot is a dot', { '': '.*\n!.github' }, ['.env', 'src/.env'], ['.github/x']],
    ['folders below a folder', { '': 'a/**/' }, ['a/b/c'], ['a/b']],
    ['folders at any depth', { '': '**/tmp/' }, ['tmp/a', 'x/tmp/a'], ['tmp']],
    ['many stars take no time', { '': '*a*a*a*a*a*a*a*a*a*a*b' }, [`${'a'.repeat(60)}b`], ['a'.repeat(60)]],
  ];
  for (const [what, files, out, kept] of rows) {
    it(what, () => {
      const isIgnored = ignoredBy(rulesOf(files));
      assert.deepEqual([...out, ...kept].filter(isIgnored), out);
    });
  }

  it('do not speak of a folder that was chosen, nor of those around it', () => {
    const rules = rulesOf({ '': 'dist/\n*.log', dist: 'local' });
    const isIgnored = ignoredBy(rules, 'dist/web');
    assert.deepEqual(
      ['dist/web/a.js', 'dist/web/deep/b.js', 'dist/web/a.log', 'dist/web/local'].filter(isIgnored),
      ['dist/web/a.log', 'dist/web/local'],
    );
  });

  it('tell of folders by the slash at their end', () => {
    const isIgnored = ignoredBy(rulesOf({ '': 'dist/' }));
    assert.deepEqual([isIgnored('dist/'), isIgnored('dist'), isIgnored('a/dist/b/')], [true, false, true]);
  });
});
