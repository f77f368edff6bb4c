import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keywords, usableKeywords } from '../../../src/tasks/keywords.ts';
import { taskSettings } from './taskSettings.ts';

const named = (...texts: readonly string[]) => texts.map(text => ({ text, identifier: false }));

/** What is made of an answer with these keywords. */
function read(...texts: readonly string[]): unknown {
  const answer = keywords.answer?.({ words: 'Where?' }, taskSettings);
  return answer?.read(JSON.stringify({ keywords: named(...texts) }), []);
}

describe('keywords', () => {
  it('stay in the order of the model', () => {
    const answer = [
      { text: 'uploadWithRetry', identifier: true },
      { text: 'backoff', identifier: false },
    ];
    assert.deepEqual(usableKeywords(answer), answer);
  });

  it('that find the same are one, the first', () => {
    assert.deepEqual(
      usableKeywords(named('retryUpload', 'retry_upload', ' RetryUpload ', 'retry', 'Retry')),
      named('retryUpload', 'retry'),
    );
  });

  const useless: [string, string][] = [
    ['blank', ' \n '],
    ['over several lines', 'one\ntwo'],
    ['over several lines by other signs', 'one\u2028two'],
    ['with control characters', 'one\0two'],
    ['with half a character', 'up\ud83d'],
    ['longer than a line', 'a'.repeat(101)],
    ['of signs alone', '.*'],
  ];
  for (const [which, text] of useless) {
    it(`${which} are left out`, () => assert.deepEqual(usableKeywords(named(text, 'retry')), named('retry')));
  }

  it('are twelve at most', () => {
    assert.equal(
      usableKeywords(named(...Array.from({ length: 40 }, (_, index) => `word${index}`))).length,
      12,
    );
  });

  it('that are all useless are no result', () => {
    assert.equal(read('.*', ' '), undefined);
    assert.equal(read(), undefined);
    assert.deepEqual(read('.*', 'retry'), { kind: 'keywords', keywords: named('retry') });
  });
});
