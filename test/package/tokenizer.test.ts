import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import * as z from 'zod/mini';
import { root } from '../../scripts/folders.ts';
import { seededRandom } from '../ui/webview/random.ts';

const require = createRequire(import.meta.url);
const tokenizerFile = join(root, 'dist/lazy/tokenizer.js');
const { countEach } = z
  .object({
    countEach: z.custom<(texts: readonly string[]) => Promise<number[]>>(it => typeof it === 'function'),
  })
  .parse(require(join(root, 'dist/lazy/countingThread.js')));

function count(text: string): number {
  return encode(text, { disallowedSpecial: new Set() }).length;
}

/** Of every kind of character, so that all sorts of tokens come up. */
function randomText(random: () => number): string {
  const blocks = [0x20, 0x61, 0xc0, 0x391, 0x430, 0x5d0, 0x627, 0x915, 0x3042, 0x4e00, 0xac00, 0x1f600];
  return Array.from({ length: 400 }, () => {
    const block = blocks[Math.floor(random() * blocks.length)] ?? 0x61;
    return String.fromCodePoint(block + Math.floor(random() * 26));
  }).join('');
}

describe('the packed vocabulary', () => {
  it('counts the project’s own files as the tokenizer’s package does', async () => {
    const files = globSync(['src/**/*.ts', 'docs/*.md', 'package-lock.json'], { cwd: root });
    assert.ok(files.length > 100);
    const texts = files.map(file => readFileSync(join(root, file), 'utf8'));
    assert.deepEqual(await countEach(texts), texts.map(count));
  });

  it('counts any characters as it does', async () => {
    const random = seededRandom(1);
    const texts = Array.from({ length: 200 }, () => randomText(random));
    assert.deepEqual(await countEach(texts), texts.map(count));
  });

  it('is on a thread of its own', async () => {
    await countEach(['a']);
    assert.ok(!(tokenizerFile in require.cache));
    // It would be seen here.
    require(tokenizerFile);
    assert.ok(tokenizerFile in require.cache);
  });
});
