import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rewrite } from '../../../src/tasks/rewrite.ts';
import { taskSettings } from './taskSettings.ts';

function read(answer: string, text: string) {
  const source = { text, languageId: 'markdown', fileName: 'a.md' };
  return rewrite.answer?.({ source, words: 'Shorter' }, taskSettings).read(answer, []);
}

describe('a rewrite', () => {
  const made = { kind: 'rewrite', languageId: 'markdown', unchanged: false };
  const fenced = '```js\na\n```';
  const rows: [what: string, answer: string, source: string, result: unknown][] = [
    ['is the answer', 'b', 'a', { ...made, text: 'b' }],
    ['is what is in the fence around it', '```c++\nb\n```', 'a', { ...made, text: 'b' }],
    ['is a fence when the source is one', '```js\nb\n```', fenced, { ...made, text: '```js\nb\n```' }],
    [
      'is the inner one of two fences when the source is one',
      '````markdown\n```js\nb\n```\n````',
      fenced,
      { ...made, text: '```js\nb\n```' },
    ],
    ['says so when it changes nothing', '```\n a\n```\n', ' a\n', { ...made, text: ' a\n', unchanged: true }],
    ['is none without a text', '```\n\n```', 'a', undefined],
  ];
  for (const [what, answer, source, result] of rows) {
    it(what, () => assert.deepEqual(read(answer, source), result));
  }

  it('is asked for with what the editor knows about the code, where nothing can end it', () => {
    const source = { text: 'wait()', languageId: 'python', fileName: 'a.py' };
    const context = 'Types:\n- wait() -> ```None```';
    const { content } = rewrite.prompt({ source, context, words: 'Shorter' }, taskSettings);
    assert.equal(
      content,
      'Shorter\n\na.py\n\n```python\nwait()\n```\n\nWhat the editor knows about this code:\n\n' +
        '````\nTypes:\n- wait() -> ```None```\n````',
    );
  });
});
