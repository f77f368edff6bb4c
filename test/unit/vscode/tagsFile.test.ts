import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeTagsFile, entriesUnder, readTagsFile } from '../../../src/vscode/tags/tagsFile.ts';

const one = '{\n  "version": 1,\n  "files": {\n    "src/queue.ts": [\n      "retry"\n    ]\n  }\n}\n';

describe('a tags file', () => {
  it('is made for the first tags', () => {
    assert.equal(changeTagsFile('', [['src/queue.ts', ['retry']]]), one);
    assert.equal(changeTagsFile('\n', [['src/queue.ts', ['retry']]]), one);
  });

  it('keeps files in the order of their names, whatever comes when', () => {
    const files = ['b', 'a/c', 'c', 'a', 'ä', 'B'];
    const orders = [files, [...files].reverse(), [...files].sort()].map(order =>
      changeTagsFile(
        '',
        order.map(file => [file, [file]] as const),
      ),
    );
    assert.equal(new Set(orders).size, 1);
    assert.deepEqual(Object.keys(JSON.parse(orders[0] ?? '').files), ['B', 'a', 'a/c', 'b', 'c', 'ä']);
  });

  it('has a file’s tags replaced, and nothing else touched', () => {
    const text =
      '// ours\r\n{\r\n  "version": 1, // the only one\r\n  "owner": "me",\r\n  "files": {\r\n    "a": ["x"], // why\r\n    "b": ["y"],\r\n  },\r\n}\r\n';
    const changed = changeTagsFile(text, [['b', ['z']]]);
    assert.deepEqual(readTagsFile(changed ?? ''), { a: ['x'], b: ['z'] });
    assert.equal(changed?.replace(/\[\s*"z"\s*\]/, '["y"]'), text);
  });

  it('loses the entry of a file that has no tags any more', () => {
    assert.deepEqual(readTagsFile(changeTagsFile(one, [['src/queue.ts', undefined]]) ?? ''), {});
    assert.equal(changeTagsFile(one, [['other.ts', undefined]]), one);
  });

  it('is made whole when it has no files yet', () => {
    assert.deepEqual(readTagsFile(changeTagsFile('{ "version": 1 }', [['a', ['x']]]) ?? ''), { a: ['x'] });
  });

  it('takes any name, quotes and all', () => {
    const file = 'a "b"\\c/重试.ts';
    assert.deepEqual(readTagsFile(changeTagsFile(one, [[file, ['x']]]) ?? '')?.[file], ['x']);
  });

  const cut = '{"version": 1, "files": {"a": ["x"]';
  for (const broken of [
    '{',
    cut,
    '[]',
    '{"version": 2}',
    '{"version": 1, "files": {"a": "x"}}',
    'null',
    '{}',
  ]) {
    it(`is never changed when it is ${broken}`, () => {
      assert.equal(readTagsFile(broken), undefined);
      assert.equal(changeTagsFile(broken, [['a', ['x']]]), undefined);
    });
  }

  it('knows what lies in a folder, and not what only begins like it', () => {
    const files = { 'src/a': ['1'], 'src/b/c': ['2'], srcs: ['3'] };
    assert.deepEqual(entriesUnder(files, 'src'), [
      ['src/a', ['1']],
      ['src/b/c', ['2']],
    ]);
    assert.deepEqual(entriesUnder(files, 'srcs'), [['srcs', ['3']]]);
  });
});
