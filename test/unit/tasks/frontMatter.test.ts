import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTags, setTags } from '../../../src/tasks/frontMatter.ts';

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
    [
      'comments and quoted keys beside it',
      '---\n# about\n"title": \'x\' # keep\ntags: # why\n  - old\n# end\n---\n',
      '---\n# about\n"title": \'x\' # keep\ntags: # why\n  - a-b\n  - c\n# end\n---\n',
    ],
    [
      'CRLF and a list in lines',
      '---\r\ntags:\r\n  - old\r\nx: 1\r\n---\r\n',
      '---\r\ntags:\r\n  - a-b\r\n  - c\r\nx: 1\r\n---\r\n',
    ],
    ['a text of several lines', '---\ntags: |\n  old\nx: 1\n---\n', '---\ntags: [a-b, c]\nx: 1\n---\n'],
    [
      'a list in brackets over several lines',
      '---\ntags: [\n  old,\n  older\n]\nx: 1\n---\n',
      '---\ntags: [a-b, c]\nx: 1\n---\n',
    ],
    ['all of it in braces', '---\n{ tags: [old], x: 1 }\n---\n', '---\n{ tags: [a-b, c], x: 1 }\n---\n'],
    ['tags that something else refers to are left alone', '---\ntags: &t [old]\nx: *t\n---\n', undefined],
    ['tags that come twice are left alone', '---\ntags: [a]\ntags: [b]\n---\n', undefined],
    ['TOML is left alone', '+++\ntitle = "x"\n+++\n', undefined],
    ['TOML between lines of its own is left alone', '---toml\ntitle = "x"\n---\n', undefined],
    ['JSON is left alone', '{\n  "title": "x"\n}\n\nText\n', undefined],
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

  it('read back as they were written', () => {
    const tags = ['a-b', '2026', 'yes', 'no:w', '重试', "it's", '- x', '# y', 'true'];
    for (const [, before] of shapes) {
      const file = withTags(before, tags);
      if (file !== undefined) assert.deepEqual(readTags(file), tags, before);
    }
  });

  const read: [what: string, file: string, tags: string[]][] = [
    ['none without front matter', '# Title\n', []],
    ['none in TOML', '+++\ntags = ["a"]\n+++\n', []],
    ['none in what is no YAML', '---\ntags: [a\n---\n', []],
    ['a list', '---\ntags:\n  - a\n  - b c\n---\n', ['a', 'b c']],
    ['words with commas between them', '---\ntags: a, b\n---\n', ['a', 'b']],
    ['numbers', '---\ntags: [2026, yes]\n---\n', ['2026', 'yes']],
    ['no value', '---\ntags:\n---\n', []],
    ['what is no list', '---\ntags: { a: 1 }\n---\n', []],
  ];
  for (const [what, file, tags] of read) {
    it(`are read: ${what}`, () => assert.deepEqual(readTags(file), tags));
  }
});
