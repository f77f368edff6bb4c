import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goOnRequest, seam } from '../../../src/chat/goingOn.ts';

const whole =
  'The cache keeps its entries by key.  A second map holds, for each of them, when it was read last; the oldest goes ' +
  'first.\n\n```ts\nfunction oldest(cache: Map<string, number>): string {\n  let found = "";\n  for (const [key, at] of ' +
  'cache) if (!found || at < 3) found = key;\n  return found;\n}\n```\n\nThat is all there is to it, and it is enough.\n';

/** What the answer becomes when this comes, a few characters at a time. */
function gone(before: string, comes: string, piece = 3): string {
  const join = seam(before);
  let text = before;
  for (let at = 0; at < comes.length; at += piece) text += join.next(comes.slice(at, at + piece));
  return text + join.end();
}

/** The words that the model is asked to repeat. */
function anchor(before: string): string {
  return goOnRequest(before).split('\n\n').slice(1).join('\n\n');
}

describe('an answer that is gone on with', () => {
  it('has no seam wherever it broke off, when the model repeats the words it is asked to', () => {
    for (let end = 1; end < whole.length; end += 1) {
      const before = whole.slice(0, end);
      if (before.trim() === '') continue;
      const words = anchor(before);
      const comes = words + whole.slice(before.trimEnd().length);
      assert.ok(before.trimEnd().endsWith(words), 'they are its last');
      assert.equal(gone(before, comes), whole, `at ${end}`);
      assert.equal(gone(before, comes, 1_000), whole, `at ${end}, in one piece`);
    }
  });

  it('has none when the model says something before it repeats them', () => {
    const before = whole.slice(0, 150);
    assert.equal(gone(before, `Of course:\n\n${anchor(before)}${whole.slice(150)}`), whole);
  });

  it('leaves out other words that are repeated, and a fence that is opened anew', () => {
    const inCode = whole.indexOf('  let found');
    for (const before of [whole.slice(0, 100), whole.slice(0, inCode)]) {
      const comes = whole.slice(before.length - 20);
      assert.equal(gone(before, comes), whole);
    }
    const before = whole.slice(0, inCode);
    assert.equal(gone(before, `\`\`\`ts\n${whole.slice(inCode)}`), whole);
  });

  it('loses nothing when the model simply goes on', () => {
    for (const end of [40, 90, 130, 200]) {
      assert.equal(gone(whole.slice(0, end), whole.slice(end)), whole);
    }
  });

  it('has what little came before it broke off again', () => {
    const before = whole.slice(0, 150);
    assert.equal(gone(before, ''), before);
    assert.equal(gone(before, anchor(before)), before);
    assert.equal(gone(before, anchor(before) + whole.slice(150, 151)), whole.slice(0, 151));
  });
});
