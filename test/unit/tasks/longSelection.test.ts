import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countTokens } from '../../../src/models/tokens.ts';
import { firstLines } from '../../../src/tasks/firstLines.ts';
import { hasLongLine, isBinary } from '../../../src/tasks/textShape.ts';

describe('the first lines of a text', () => {
  const text = Array.from({ length: 100 }, (_, index) => `const value${index} = compute(${index});`).join(
    '\n',
  );

  it('are whole, as many as fit, and no more', async () => {
    const { text: first, lines, tokens } = await firstLines(text, 200);
    assert.equal(first, text.split('\n').slice(0, lines).join('\n'));
    assert.ok(lines > 5 && lines < 100, String(lines));
    assert.ok((await countTokens(first)) <= tokens && tokens <= 200);
    const next = text
      .split('\n')
      .slice(0, lines + 1)
      .join('\n');
    assert.ok((await countTokens(`${next}\n`)) > 200, 'another would have fitted');
  });

  it('are all of a text that fits', async () => {
    const first = await firstLines('a\r\n\r\nb\r\n', 100);
    assert.deepEqual({ ...first, tokens: 0 }, { text: 'a\r\n\r\nb', lines: 3, tokens: 0 });
  });

  it('are those that counting line by line finds, however long the text', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `${'word '.repeat(index % 40)}${index}\n`);
    let expected = 0;
    let tokens = 0;
    for (const line of lines) {
      tokens += await countTokens(line);
      if (tokens > 50_000) break;
      expected += 1;
    }
    assert.ok(expected > 1_000 && expected < 5_000, String(expected));
    assert.equal((await firstLines(lines.join(''), 50_000)).lines, expected);
  });

  it('are none when the first is too long already', async () => {
    assert.equal((await firstLines('word '.repeat(1000), 100)).lines, 0);
    assert.equal((await firstLines('a', -10)).lines, 0);
  });
});

describe('a text', () => {
  it('is binary with a NUL, or with many control characters', () => {
    assert.equal(isBinary('MZ\0\0'), true);
    assert.equal(isBinary('\x01\x02\x03abc'), true);
    assert.equal(isBinary('\ufffd\ufffdPNG\ufffd'), true);
  });

  it('is none with line breaks, tabs, form feeds, colours of a terminal, or any script', () => {
    for (const text of ['a\tb\r\n\fc', '\x1b[31mred\x1b[0m', '重试', '', '🙂']) {
      assert.equal(isBinary(text), false, JSON.stringify(text));
    }
  });

  it('has a line that nobody has typed', () => {
    assert.equal(hasLongLine(`a\n${'b'.repeat(5_001)}\nc`), true);
    assert.equal(hasLongLine(`${'b'.repeat(5_000)}\r\n`.repeat(3)), false);
  });
});
