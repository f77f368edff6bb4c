import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redact, redacted } from '../../../src/openai/redact.ts';

const key = 'sk-proj-a/b+c"d0123456789';

describe('a key is taken out of text', () => {
  const forms: [string, string][] = [
    ['as it is', key],
    ['encoded for a URL', encodeURIComponent(key)],
    ['escaped in JSON', JSON.stringify(key).slice(1, -1)],
    ['in base64', Buffer.from(key).toString('base64')],
    [
      'in base64 without its padding',
      Buffer.from(key).toString('base64url').replaceAll('-', '+').replaceAll('_', '/'),
    ],
    ['with its middle starred', 'sk-proj-****************6789'],
  ];
  for (const [form, text] of forms) {
    it(form, () => {
      const result = redact(`Incorrect API key provided: ${text}. See the docs.`, key);
      assert.equal(result, `Incorrect API key provided: ${redacted}. See the docs.`);
    });
  }

  it('and nothing else is', () => {
    const text = 'The model `gpt-4o-mini` does not exist, **really**.';
    assert.equal(redact(text, key), text);
    assert.equal(redact(text, ''), text);
  });

  it('however short it is, as long as it is none that words consist of', () => {
    assert.equal(redact('k3y! is it', 'k3y!'), `${redacted} is it`);
    assert.equal(redact('a key', 'key'), 'a key');
  });

  it('in time, however long the text: what is past any reason is cut', () => {
    assert.ok(redact('a'.repeat(5_000_000), key).length < 10_000);
  });
});
