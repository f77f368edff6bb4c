import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Connection } from '../../src/openai/client.ts';
import type { Failure } from '../../src/openai/failure.ts';
import { listModels } from '../../src/openai/modelList.ts';
import { probeChat } from '../../src/openai/probeChat.ts';
import { retriedAnswer } from '../../src/openai/retriedAnswer.ts';
import { retrieveModel } from '../../src/openai/retrieveModel.ts';
import { head, key } from './wireCase.ts';
import { startWireServer, type Visit } from './wireServer.ts';

const codes = [300, 301, 302, 303, 305, 307, 308];
const words = 'what nobody else may read';
const { signal } = new AbortController();

/** Everything that Gloss asks of a server. */
const calls: Readonly<Record<string, (connection: Connection) => Promise<Failure | undefined>>> = {
  'a question': connection => ask(connection, true),
  'a question without a stream': connection => ask(connection, false),
  'the list of models': async connection => failureIn(await listModels(connection, signal)),
  'a model': async connection => failureIn(await retrieveModel(connection, 'gpt-4o-mini', signal)),
  'a test of the connection': connection => probeChat(connection, signal),
};

async function ask(connection: Connection, stream: boolean): Promise<Failure | undefined> {
  const body = { model: 'gpt-4o-mini', stream, messages: [{ role: 'user' as const, content: words }] };
  const patience = { firstToken: 30_000, stall: 30_000 };
  for await (const event of retriedAnswer(connection, body, { signal, patience })) {
    if (event.type === 'end') return event.end.failure;
  }
  return undefined;
}

function failureIn(reply: { failure: Failure } | object): Failure | undefined {
  return 'failure' in reply ? reply.failure : undefined;
}

describe('a server that sends Gloss elsewhere', () => {
  /** All that anybody has sent there. */
  let received = '';
  let connections = 0;
  const elsewhere = createServer(socket => {
    connections += 1;
    socket.on('data', bytes => {
      received += bytes.toString('latin1');
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    });
    socket.on('error', () => undefined);
  });
  let host = '';
  before(async () => {
    elsewhere.listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const address = elsewhere.address();
    assert.ok(typeof address === 'object' && address);
    host = `127.0.0.1:${address.port}`;
  });
  after(() => elsewhere.close());

  for (const [what, call] of Object.entries(calls)) {
    for (const code of codes) {
      it(`with ${code}, when it is asked for ${what}`, async () => {
        await using server = await startWireServer();
        const visits: Visit[] = [];
        const target = { other: `http://${host}/v1/chat/completions`, same: '/0/v1/again' };
        for (const [origin, location] of Object.entries(target)) {
          const reply = [head(code, { location, refresh: `0;url=${location}`, 'content-length': '0' })];
          const baseUrl = server.urlOf(reply, visit => visits.push(visit));
          const before = visits.length;
          const failure = await call({ baseUrl, apiKey: key });
          assert.equal(failure?.kind, 'redirected');
          assert.equal(failure.target, origin === 'other' ? host : undefined, 'it is said where to');
          assert.equal(visits.length - before, 1, 'neither followed nor asked again');
        }
        assert.equal(connections, 0);
        assert.equal(received, '');
      });
    }
  }

  it('is followed by whoever does not say otherwise, with the question', async () => {
    await using server = await startWireServer();
    const reply = [head(307, { location: `http://${host}/v1`, 'content-length': '0' })];
    await fetch(server.urlOf(reply), { method: 'POST', body: words, headers: { 'api-key': key } });
    assert.equal(connections, 1);
    assert.match(received, new RegExp(`api-key: ${key}`));
    assert.ok(received.includes(words));
  });
});
