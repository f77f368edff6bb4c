import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/**
 * What a reply does, one after another: text and bytes are written as they are, so that a packet ends where a step ends.
 * - `heard` waits until the client says that it has got something of what was written
 * - `reset` resets the connection; a reply that ends without it, or `hang`, is closed in order
 * - `hang` leaves the connection open and says nothing more
 */
export type Step = string | Uint8Array | 'heard' | 'reset' | 'hang';

/** One TCP connection that brought a request. */
export interface Visit {
  /** The request, its head and its body. */
  request: string;
  /** Lets a reply go on that waits to be heard. */
  hear(): void;
  /** Resolves when the connection is gone, whoever ended it. */
  closed: Promise<void>;
}

export interface WireServer {
  /** The base URL under which one reply is played. */
  urlOf(reply: readonly Step[], arrived?: (visit: Visit) => void): string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Serves scripted replies over bare TCP on 127.0.0.1: every byte of them is the script's. */
export async function startWireServer(): Promise<WireServer> {
  const replies: { reply: readonly Step[]; arrived: (visit: Visit) => void }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The other side may reset the connection at any time.
    socket.on('error', () => undefined);
    void serve(socket);
  });

  async function serve(socket: Socket): Promise<void> {
    const request = await readRequest(socket);
    const scripted = replies[Number(/^\w+ \/(\d+)\//.exec(request)?.[1])];
    if (!scripted) {
      socket.end();
      return;
    }
    let hear = () => {};
    const heard = new Promise<void>(resolve => (hear = resolve));
    const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
    scripted.arrived({ request, hear: () => hear(), closed });
    for (const step of scripted.reply) {
      if (socket.destroyed || step === 'hang') return;
      if (step === 'reset') {
        socket.resetAndDestroy();
        return;
      }
      if (step === 'heard') await Promise.race([heard, closed]);
      else await write(socket, step);
    }
    socket.end();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    urlOf: (reply, arrived = () => undefined) =>
      `http://127.0.0.1:${address.port}/${replies.push({ reply, arrived }) - 1}/v1`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Reads it whole: a connection that is closed with something unread is reset. */
function readRequest(socket: Socket): Promise<string> {
  return new Promise(resolve => {
    // A character a byte, for counting.
    let bytes = '';
    socket.setEncoding('latin1').on('data', chunk => {
      bytes += chunk;
      const body = bytes.indexOf('\r\n\r\n') + 4;
      const [, length] = /^content-length: (\d+)/im.exec(bytes.slice(0, body)) ?? [];
      if (body > 3 && bytes.length >= body + Number(length ?? 0)) {
        resolve(Buffer.from(bytes, 'latin1').toString());
      }
    });
  });
}

/** Resolves a turn of the event loop after the system has taken the bytes, so that they are a packet of their own. */
async function write(socket: Socket, bytes: string | Uint8Array): Promise<void> {
  await new Promise<void>(resolve => socket.write(bytes, () => resolve()));
  await new Promise(resolve => setImmediate(resolve));
}
