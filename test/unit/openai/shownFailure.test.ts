import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redacted } from '../../../src/openai/redact.ts';
import { shownFailure } from '../../../src/openai/shownFailure.ts';
import { encodedForms } from '../../wire/encodedForms.ts';

const key = 'sk-proj-a/b+c"d<0123456789';

describe('a failure that is shown', () => {
  it('has no more of others’ words than a reason takes, and of a page than it takes to know it', () => {
    const detail = 'x'.repeat(100_000);
    assert.deepEqual(shownFailure({ kind: 'server', status: 500, detail }, key), {
      kind: 'server',
      status: 500,
      detail: 'x'.repeat(4_000),
    });
    assert.equal(shownFailure({ kind: 'notAnApi', detail }, key).detail, 'x'.repeat(200));
    assert.equal(shownFailure({ kind: 'server', detail }, '').detail, 'x'.repeat(4_000));
    assert.deepEqual(shownFailure({ kind: 'empty' }, key), { kind: 'empty' });
  });

  it('has the key in no part of it', () => {
    const failure = { kind: 'server', code: key, detail: `a ${key}` } as const;
    assert.deepEqual(shownFailure(failure, key), { kind: 'server', code: redacted, detail: `a ${redacted}` });
  });

  for (const [form, encode] of Object.entries(encodedForms)) {
    it(`has no part of a key, ${form}, that stands where it is cut`, () => {
      const encoded = encode(key);
      // Short enough to be of many keys.
      const visible = encode(key.slice(0, 9)).replace(/=+$/, '').length;
      for (const [kind, longest] of [
        ['server', 4_000],
        ['notAnApi', 200],
      ] as const) {
        for (let cut = 0; cut <= encoded.length; cut++) {
          const detail = `${'.'.repeat(longest - cut - 1)} ${encoded} ${encoded} and so on`;
          const shown = shownFailure({ kind, detail }, key).detail ?? '';
          assert.ok(shown.length <= longest);
          assert.ok(!shown.includes(encoded.slice(0, visible + 1)), `${cut}: ${shown.slice(-60)}`);
        }
      }
      // Nor where what stands before it is taken out, so that more of the text is shown.
      const many = shownFailure({ kind: 'server', detail: `${encoded} `.repeat(10_000) }, key).detail ?? '';
      assert.ok(!many.includes(encoded.slice(0, visible + 1)), many.slice(-100));
    });
  }
});
