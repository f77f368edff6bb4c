/** Serves one long answer to everybody, each event a chunk of its own, as fast as it is read. Says its base URL when asked. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { answerQuestions } from '../benchProcess.ts';
import { eventData, framed } from './events.ts';

const events = [...eventData(), '[DONE]'].map(data => Buffer.from(framed(data)));

const server = createServer(async (request, response) => {
  await once(request.resume(), 'end');
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  for (const event of events) if (!response.write(event)) await once(response, 'drain');
  response.end();
});
const listening = once(server.listen(0, '127.0.0.1'), 'listening');

answerQuestions(async () => {
  await listening;
  const address = server.address();
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/v1` : undefined;
});
