import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redacted } from '../../../src/openai/redact.ts';
import type { Reply } from '../../../src/openai/reply.ts';
import { streamAnswer } from '../../../src/openai/streamAnswer.ts';
import { withServer } from './serve.ts';

const apiKey = 'sk-canary-4f9a7c2e8b1d6053';

const chunk = (fields: object) => `data: ${JSON.stringify(fields)}\n\n`;

describe('a reply', () => {
  it('is told with what was sent and came before its body, and without the key', async () => {
    const replies: Reply[] = [];
    await withServer(
      (_request, response) => {
        response.writeHead(200, {
          'content-type': 'text/event-stream',
          'x-echo': `Bearer ${apiKey}`,
          'set-cookie': 'session=1',
        });
        response.end(
          chunk({
            id: 'chatcmpl-1',
            model: 'gpt-4o-mini-2024-07-18',
            choices: [{ index: 0, delta: { content: 'Hi' } }],
          }) +
            chunk({
              id: 'chatcmpl-1',
              system_fingerprint: 'fp_1',
              choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
            }),
        );
      },
      async host => {
        const connection = {
          baseUrl: `http://${host}/v1`,
          apiKey,
          onReply: (reply: Reply) => replies.push(reply),
        };
        const patience = { firstToken: 30_000, stall: 30_000, warning: 30_000 };
        const { signal } = new AbortController();
        for await (const event of streamAnswer(
          connection,
          { model: 'gpt-4o-mini', stream: true },
          { signal, patience },
        )) {
          if (event.type !== 'end') continue;
          assert.deepEqual(event.end.names, {
            id: 'chatcmpl-1',
            model: 'gpt-4o-mini-2024-07-18',
            fingerprint: 'fp_1',
          });
        }
        const [reply, ...others] = replies;
        assert.deepEqual(others, []);
        assert.equal(reply?.url, `http://${host}/v1/chat/completions`);
        assert.equal(reply.status, 200);
        assert.equal(reply.sent['authorization'], redacted);
        assert.equal(reply.sent['content-type'], 'application/json');
        assert.equal(reply.headers['set-cookie'], redacted);
        assert.equal(reply.headers['x-echo'], `Bearer ${redacted}`);
        assert.ok(!JSON.stringify(replies).includes(apiKey));
      },
    );
  });
});
