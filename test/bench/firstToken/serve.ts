/** An endpoint that answers at once, behind a network with a delay. Says its base URL when asked with the milliseconds of one way. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import * as z from 'zod/mini';
import { answerQuestions } from '../benchProcess.ts';

const chunks = [
  { choices: [{ index: 0, delta: { role: 'assistant', content: 'Yes' }, finish_reason: null }] },
  { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
];

const endpoint = createServer(async (request, response) => {
  await once(request.resume(), 'end');
  if (request.method !== 'POST') return response.writeHead(404).end('{}');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  response.end('data: [DONE]\n\n');
});
// As servers on the internet do: it says nothing of how long it keeps a connection, and keeps it long.
endpoint.keepAliveTimeout = 0;

answerQuestions(async question => {
  const oneWay = z.number().parse(question);
  const port = await portOf(endpoint);
  const network = createTcpServer({ noDelay: true }, near => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    // A new connection is there a round trip after it was asked for.
    const established = performance.now() + oneWay * 2;
    forward(near, far, oneWay, established);
    forward(far, near, oneWay, established);
  });
  return `http://127.0.0.1:${await portOf(network)}/v1`;
});

/** Hands bytes on in their order, each packet so many milliseconds after it came. */
function forward(from: Socket, to: Socket, oneWay: number, established: number): void {
  const later = (act: () => void) =>
    setTimeout(act, Math.max(performance.now(), established) + oneWay - performance.now());
  from.on('data', bytes => later(() => to.write(bytes)));
  from.on('close', () => later(() => to.destroy()));
  from.on('error', () => undefined);
}

async function portOf(server: Server): Promise<number> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('No port.');
  return address.port;
}
