import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

/** Serves requests for as long as `use` takes. @param use gets `127.0.0.1:PORT`. */
export async function withServer<Result>(
  listener: RequestListener,
  use: (host: string) => Promise<Result>,
): Promise<Result> {
  return withListening(createServer(listener), use);
}

/** As `withServer`, for a server of any kind. */
export async function withListening<Result>(
  server: Pick<Server, 'listen' | 'address' | 'close' | 'closeAllConnections'> & NodeJS.EventEmitter,
  use: (host: string) => Promise<Result>,
): Promise<Result> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  try {
    return await use(`127.0.0.1:${address.port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Answers with blanks, a MB at a time, until nobody wants any more; at last it gives up. @returns how many it has sent, too. */
export function endless(status: number): { listener: RequestListener; sent: () => number } {
  const piece = Buffer.alloc(2 ** 20, ' ');
  let sent = 0;
  const listener: RequestListener = async (_request, response) => {
    const closed = once(response, 'close');
    response.writeHead(status, { 'content-type': 'application/json' });
    for (; sent < 300 && !response.destroyed; sent++) {
      if (!response.write(piece)) await Promise.race([once(response, 'drain'), closed]);
    }
    response.end();
  };
  return { listener, sent: () => sent };
}

/** Answers everything with one document. */
export function always(status: number, body: unknown): RequestListener {
  const html = typeof body === 'string';
  return (_request, response) => {
    response.writeHead(status, { 'content-type': html ? 'text/html' : 'application/json' });
    response.end(html ? body : JSON.stringify(body));
  };
}
