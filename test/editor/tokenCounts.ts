import { basename } from 'node:path';
import { assert } from 'chai';
import { countTokens } from '../../src/models/tokens.ts';

/** Where tokens are counted that any suite before has asked for. */
export function tokenCounts(): void {
  describe('counting tokens', () => {
    it('is done by a thread of its own, and never by the host’s', async () => {
      assert.equal(await countTokens('Hello, world!'), 4);
      const loaded = Object.keys(require.cache).map(path => basename(path));
      assert.include(loaded, 'countingThread.js');
      assert.notInclude(loaded, 'tokenizer.js');
    });
  });
}
