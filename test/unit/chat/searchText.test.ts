import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findWords } from '../../../src/chat/searchText.ts';

describe('words in a text', () => {
  it('are found in any order and case, all of them', () => {
    assert.equal(findWords('The Flux\n  capacitor.', 'CAPACITOR flux'), 'The Flux capacitor.');
    assert.equal(findWords('The flux capacitor.', 'flux soup'), undefined);
    assert.equal(findWords('anything', ' '), undefined);
  });

  it('are shown with what is around them, and no half characters', () => {
    const far = `${'😀'.repeat(100)} needle ${'😀'.repeat(100)}`;
    const found = findWords(far, 'needle') ?? assert.fail();
    assert.match(found, /^…😀+ needle 😀+…$/u);
    assert.ok(found.length < 150);
  });
});
