import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Links } from 'marked';
import { lex } from '../../../../src/markdown/lex.ts';
import { lexTail } from '../../../../src/webview/markdown/lexTail.ts';

function raws(tokens: { raw: string }[]): string[] {
  return tokens.map(token => token.raw);
}

describe('the tail of a growing text', () => {
  test('keeps its only block open', () => {
    assert.deepEqual(lexTail('one\ntwo', {}).settled, []);
    assert.deepEqual(lexTail('', {}), { settled: [], open: [] });
  });

  test('does not settle a block for white space after it: a list may go on', () => {
    assert.deepEqual(lexTail('- one\n\n', {}).settled, []);
    assert.equal(lexTail('- one\n\n  more', {}).open.length, 1);
  });

  test('settles a block once the next one exists', () => {
    const { settled, open } = lexTail('# Title\n\nfirst\n\nsecond', {});
    assert.deepEqual(raws(settled).join(''), '# Title\n\nfirst\n\n');
    assert.deepEqual(raws(open), ['second']);
  });

  test('does not take a definition for a block', () => {
    assert.deepEqual(lexTail('text\n\n[a]: https://example.com\n', {}).settled, []);
  });

  test('resolves references to definitions of the settled part', () => {
    const links: Links = { a: { href: 'https://example.com', title: null } };
    const [paragraph] = lexTail('see [a]', links).open;
    assert.ok(paragraph && 'tokens' in paragraph);
    assert.deepEqual(
      paragraph.tokens?.map(token => token.type),
      ['text', 'link'],
    );
  });

  test('does not remember a definition that may still grow', () => {
    const links: Links = {};
    lexTail('[a]: https://exam', links);
    assert.deepEqual(links, {});
  });

  test('settles exactly the source, wherever the text was cut', () => {
    const source =
      '# A\ntext\n\n- one\n- two\n\n  more\n\n```js\ncode\n\n```\nafter\n\n> quote\nlazy\n\n| a |\n|---|\n| 1 |\n\n    indented\n\n<div>\nx\n</div>\n\n***\nend';
    for (let cut = 1; cut <= source.length; cut++) {
      const text = source.slice(0, cut);
      assert.ok(text.startsWith(raws(lexTail(text, {}).settled).join('')));
    }
    assert.equal(raws(lexTail(source, {}).settled).join(''), source.slice(0, -'end'.length));
  });

  test('is one plain paragraph when its nesting exhausts the lexer', () => {
    const source = '>'.repeat(20_000);
    const tokens = lex(source);
    assert.equal(tokens.length, 1);
    assert.equal(tokens[0]?.raw, source);
  });
});
