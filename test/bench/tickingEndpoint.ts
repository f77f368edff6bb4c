import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** When each word of an answer was written, and when the connection was closed, in milliseconds since 1970. */
export interface Ticked {
  written: number[];
  closed: Promise<number>;
}

export interface TickingEndpoint extends AsyncDisposable {
  baseUrl: string;
  /** Of the next answers: words a second, and how many. */
  pace: { perSecond: number; words: number };
  /** The next answer, as soon as it begins. */
  next(): Promise<Ticked>;
}

const wordsInParagraph = 40;

/** Starts an endpoint whose answers are the words `w0 w1 …`, each an event of its own, written when its time has come. */
export async function startTickingEndpoint(): Promise<TickingEndpoint> {
  const waiting: ((ticked: Ticked) => void)[] = [];
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const closed = once(response, 'close').then(clock);
    const written: number[] = [];
    waiting.shift()?.({ written, closed });
    tick(response, written, endpoint.pace);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  const endpoint: TickingEndpoint = {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    pace: { perSecond: 100, words: 100 },
    next: () => new Promise(resolve => waiting.push(resolve)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return endpoint;
}

/** Milliseconds since 1970, finer than `Date.now()`. */
export function clock(): number {
  return performance.timeOrigin + performance.now();
}

function tick(
  response: ServerResponse,
  written: number[],
  { perSecond, words }: TickingEndpoint['pace'],
): void {
  const begun = clock();
  const timer = setInterval(() => {
    const due = Math.min(words, Math.floor(((clock() - begun) * perSecond) / 1_000));
    while (written.length < due) {
      const number = written.length;
      send(response, {
        content: `w${number}${number % wordsInParagraph === wordsInParagraph - 1 ? '\n\n' : ' '}`,
      });
      written.push(clock());
    }
    if (due < words) return;
    clearInterval(timer);
    send(response, {}, 'stop');
    response.end('data: [DONE]\n\n');
  }, 1);
  response.on('close', () => clearInterval(timer));
}

function send(response: ServerResponse, delta: object, finish_reason: 'stop' | null = null): void {
  const chunk = { id: 'x', object: 'chat.completion.chunk', created: 0, model: 'gpt-4o-mini' };
  response.write(`data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
}
