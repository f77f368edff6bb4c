import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type Completion, formatChunks, formatCompletion } from './completion.ts';
import { serverError } from './errors.ts';
import { type Ending, firstHalf, type HttpAnswer, type Play } from './faults.ts';
import type { Gate } from './gate.ts';

/** One open HTTP response, and what governs its pace. */
export interface Delivery {
  response: ServerResponse;
  /** Aborts when the client closes the connection. */
  closed: AbortSignal;
  /** Resets the connection from our side. */
  cut: () => void;
  gate: Gate;
  tokensPerSecond: number;
}

/** Sends a whole answer, once the gate lets it pass. */
export async function sendHttp(delivery: Delivery, answer: HttpAnswer): Promise<void> {
  delivery.response.writeHead(answer.status, answer.headers).end(answer.body);
}

/**
 * Sends a completion in the form the request asked for, as `play` wants it to go.
 * Rejects with an AbortError when the client closes before the end.
 */
export async function sendCompletion(delivery: Delivery, completion: Completion, play: Play): Promise<void> {
  if (completion.request.stream && !play.unstreamed) await sendStream(delivery, completion, play);
  else await sendJson(delivery, completion, play);
}

async function sendJson(delivery: Delivery, completion: Completion, play: Play): Promise<void> {
  const { response, closed, gate } = delivery;
  if (play.held) await gate.wait(closed);
  else await gate.pass(0, closed);
  const ending = play.ending ?? 'complete';
  const body = JSON.stringify(ending === 'error' ? serverError().body : formatCompletion(completion));
  response.writeHead(200, { 'content-type': 'application/json' });
  if (ending === 'complete' || ending === 'error') {
    response.end(body);
    return;
  }
  await write(delivery, body.slice(0, body.length / 2));
  await endEarly(delivery, ending);
}

async function sendStream(delivery: Delivery, completion: Completion, play: Play): Promise<void> {
  const { response, closed, gate, tokensPerSecond } = delivery;
  const ending = play.ending ?? 'complete';
  const stopAt = firstHalf(completion.reply.pieces).length;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  response.flushHeaders();
  let sent = 0;
  for (const { chunk, isText } of formatChunks(completion)) {
    if (isText) {
      if (play.held && sent === 0) await gate.wait(closed);
      await gate.pass(sent, closed);
      if (tokensPerSecond > 0) await setTimeout(1000 / tokensPerSecond, undefined, { signal: closed });
    }
    if (ending !== 'complete' && sent === stopAt && isText) {
      if (ending === 'malformed') await write(delivery, `data: ${JSON.stringify(chunk).slice(0, 40)}\n\n`);
      else return endEarly(delivery, ending);
    }
    await write(delivery, `data: ${JSON.stringify(chunk)}\n\n`);
    if (isText) sent += 1;
  }
  response.end('data: [DONE]\n\n');
}

async function endEarly(
  { response, closed, cut }: Delivery,
  ending: Exclude<Ending, 'complete'>,
): Promise<void> {
  const streaming = response.getHeader('content-type') !== 'application/json';
  switch (ending) {
    case 'reset':
      cut();
      return;
    case 'stall':
      await waitForClose(closed);
      return;
    case 'done':
      response.end(streaming ? 'data: [DONE]\n\n' : '');
      return;
    case 'error':
      response.end(`data: ${JSON.stringify(serverError().body)}\n\n`);
      return;
    default:
      response.end();
  }
}

/** Resolves when the client has closed the connection. */
export async function waitForClose(closed: AbortSignal): Promise<void> {
  if (!closed.aborted) await once(closed, 'abort');
}

// Waits for a slow reader, so that a long answer is not piled up in memory.
async function write({ response, closed }: Delivery, text: string): Promise<void> {
  if (!response.write(text)) await once(response, 'drain', { signal: closed });
}
