import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assert } from 'chai';
import * as vscode from 'vscode';
import { examine, problemIn } from '../../src/vscode/connection/testConnection.ts';
import { Models } from '../../src/vscode/services/models.ts';
import { Keys } from '../../src/vscode/services/secrets.ts';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { emptyModelMemory, secretStorage } from './inMemory.ts';

const key = 'sk-right-one-0000';

/** What a connection may be like, and what is said of it. */
export function connectionTest(): void {
  describe('testing the connection', () => {
    const log = vscode.window.createOutputChannel('Gloss connection test', { log: true });
    const secrets = secretStorage();
    const models = new Models({ keys: new Keys(secrets), memory: emptyModelMemory(), log });
    let endpoint: Endpoint;

    before(async () => {
      endpoint = await startEndpoint({ keys: [key] });
    });
    after(async () => {
      await endpoint.close();
      for (const name of ['customEndpoints', 'provider', 'model']) await set(name, undefined);
      models.dispose();
      log.dispose();
    });

    async function set(name: string, value: unknown): Promise<void> {
      const { Global } = vscode.ConfigurationTarget;
      await vscode.workspace.getConfiguration('gloss').update(name, value, Global);
    }

    /** @returns what the user would be told; nothing when all is well. */
    async function told(baseUrl: string, model = 'gpt-4o-mini', keyGiven = key): Promise<string | undefined> {
      await set('customEndpoints', [{ id: 'test', baseUrl }]);
      await set('provider', 'test');
      await set('model', model);
      await secrets.store(`gloss.key:${new URL(baseUrl).origin}`, keyGiven);
      const current = models.current();
      if (!current) throw new Error('The endpoint cannot be used.');
      const finding = await examine(models, current, new AbortController().signal);
      return problemIn(finding, current)?.message;
    }

    async function withServer(
      listener: RequestListener,
      use: (origin: string) => Promise<void>,
    ): Promise<void> {
      const server: Server = createServer(listener).listen(0, '127.0.0.1');
      await new Promise(resolve => server.once('listening', resolve));
      const { port } = asAddress(server);
      try {
        await use(`http://127.0.0.1:${port}`);
      } finally {
        server.closeAllConnections();
        await new Promise(resolve => server.close(resolve));
      }
    }

    it('finds all well', async () => assert.isUndefined(await told(endpoint.baseUrl)));

    it('spends nothing', () => {
      assert.deepEqual(
        endpoint.requests.map(({ method, path }) => `${method} ${path}`),
        ['GET /v1/models', 'POST /v1/chat/completions'],
      );
    });

    it('tells a wrong key', async () =>
      assert.match(
        (await told(endpoint.baseUrl, undefined, 'sk-wrong')) ?? '',
        /did not accept the API key/,
      ));

    it('tells a model that is not offered', async () =>
      assert.match((await told(endpoint.baseUrl, 'gpt-none')) ?? '', /does not offer gpt-none/));

    it('tells a base URL without its /v1, and where the API is', async () =>
      assert.match((await told(endpoint.origin)) ?? '', /its API is at http:\/\/127\.0\.0\.1:\d+\/v1\./));

    it('tells a page that is no API', async () => {
      const page: RequestListener = (_request, response) =>
        response.setHeader('content-type', 'text/html').end('<html><title>Hotel</title></html>');
      await withServer(page, async origin => assert.match((await told(origin)) ?? '', /no API reply/));
    });

    it('tells a path where nothing is', async () => {
      const nothing: RequestListener = (_request, response) => response.writeHead(404).end('{}');
      await withServer(nothing, async origin =>
        assert.match((await told(`${origin}/v1`)) ?? '', /no Chat Completions under this address/),
      );
    });

    it('tells a key that a public list does not ask for, and a chat refuses', async () => {
      const openList: RequestListener = (request, response) => {
        const list = request.url === '/v1/models';
        response.writeHead(list ? 200 : 401, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify(list ? { data: [{ id: 'gpt-4o-mini' }] } : { error: { code: 'invalid_api_key' } }),
        );
      };
      await withServer(openList, async origin =>
        assert.match((await told(`${origin}/v1`)) ?? '', /did not accept the API key/),
      );
    });

    it('takes no offence at a key that may chat but not list', async () => {
      const chatsOnly: RequestListener = (request, response) => {
        const list = request.url === '/v1/models';
        response.writeHead(list ? 403 : 400, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { message: list ? 'Missing scopes' : 'no model' } }));
      };
      await withServer(chatsOnly, async origin =>
        assert.match((await told(`${origin}/v1`)) ?? '', /lists no models/),
      );
    });

    it('tells a server that lists no models but answers', async () => {
      const chatOnly: RequestListener = (request, response) => {
        const chat = request.url === '/v1/chat/completions';
        response.writeHead(chat ? 400 : 404, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { message: chat ? 'no model' : 'no such path' } }));
      };
      await withServer(chatOnly, async origin =>
        assert.match((await told(`${origin}/v1`)) ?? '', /lists no models/),
      );
    });

    it('tells a port where nobody listens', async () => {
      let gone = '';
      const note = async (origin: string): Promise<void> => {
        gone = origin;
      };
      await withServer(() => undefined, note);
      assert.match((await told(`${gone}/v1`)) ?? '', /^Nothing answers at/);
    });

    it('of an address that has moved finds no key: a key stays with its origin', async () => {
      await told(endpoint.baseUrl);
      const moved = await startEndpoint();
      await set('customEndpoints', [{ id: 'test', baseUrl: moved.baseUrl }]);
      const current = models.current();
      assert.strictEqual(current?.origin, moved.origin);
      assert.isFalse(current && (await models.hasKey(current.provider)));
      await moved.close();
    });

    it('tells a name that does not exist', async () =>
      assert.match((await told('https://nobody.invalid/v1')) ?? '', /nobody\.invalid/));
  });
}

function asAddress(server: Server): AddressInfo {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return address;
}
