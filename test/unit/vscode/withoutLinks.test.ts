import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutLinks } from '../../../src/vscode/services/withoutLinks.ts';

/** How the editor finds links in a notification: vs/base/common/linkedText.ts. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

describe('a text for a notification', () => {
  const rows = [
    'Fix: [here](command:workbench.action.terminal.new)',
    'gpt-4o [x](https://evil.example "title") answers from now on.',
    '[a](command:b)[c](command:d)',
    '[[a](command:b)](file:///etc/passwd)',
  ];
  for (const text of rows) {
    it(`has no link left of ${text}`, () => {
      assert.match(text, new RegExp(link.source, 'i'), 'the editor would make one');
      assert.doesNotMatch(withoutLinks(text), new RegExp(link.source, 'i'));
    });
  }

  it('is as it was without one', () => {
    assert.equal(withoutLinks('gpt-4o-mini (unverified) [1]'), 'gpt-4o-mini (unverified) [1]');
  });
});
