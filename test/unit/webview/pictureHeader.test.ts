import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureHeader } from '../../../src/webview/pictureHeader.ts';

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap(part => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)),
  );
const riff = (...chunk: (string | number)[]) => bytes('RIFF', 0, 0, 0, 0, 'WEBP', ...chunk);

const pictures: Record<string, [Uint8Array, ReturnType<typeof pictureHeader>]> = {
  PNG: [
    bytes('\x89PNG\r\n\x1a\n', 0, 0, 0, 13, 'IHDR', 0, 0, 0x4e, 0x20, 0, 0, 0, 2),
    { type: 'image/png', width: 20_000, height: 2 },
  ],
  GIF: [bytes('GIF89a', 1, 2, 3, 0), { type: 'image/gif', width: 513, height: 3 }],
  'WebP, extended': [
    riff('VP8X', 10, 0, 0, 0, 0, 0, 0, 0, 0xff, 0, 1, 9, 0, 0),
    { type: 'image/webp', width: 65_792, height: 10 },
  ],
  'WebP without loss': [
    riff('VP8L', 0, 0, 0, 0, 0x2f, 0x02, 0xc0, 0x00, 0x00),
    { type: 'image/webp', width: 3, height: 4 },
  ],
  WebP: [
    riff('VP8 ', 0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x03, 0x40, 0x05, 0x00),
    { type: 'image/webp', width: 3, height: 5 },
  ],
  'JPEG, behind other segments': [
    bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 0, 0xff, 0xc2, 0, 11, 8, 0, 7, 1, 0),
    { type: 'image/jpeg', width: 256, height: 7 },
  ],
};

for (const [name, [picture, expected]] of Object.entries(pictures)) {
  test(`${name} says what it is and how large`, () => {
    assert.deepEqual(pictureHeader(picture), expected);
  });

  test(`${name} that ends too early says nothing`, () => {
    for (let length = 0; length < picture.length; length++) {
      const cut = picture.slice(0, length);
      assert.equal(pictureHeader(cut), undefined, `${length} bytes`);
    }
  });
}

test('what is no picture says nothing', () => {
  for (const text of ['', 'GIF', '<svg/>', '%PDF-1.7', 'RIFF....WAVEfmt '])
    assert.equal(pictureHeader(bytes(text)), undefined);
});

test('a JPEG of nothing but empty segments comes to an end', () => {
  assert.equal(
    pictureHeader(new Uint8Array(100_000).fill(0xff, 0, 1).fill(0xd8, 1, 2).fill(0xff, 2, 3)),
    undefined,
  );
});
