import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { maxLength, minLength } from '../../../src/schema/lengths.ts';

describe('a length', () => {
  const text = z.string().check(minLength(1), maxLength(3));
  const list = z.array(z.number()).check(minLength(1), maxLength(3));

  it('is that of a text or a list', () => {
    for (const [schema, good, bad] of [
      [text, ['a', 'abc'], ['', 'abcd']],
      [list, [[1], [1, 2, 3]], [[], [1, 2, 3, 4]]],
    ] as const) {
      for (const value of good) assert.equal(schema.safeParse(value).success, true);
      for (const value of bad) assert.equal(schema.safeParse(value).success, false);
    }
  });

  it('is not taken of anything else, whatever that says of itself', () => {
    const value: unknown = JSON.parse('{"length": {"valueOf": 1, "toString": 1}}');
    // If this fails, zod has been mended.
    assert.throws(() => z.string().check(z.maxLength(3)).safeParse(value), TypeError);
    for (const schema of [text, list]) {
      for (const odd of [value, { length: 2 }, { length: {} }, null, undefined, 2]) {
        assert.equal(schema.safeParse(odd).success, false);
      }
    }
  });
});
