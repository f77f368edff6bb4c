import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tagEntries } from '../../../src/tasks/tagEntries.ts';

const inText = new Map([
  ['b.ts', ['retry', 'upload']],
  ['a.ts', ['retry']],
  ['empty.ts', []],
]);
const saved = new Map([
  ['a.ts', ['retry', 'Limits']],
  ['file10', ['part 10', 'part 9']],
  ['file9', ['part 9']],
]);

describe('the tags of all sources', () => {
  it('come with their files, each once, in alphabetical order and numbers as numbers', () => {
    assert.deepEqual(tagEntries([inText, saved], ''), [
      { tag: 'Limits', files: ['a.ts'] },
      { tag: 'part 9', files: ['file9', 'file10'] },
      { tag: 'part 10', files: ['file10'] },
      { tag: 'retry', files: ['a.ts', 'b.ts'] },
      { tag: 'upload', files: ['b.ts'] },
    ]);
  });

  it('can be filtered by a part of them, in whatever case', () => {
    const tags = (filter: string) => tagEntries([inText, saved], filter).map(({ tag }) => tag);
    assert.deepEqual(tags('LI'), ['Limits']);
    assert.deepEqual(tags('r'), ['part 9', 'part 10', 'retry']);
    assert.deepEqual(tags('none'), []);
  });
});
