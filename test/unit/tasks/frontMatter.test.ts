import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTags } from '../../../src/tasks/frontMatter.ts';

function withTags(file: string, tags: string[]): string | undefined {
  const change = setTags(file, tags);
  return change && file.slice(0, change.start) + change.text + file.slice(change.end);
}

describe('tags in front matter', () => {
  const shapes: [shape: string, before: string, after: string | undefined][] = [
    ['there is none', '# Title\n', '---\ntags:\n  - a-b\n  - c\n---\n\n# Title\n'],
    ['the file is empty', '', '---\ntags:\n  - a-b\n  - c\n---\n\n'],
    [
      'a rule later on is no front matter',
      'Text\n\n---\n',
      '---\ntags:\n  - a-b\n  - c\n---\n\nText\n\n---\n',
    ],
    [
      'it has none',
      '---\ntitle: x # keep\n---\nText\n',
      '---\ntitle: x # keep\ntags:\n  - a-b\n  - c\n---\nText\n',
    ],
    ['it is empty', '---\n---\nText\n', '---\ntags:\n  - a-b\n  - c\n---\nText\n'],
    [
      'a list in lines keeps its indentation',
      '---\ntags:\n    - old\n    - older\ndate: 2026-01-01\n---\n',
      '---\ntags:\n    - a-b\n    - c\ndate: 2026-01-01\n---\n',
    ],
    [
      'a list in lines at the margin',
      '---\ntags:\n- old\nx: 1\n---\n',
      '---\ntags:\n- a-b\n- c\nx: 1\n---\n',
    ],
    [
      'a list in brackets',
      '---\ntags: [old, "older"] # why\nx: 1\n---\n',
      '---\ntags: [a-b, c] # why\nx: 1\n---\n',
    ],
    ['one tag', "---\n'tags': old\n---\n", "---\n'tags': [a-b, c]\n---\n"],
    ['no value', '---\ntags:\nx: 1\n---\n', '---\ntags: [a-b, c]\nx: 1\n---\n'],
    ['a BOM', '\uFEFF---\nx: 1\n---\n', '\uFEFF---\nx: 1\ntags:\n  - a-b\n  - c\n---\n'],
    ['CRLF', '---\r\nx: 1\r\n---\r\nText\r\n', '---\r\nx: 1\r\ntags:\r\n  - a-b\r\n  - c\r\n---\r\nText\r\n'],
    ['what is no YAML is left alone', '---\ntitle: "unclosed\n---\n', undefined],
    ['what is indented is left alone', '---\n  x: 1\n---\n', undefined],
    ['what is no mapping is left alone', '---\n- a\n---\n', undefined],
    ['what is never closed is left alone', '---\ntitle: x\n', undefined],
  ];
  for (const [shape, before, after] of shapes) {
    it(shape, () => assert.equal(withTags(before, ['a-b', 'c']), after));
  }

  it('quotes what would not read as text', () => {
    assert.equal(
      withTags('---\ntags: []\n---\n', ['2026', 'yes', 'no:w']),
      '---\ntags: ["2026", "yes", no:w]\n---\n',
    );
  });
});
