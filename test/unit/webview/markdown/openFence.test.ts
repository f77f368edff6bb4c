import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openFence } from '../../../../src/webview/markdown/openFence.ts';

function block(language: string, text: string, info = language) {
  return { tag: 'code-block', language, info, text, closed: false, sealed: false };
}

describe('a tail that is an open code fence', () => {
  test('is its code so far', () => {
    assert.deepEqual(openFence('```ts\nconst a'), block('ts', 'const a'));
    assert.deepEqual(openFence('~~~~\na\n~~~\nb'), block('', 'a\n~~~\nb'));
    assert.deepEqual(openFence('```js title="x"\n'), block('js', '', 'js title="x"'));
  });

  test('holds back a last line that may become the closing fence', () => {
    assert.deepEqual(openFence('```\na\n``'), block('', 'a'));
    assert.deepEqual(openFence('```\na\n  `'), block('', 'a'));
    assert.deepEqual(openFence('```\na\n`b'), block('', 'a\n`b'));
  });

  for (const other of [
    '',
    'text',
    '```',
    '```ts',
    '``` `x`\ntext',
    '```\na\n```',
    '```\na\n````\nb',
    ' ```\na',
  ]) {
    test(`leaves to the lexer: ${JSON.stringify(other)}`, () => assert.equal(openFence(other), undefined));
  }
});
