import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Question } from '../../../src/vscode/services/models.ts';
import { withAskingWindow } from './askingWindow.ts';

describe('a question of more than the model’s window has room for', () => {
  /** What comes of it, and how often it is sent. */
  const ask = (more: Partial<Question>) =>
    withAskingWindow(1_400, async ({ endpoint, model }) => {
      const messages: Question['messages'] = [{ role: 'user', content: 'Why does this retry? '.repeat(400) }];
      const { signal } = new AbortController();
      for await (const event of model.ask({ messages, sampling: {}, ...more }, signal)) {
        if (event.type !== 'end') continue;
        return { kind: event.end.failure?.kind, sent: endpoint.requests.length };
      }
      throw new Error('It did not end.');
    });

  it('is not sent', async () => {
    assert.deepEqual(await ask({}), { kind: 'contextTooLong', sent: 0 });
    assert.deepEqual(await ask({ fits: false }), { kind: 'contextTooLong', sent: 0 });
  });

  it('is not counted again where that has been done, and so it is', async () => {
    assert.deepEqual(await ask({ fits: true }), { kind: undefined, sent: 1 });
  });
});
