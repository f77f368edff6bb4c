import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ImageDetail,
  imageTokens,
  lookedAt,
  mostImageTokens,
  pictureTokens,
} from '../../../src/models/imageTokens.ts';
import type { ImageCost } from '../../../src/models/provider.ts';
import { estimateTokens } from '../../../src/usage/estimateTokens.ts';
import { dearestCost, tokensAgainstLimit } from '../../../src/usage/requestSize.ts';

const tiles: ImageCost = { base: 2_833, tile: 5_667 };
const patches: ImageCost = { patches: 1_536, factor: 1.62 };

/** Width and height, detail, tokens with tiles; by OpenAI's page on images and its price list. */
const cases: [number, number, ImageDetail, number][] = [
  [512, 512, 'high', 2_833 + 5_667],
  [513, 512, 'high', 2_833 + 2 * 5_667],
  // Scaled to 768 × 768: four tiles.
  [1024, 1024, 'high', 2_833 + 4 * 5_667],
  // Scaled to 1024 × 2048, then to 768 × 1536: six tiles.
  [2048, 4096, 'high', 2_833 + 6 * 5_667],
  [4096, 8192, 'low', 2_833],
  [1, 1, 'auto', 2_833 + 5_667],
];
for (const [width, height, detail, expected] of cases) {
  test(`a picture of ${width} × ${height} has ${expected} tokens, looked at ${detail}`, () => {
    assert.equal(imageTokens({ width, height, detail }, tiles), expected);
  });
}

test('some models count patches, up to a bound', () => {
  assert.equal(imageTokens({ width: 64, height: 33, detail: 'high' }, patches), Math.ceil(4 * 1.62));
  assert.equal(imageTokens({ width: 2048, height: 2048, detail: 'low' }, patches), Math.ceil(576 * 1.62));
  assert.equal(imageTokens({ width: 10, height: 10, detail: 'high' }, undefined), undefined);
});

test('no picture is looked at in more than 768 by 2,048 pixels, nor made larger, nor vanishes', () => {
  for (const [width, height] of [
    [20_000, 20_000],
    [20_000, 3],
    [3, 20_000],
    [800, 600],
    [1, 1],
  ] as const) {
    const size = lookedAt({ width, height });
    const [short, long] = [size.width, size.height].sort((a, b) => a - b);
    assert(short && long && short >= 1 && short <= 768 && long <= 2048 && size.width <= width);
    const tokens = imageTokens({ width, height, detail: 'high' }, tiles);
    assert(tokens !== undefined && tokens <= mostImageTokens({ imageCost: tiles }));
  }
});

test('a request is counted with its pictures, and without their bytes', async () => {
  const url = `data:image/png;base64,${'A'.repeat(100_000)}`;
  const content = [
    { type: 'text' as const, text: 'What is it?' },
    { type: 'image_url' as const, image_url: { url, detail: 'low' as const } },
  ];
  const messages = [{ role: 'user' as const, content }];
  const words = await estimateTokens({
    messages: [{ role: 'user', content: 'What is it?' }],
  });
  const pictures = pictureTokens([{ width: 9, height: 9, detail: 'low' }], tiles);
  assert.equal(await estimateTokens({ messages, pictureTokens: pictures }), words + 2_833);
  const model = { id: 'm', takes: {}, features: [], unverified: [], imageCost: tiles };
  const body = { model: 'm', messages, max_completion_tokens: 0 };
  assert.equal(mostImageTokens(model), 2_833 + 8 * 5_667);
  const least = mostImageTokens(model);
  const counted = tokensAgainstLimit(body, model);
  assert(counted > least && counted < least + 100, `${counted}`);
  const price = { input: 1, cachedInput: 1, output: 0 };
  const dearest = dearestCost(body, model, price) * 1_000_000;
  assert(dearest > least && dearest < least + 400, `${dearest}`);
});
