/**
 * Serves endless answers of three kinds, by the first part of the path. Says its origin when asked; asked again, when the
 * connection of the last answer was closed.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { answerQuestions } from '../benchProcess.ts';
import { now } from './now.ts';

const word = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'word ' } }] })}\n\n`;
/** Milliseconds between two words, as a small model writes them. */
const pause = 1000 / 150;

let closed: Promise<number> | undefined;

const server = createServer(async (request, response) => {
  closed = once(response, 'close').then(now);
  await once(request.resume(), 'end');
  const [, kind] = request.url?.split('/') ?? [];
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  while (kind !== 'silence' && !response.destroyed) {
    if (!response.write(word)) await Promise.race([once(response, 'drain'), closed]);
    await (kind === 'words' ? setTimeout(pause) : undefined);
  }
});
const listening = once(server.listen(0, '127.0.0.1'), 'listening');

answerQuestions(async () => {
  await listening;
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return closed ?? `http://127.0.0.1:${port}`;
});
