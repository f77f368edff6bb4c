import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tagsCsv } from '../../../src/tasks/tagsCsv.ts';

describe('tags as CSV', () => {
  it('are a row each, below the names of the columns', () => {
    const rows = [
      { file: 'src/queue.ts', tags: ['retry', '重试'] },
      { file: 'none.ts', tags: [] },
    ];
    assert.equal(tagsCsv(rows), 'file,tag\r\nsrc/queue.ts,retry\r\nsrc/queue.ts,重试\r\n');
  });

  const cells: [text: string, cell: string][] = [
    ['a, b', '"a, b"'],
    ['"a"', '"""a"""'],
    ['a\nb', '"a\nb"'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['\t=1', "'\t=1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['a=b', 'a=b'],
  ];
  for (const [text, cell] of cells) {
    it(`write ${JSON.stringify(text)} as ${cell}`, () => {
      assert.equal(tagsCsv([{ file: 'a', tags: [text] }]), `file,tag\r\na,${cell}\r\n`);
    });
  }
});
