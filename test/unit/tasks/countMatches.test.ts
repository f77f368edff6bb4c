import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Hits } from '../../../src/tasks/card.ts';
import { countMatches, isBinary, matchers } from '../../../src/tasks/countMatches.ts';

const none: Hits = { count: 0, files: 0, more: false };

function countIn(files: readonly string[], keywords: readonly string[]): Hits[] {
  const find = matchers(keywords);
  return files.reduce<Hits[]>(
    (hits, text) => countMatches(hits, text, find),
    keywords.map(() => none),
  );
}

describe('the hits of keywords', () => {
  it('are counted over all files, and the files that have any', () => {
    const files = ['retryUpload(); retry_upload();\nRetryUpload();', 'nothing', 'retry-upload'];
    assert.deepEqual(countIn(files, ['retryUpload']), [{ count: 4, files: 2, more: false }]);
  });

  it('are each keyword’s own, although one is in another', () => {
    const files = ['retry failed uploads', 'retry'];
    assert.deepEqual(countIn(files, ['retry failed', 'retry', 'failed', 'fail']), [
      { count: 1, files: 1, more: false },
      { count: 2, files: 2, more: false },
      { count: 1, files: 1, more: false },
      { count: 1, files: 1, more: false },
    ]);
  });

  it('are none in no files', () => {
    assert.deepEqual(countIn([], ['retry']), [none]);
  });
});

describe('a file', () => {
  it('is no text when it has a zero byte', () => {
    assert.equal(isBinary(new TextEncoder().encode('naïve')), false);
    assert.equal(isBinary(new TextEncoder().encode('PNG\0')), true);
    assert.equal(isBinary(new Uint8Array()), false);
  });
});
