import assert from 'node:assert/strict';
import { test } from 'node:test';
import { triggerAt } from '../../../src/webview/triggerAt.ts';

/** The cursor is at the bar. */
const cases: [string, ReturnType<typeof triggerAt>][] = [
  ['/|', { mark: '/', query: '', start: 0 }],
  ['/expl|', { mark: '/', query: 'expl', start: 0 }],
  ['/größe-2|', { mark: '/', query: 'größe-2', start: 0 }],
  ['/expl|ain this', { mark: '/', query: 'expl', start: 0 }],
  ['/explain |', undefined],
  ['/usr/bin|', undefined],
  [' /expl|', undefined],
  ['and/or|', undefined],
  ['@|', { mark: '@', query: '', start: 0 }],
  ['see @src/a.ts| and', { mark: '@', query: 'src/a.ts', start: 4 }],
  ['two\n@b|', { mark: '@', query: 'b', start: 4 }],
  ['me@example.com|', undefined],
  ['see @a |', undefined],
  ['|@a', undefined],
  ['', undefined],
];

for (const [text, expected] of cases) {
  test(`${JSON.stringify(text)} ${expected ? `asks for ${expected.mark}${expected.query}` : 'asks for nothing'}`, () => {
    const cursor = text.includes('|') ? text.indexOf('|') : 0;
    assert.deepEqual(triggerAt(text.replace('|', ''), cursor), expected);
  });
}
