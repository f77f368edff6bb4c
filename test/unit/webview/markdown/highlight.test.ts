import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Markup } from '../../../../src/markdown/markup.ts';
import { highlight } from '../../../../src/webview/markdown/highlight.ts';
import { aliases, languages } from '../../../../src/webview/markdown/languages.ts';

function textOf(markup: Markup[]): string {
  return markup
    .map(piece => {
      if (typeof piece === 'string') return piece;
      return piece.tag === 'code-block' ? piece.text : textOf(piece.children);
    })
    .join('');
}

describe('highlighting', () => {
  test('marks keywords, strings and comments', () => {
    const classes = highlight("const a = 'b'; // c", 'typescript').flatMap(piece =>
      typeof piece === 'string' || piece.tag === 'code-block' ? [] : [piece.attributes.class],
    );
    assert.deepEqual(classes, ['hl-keyword', 'hl-string', 'hl-comment']);
  });

  const hostile = '<script>alert(1)</script> &amp; "\'` {x} <!-- --> \u0000 \ud83d\ude00 // /* # -- end';
  for (const language of [
    ...Object.keys(languages),
    ...Object.values(aliases).flat(),
    'ts',
    'py',
    'sh',
    'html',
  ]) {
    test(`changes no character of ${language}`, () => {
      assert.equal(textOf(highlight(hostile, language)), hostile);
    });
  }

  test('colours a language within another', () => {
    const markup = highlight('<style>a { color: red }</style>', 'html');
    assert.ok(JSON.stringify(markup).includes('hl-attribute'));
  });

  for (const language of ['', 'brainfuck', '__proto__', 'constructor', 'toString']) {
    test(`leaves ${JSON.stringify(language)} as it is`, () => {
      assert.deepEqual(highlight('const a', language), ['const a']);
    });
  }

  test('leaves a block of a size that would be felt', () => {
    const long = 'const a = 1;\n'.repeat(5000);
    assert.deepEqual(highlight(long, 'js'), [long]);
  });
});
