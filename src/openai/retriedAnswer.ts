import type { AnswerEnd, AnswerEvent } from './answer.ts';
import type { Connection } from './client.ts';
import { countDown } from './countDown.ts';
import type { RequestBody } from './request.ts';
import { type AnswerOptions, streamAnswer } from './streamAnswer.ts';
import { waitBeforeRetry } from './waitBeforeRetry.ts';

/**
 * As `streamAnswer`, and once or twice again while nothing has been answered and the cause is one that passes. Each wait
 * is told, and over as soon as the signal aborts. What has begun is never sent again: it is paid for.
 */
export async function* retriedAnswer(
  connection: Connection,
  request: RequestBody,
  options: AnswerOptions,
): AsyncGenerator<AnswerEvent> {
  const begun = performance.now();
  for (let retries = 0; ; retries += 1) {
    const end = yield* untilEnd(streamAnswer(connection, request, options));
    const all = { elapsed: performance.now() - begun, ...(retries > 0 ? { retries } : {}) };
    const { state, failure } = end;
    const wait = state === 'error' && failure ? waitBeforeRetry(failure, retries, Math.random()) : undefined;
    if (!failure || wait === undefined) return yield { type: 'end', end: { ...end, ...all } };
    for await (const rest of countDown(wait, failure, options.signal)) yield { type: 'waiting', wait: rest };
    if (options.signal.aborted) return yield { type: 'end', end: { state: 'stopped', ...all } };
    yield { type: 'waiting', wait: { for: 'again' } };
  }
}

async function* untilEnd(events: AsyncIterable<AnswerEvent>): AsyncGenerator<AnswerEvent, AnswerEnd> {
  for await (const event of events) {
    if (event.type === 'end') return event.end;
    yield event;
  }
  throw new Error('An answer ended without saying how.');
}
