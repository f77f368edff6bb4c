import assert from 'node:assert/strict';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { reopenConnection } from '../../../src/openai/reopenConnection.ts';
import { answerFrom, request } from './answerFrom.ts';
import { endless, withListening, withServer } from './serve.ts';

const answer =
  'data: {"choices":[{"index":0,"delta":{"content":"Yes"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

/** In as many packets as words. */
async function sayNotFound(response: ServerResponse): Promise<void> {
  response.writeHead(404);
  for (let word = 0; word < 20; word += 1) {
    response.write('not found ');
    await setImmediate();
  }
  response.end();
}

describe('a connection that is opened before the request', () => {
  it('is the one that the request takes, and brings no key', async () => {
    let connections = 0;
    const heads: string[] = [];
    const server = createServer((incoming, response) => {
      heads.push(`${incoming.method} ${incoming.url} ${incoming.headers.authorization ?? 'without a key'}`);
      if (incoming.method === 'GET') void sayNotFound(response);
      else response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answer);
    });
    server.on('connection', () => (connections += 1));
    await withListening(server, async host => {
      await reopenConnection(`http://${host}/v1`);
      // Nobody writes so fast.
      await setImmediate();
      assert.equal((await answerFrom(`http://${host}/v1`, request)).text, 'Yes');
    });
    assert.equal(connections, 1);
    assert.deepEqual(
      heads.map(head => head.replace(/Bearer .+/, 'with it')),
      ['GET /v1 without a key', 'POST /v1/chat/completions with it'],
    );
  });

  it('follows nobody', async () => {
    let asked = 0;
    const redirect: RequestListener = (_incoming, response) => {
      asked += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    };
    await withServer(redirect, host => reopenConnection(`http://${host}/v1`));
    assert.equal(asked, 1);
  });

  it('is left to whoever says too much, and nobody is told', async () => {
    const { listener, sent } = endless(200);
    await withServer(listener, host => reopenConnection(`http://${host}/v1`));
    assert.ok(sent() < 300);
    await reopenConnection('http://127.0.0.1:1/v1');
  });
});
