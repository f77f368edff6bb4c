import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import * as z from 'zod/mini';
import { root } from '../../scripts/folders.ts';
import { seededRandom } from '../ui/webview/random.ts';

const tokenizer = z.object({
  countTokens: z.custom<(text: string) => number>(it => typeof it === 'function'),
});
const { countTokens } = tokenizer.parse(createRequire(import.meta.url)(join(root, 'dist/lazy/tokenizer.js')));

/** Of every kind of character, so that all sorts of tokens come up. */
function randomText(random: () => number): string {
  const blocks = [0x20, 0x61, 0xc0, 0x391, 0x430, 0x5d0, 0x627, 0x915, 0x3042, 0x4e00, 0xac00, 0x1f600];
  return Array.from({ length: 400 }, () => {
    const block = blocks[Math.floor(random() * blocks.length)] ?? 0x61;
    return String.fromCodePoint(block + Math.floor(random() * 26));
  }).join('');
}

describe('the packed vocabulary', () => {
  it('counts the project’s own files as the tokenizer’s package does', () => {
    const files = globSync(['src/**/*.ts', 'docs/*.md', 'package-lock.json'], { cwd: root });
    assert.ok(files.length > 100);
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8');
      assert.equal(countTokens(text), encode(text, { disallowedSpecial: new Set() }).length, file);
    }
  });

  it('counts any characters as it does', () => {
    const random = seededRandom(1);
    for (let round = 0; round < 200; round++) {
      const text = randomText(random);
      assert.equal(countTokens(text), encode(text, { disallowedSpecial: new Set() }).length, text);
    }
  });
});
