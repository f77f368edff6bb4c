import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createServer } from 'node:tls';
import type { Locator } from 'playwright-core';
import { type Endpoint, type RecordedRequest, startEndpoint } from '../endpoint/endpoint.ts';
import { useCertificates } from './harness/editorServer.ts';
import { openGloss } from './harness/openGloss.ts';

const key = 'sk-canary-4f9a7c2e8b1d6053';
/** For an address that leads to this machine, but is not among those that Gloss knows for such, where nothing is gained. */
const certificate = join(import.meta.dirname, 'harness', 'everyAddress.pem');
const host = '0.0.0.0';

useCertificates(certificate);

describe('while a question is written', () => {
  let endpoint: Endpoint;
  let port = 0;
  /** Those to the endpoint that are open. */
  const sockets = new Set<Socket>();
  let connections = 0;
  const pem = readFileSync(certificate);
  const server = createServer({ key: pem, cert: pem }, socket => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const behind = connect(Number(new URL(endpoint.origin).port), '127.0.0.1');
    for (const one of [socket, behind]) one.on('error', () => undefined);
    socket.pipe(behind).pipe(socket);
  });
  before(async () => {
    endpoint = await startEndpoint({ keys: [key] });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    port = address.port;
  });
  after(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await endpoint.close();
  });

  async function nextAt(path: string): Promise<RecordedRequest> {
    const request = await endpoint.nextRequest();
    return request.path === path ? request : nextAt(path);
  }

  it('whoever this window has asked is connected to again, without the key or a word of it, and nobody before', async () => {
    await using gloss = await openGloss({
      settings: {
        // With a price the composer says what a question would cost, once its words are with the host.
        'gloss.customEndpoints': [
          {
            id: 'far',
            baseUrl: `https://${host}:${port}/v1`,
            price: { input: 1, cachedInput: 1, output: 1 },
          },
        ],
        'gloss.provider': 'far',
        // The system's would take the place of the one above.
        'http.systemCertificates': false,
      },
    });
    await gloss.runCommand('Gloss: Set API Key');
    await gloss.inputBox(key);
    const panel = await gloss.openPanel();
    const composer = panel.locator('[data-part="composer"]');
    const send = panel.locator('[data-action="send"]');

    await composer.fill('Why does this retry?');
    await panel.locator('[data-part="meter"]', { hasText: '$' }).waitFor();
    assert.equal(connections, 0);
    await send.click();
    await gloss.answer('complete');
    assert.ok(endpoint.requests.every(({ path }) => path !== '/v1'));

    for (const socket of sockets) socket.destroy();
    const reopened = nextAt('/v1');
    await writeUntil(reopened, composer, 'canary ');
    const { method, headers, text } = await reopened;
    assert.deepEqual([method, text], ['GET', '']);
    assert.doesNotMatch(JSON.stringify(headers), /canary|authorization|cookie/i);

    const soFar = connections;
    const asked = nextAt('/v1/chat/completions');
    await send.click();
    assert.equal((await asked).headers.authorization, `Bearer ${key}`);
    assert.equal(connections, soFar, 'it goes over the connection that is there');
  });
});

/** Writes a word again and again, with a pause after each, until something has happened. */
async function writeUntil(happened: Promise<unknown>, composer: Locator, word: string): Promise<void> {
  const isOver = happened.then(() => true);
  for (let words = 0; words < 40; words += 1) {
    await composer.pressSequentially(word);
    if (await Promise.race([isOver, setTimeout(500, false)])) return;
  }
  assert.fail('Nothing happens, however much is written.');
}
