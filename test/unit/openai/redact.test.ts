import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keyRemover, redacted, withoutKey } from '../../../src/openai/redact.ts';
import { encodedForms } from '../../wire/encodedForms.ts';

const key = 'sk-proj-a/b+c"d<0123456789';

function remove(text: string, from = key): string {
  return keyRemover(from)(text);
}

describe('a key is taken out of text', () => {
  for (const [form, encode] of Object.entries(encodedForms)) {
    it(form, () => {
      const result = remove(`Incorrect API key provided: ${encode(key)}. See the docs.`);
      assert.equal(result, `Incorrect API key provided: ${redacted}. See the docs.`);
    });
  }

  const parts: [string, string][] = [
    ['its beginning', key.slice(0, 16)],
    ['its end', key.slice(-12)],
    ['something out of its middle', key.slice(5, 20)],
    ['its middle starred', 'sk-proj-****************6789'],
    ['its middle left out', 'sk-proj-...6789'],
    ['its middle left out by a sign for that', 'sk-p…56789'],
    ['dots for all but its end', '••••••456789'],
  ];
  for (const [what, text] of parts) {
    it(`${what}, too`, () =>
      assert.equal(remove(`Your key ${text} is wrong.`), `Your key ${redacted} is wrong.`));
  }

  it('and nothing else is', () => {
    const text =
      'The model `gpt-4o-mini` does not exist, **really**... Keys begin with sk-proj-. 0123 456789 …6789';
    assert.equal(remove(text), text);
    assert.equal(remove(text, ''), text);
    assert.equal(remove('tool_choice must be none or auto', 'none'), 'tool_choice must be none or auto');
  });

  it('however short it is, as long as it is none that words consist of', () => {
    assert.equal(remove('k3y! is it', 'k3y!'), `${redacted} is it`);
    assert.equal(remove('a key', 'key'), 'a key');
  });

  it('and out of all that is in data, which stays as it is', () => {
    const data = { a: [key, { b: `x ${btoa(key)}` }], c: 7, d: undefined };
    assert.deepEqual(withoutKey(data, key), { a: [redacted, { b: `x ${redacted}` }], c: 7, d: undefined });
    assert.equal(data.a[0], key);
  });

  it('reads what is made to be slow to search, and comes to its end', () => {
    // Each by a million: with the square of that the test would run for hours.
    const remove = keyRemover('sk-proj-abcDEF1234567890');
    for (const part of ['a', '-', '\\', '%25', '&amp;', '&#x0', '.', '*', 'sk-proj-', '41:', 'QUJD']) {
      const text = part.repeat(1_000_000 / part.length);
      assert.equal(remove(`${text} sk-proj-abcDEF1234567890`).includes('DEF'), false, part);
    }
  });
});
