import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AskedLately } from '../../../src/vscode/services/askedLately.ts';

describe('who was asked lately', () => {
  const baseUrl = 'https://api.example.com/v1';

  it('has dropped the connection a while after the last time, and not before', () => {
    const asked = new AskedLately();
    asked.add(baseUrl, 1_000);
    assert.deepEqual(
      [1_000, 4_000, 4_001].map(now => asked.isConnectionGone(baseUrl, now)),
      [false, false, true],
    );
    asked.add(baseUrl, 4_001);
    assert.equal(asked.isConnectionGone(baseUrl, 4_002), false);
  });

  it('is nobody who was not, even of the same server, and nobody on this machine', () => {
    const asked = new AskedLately();
    for (const url of [baseUrl, 'http://localhost:1/v1', 'http://127.0.0.1:1/v1']) asked.add(url, 0);
    for (const url of [
      'https://api.example.com/v2',
      'https://example.com/v1',
      'http://localhost:1/v1',
      'http://127.0.0.1:1/v1',
    ]) {
      assert.equal(asked.isConnectionGone(url, 9_000), false, url);
    }
    assert.equal(asked.isConnectionGone(baseUrl, 9_000), true);
  });
});
