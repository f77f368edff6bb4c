import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fence } from '../../../src/models/fence.ts';
import { countTokens, fitsTokens, mostTokens } from '../../../src/models/tokens.ts';

describe('tokens', () => {
  it('are counted as the model counts them', async () => {
    assert.equal(await countTokens('Hello, world!'), 4);
    assert.equal(await countTokens(''), 0);
  });

  it('are counted the same however long the text', async () => {
    const sentence = 'The queue retries three times. ';
    const one = await countTokens(sentence);
    // Cutting between words neither splits nor joins a token; the space at the end is the next sentence's.
    const many = await countTokens(sentence.repeat(500));
    assert.ok(Math.abs(many - one * 500) <= 500, `${many} for 500 times ${one}`);
  });

  it('treats the markers of the vocabulary as text', async () => {
    assert.ok((await countTokens('<|endoftext|>')) > 1);
  });

  it('of a long run without spaces are counted in pieces', async () => {
    const count = await countTokens('a'.repeat(200_000));
    assert.ok(count > 20_000 && count < 60_000, String(count));
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
