import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hiddenCharacters, showHidden, withoutHidden } from '../../../src/markdown/hiddenCharacters.ts';

describe('characters that cannot be seen', () => {
  const table: [what: string, text: string, found: string[]][] = [
    ['an override of the direction', 'a\u202eb', ['U+202E']],
    ['isolates, each once', '\u2066a\u2069\u2066', ['U+2066', 'U+2069']],
    ['a blank without width', 'rm\u200b -rf', ['U+200B']],
    ['an escape', 'a\u001b[201~b', ['U+001B']],
    ['a carriage return', 'safe\rother', ['U+000D']],
    ['tags', 'a\u{e0041}\u{e0042}', ['U+E0041', 'U+E0042']],
    ['a byte order mark', '\ufeffx', ['U+FEFF']],
    ['a filler', 'const \u3164 = 1', ['U+3164']],
    ['a joiner between letters of ASCII', 'ad\u200dmin', ['U+200D']],
    ['a selector after a letter of ASCII', 'x\ufe0f', ['U+FE0F']],
    ['a selector for smuggling', 'a\u{e0101}', ['U+E0101']],
  ];
  for (const [what, text, found] of table) {
    test(`include ${what}`, () => {
      assert.deepEqual(hiddenCharacters(text), found);
      assert.deepEqual(hiddenCharacters(withoutHidden(text)), []);
    });
  }

  for (const text of ['a\tb\nc', '👩‍👩‍👧‍👦 ❤️ 1️⃣', 'می‌خواهم', 'क्‍ष', 'naïve – “words” 你好', 'no break']) {
    test(`are not in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(hiddenCharacters(text), []);
      assert.deepEqual(showHidden([text]), [text]);
    });
  }

  test('are named beside the text, which stays as it is', () => {
    const code = { tag: 'span' as const, attributes: { class: 'hl-string' }, children: ['a\u202eb'] };
    const [first, span] = showHidden(['x', code]);
    assert.equal(first, 'x');
    assert.deepEqual(span, {
      ...code,
      children: [
        'a',
        {
          tag: 'span',
          attributes: { class: 'hidden-character', 'data-code': 'U+202E' },
          children: ['\u202e'],
        },
        'b',
      ],
    });
  });
});
