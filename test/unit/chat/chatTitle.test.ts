import assert from 'node:assert/strict';
import { test } from 'node:test';
import { titleIn, titleMessages } from '../../../src/chat/chatTitle.ts';

for (const [said, title] of [
  ['Retrying uploads', 'Retrying uploads'],
  ['  "Retrying uploads."\n', 'Retrying uploads'],
  ['**Title: Uploads**', 'Title: Uploads'],
  ['Title: Uploads', 'Uploads'],
  ['# Uploads\nand more of it', 'Uploads'],
  ['„Hochladen wiederholen“', 'Hochladen wiederholen'],
  ['Up\u202eloads\u0007', 'Uploads'],
  ['x'.repeat(80), `${'x'.repeat(59)}…`],
  ['""', undefined],
  [' \n', undefined],
] as const) {
  test(`${JSON.stringify(said)} names a conversation ${JSON.stringify(title)}`, () => {
    assert.equal(titleIn(said), title);
  });
}

test('what is asked for a title has no more of a long conversation than its beginning', () => {
  const [, asked] = titleMessages('q'.repeat(100_000), 'a'.repeat(100_000));
  assert.equal(typeof asked?.content, 'string');
  assert.equal(String(asked?.content).match(/q+/)?.[0].length, 600);
  assert(String(asked?.content).length < 1_300);
});
