import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import * as z from 'zod/mini';
import { fence } from '../../../src/models/fence.ts';
import { countTokens, fitsTokens, mostTokens } from '../../../src/models/tokens.ts';
import { seededRandom } from '../../ui/webview/random.ts';

/** Counted by OpenAI's own tiktoken (1.0.22 on npm, its code in Rust), not by what Gloss counts with. */
const counted = z
  .array(z.object({ name: z.string(), tokens: z.number(), text: z.string() }))
  .parse(JSON.parse(await readFile(new URL('fixtures/tokens.json', import.meta.url), 'utf8')));

describe('tokens', () => {
  for (const { name, tokens, text } of counted) {
    it(`of ${name} are as many as OpenAI counts`, async () => {
      assert.equal(await countTokens(text), tokens);
    });
  }

  it('of nothing are none', async () => {
    assert.equal(await countTokens(''), 0);
  });

  it('of long runs without spaces are as many as OpenAI counts', async () => {
    // As above.
    const runs: [string, number][] = [
      ['a'.repeat(3001), 376],
      ['A'.repeat(3001), 376],
      ['='.repeat(3001), 48],
      [' '.repeat(3001), 24],
      ['haha'.repeat(700), 701],
      ['漢字仮名交じり文章'.repeat(300), 2700],
      ['TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQ'.repeat(80), 1920],
    ];
    for (const [run, tokens] of runs) assert.equal(await countTokens(run), tokens, run.slice(0, 10));
  });

  it('of more different words than anybody remembers are right, the first time and the second', async () => {
    const words = Array.from({ length: 60_000 }, (_, number) => `${number.toString(36)}x`).join(' ');
    for (const text of [words, words.slice(0, 9_999)]) {
      assert.equal(await countTokens(text), encode(text).length);
      assert.equal(await countTokens(text), encode(text).length);
    }
  });

  it('of any text are those that another way of merging finds', async () => {
    const next = seededRandom(1);
    const letters = [
      'a',
      'e',
      'st',
      'ing',
      'X',
      '9',
      '_',
      '=',
      ' ',
      '\n',
      'ß',
      'é',
      'ж',
      '的',
      '文',
      '\u0301',
      '🙂',
      '\ud800',
    ];
    for (let round = 0; round < 300; round += 1) {
      const length = 1 + Math.floor(next() * 80);
      const text = Array.from({ length }, () => letters[Math.floor(next() * letters.length)]).join('');
      assert.equal(await countTokens(text), encode(text).length, JSON.stringify(text));
    }
  });

  it('are no more than the bytes of a text that has few of those', async () => {
    assert.equal(await mostTokens('Größe', 7), 7);
    assert.equal(await mostTokens('Hello, world!', 12), 4);
  });

  it('fit or do not', async () => {
    assert.equal(await fitsTokens('a few words', 1000), true);
    assert.equal(await fitsTokens('word '.repeat(1000), 1200), true);
    assert.equal(await fitsTokens('word '.repeat(1000), 900), false);
    assert.equal(await fitsTokens('word '.repeat(1_000_000), 1000), false);
  });
});

describe('a fence', () => {
  it('cannot be closed by what it holds', () => {
    assert.equal(fence('a', 'ts'), '```ts\na\n```');
    assert.equal(fence('```js\nx\n```', ''), '````\n```js\nx\n```\n````');
    assert.equal(fence('`````', ''), '``````\n`````\n``````');
  });
});
