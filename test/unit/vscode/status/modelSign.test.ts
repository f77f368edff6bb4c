import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readKeptSign } from '../../../../src/vscode/status/modelSign.ts';

const kept = {
  of: '["2026-11-22"]',
  sign: { text: '$(comment) gpt-4o-mini', tooltip: 'Gloss', warns: false },
};

describe('what was kept of the status bar', () => {
  it('is read as it was written, but for what is not of it', () => {
    assert.deepEqual(readKeptSign(JSON.parse(JSON.stringify(kept))), kept);
    assert.deepEqual(readKeptSign({ ...kept, more: 1, sign: { ...kept.sign, more: 2 } }), kept);
  });

  for (const other of [
    undefined,
    null,
    'gpt-4o-mini',
    [],
    {},
    { of: kept.of },
    { sign: kept.sign },
    { ...kept, of: 1 },
    { ...kept, sign: null },
    { ...kept, sign: { ...kept.sign, text: { toString: 'x' } } },
    { ...kept, sign: { ...kept.sign, tooltip: undefined } },
    { ...kept, sign: { ...kept.sign, warns: 'yes' } },
  ]) {
    it(`is nothing where it is ${JSON.stringify(other)}`, () => assert.equal(readKeptSign(other), undefined));
  }
});
