import type { AnswerEnd, AnswerEvent } from './answer.ts';
import { Assembly } from './assembly.ts';
import { type BodyPart, readBody } from './body.ts';
import { isThinking, readChunk } from './chunk.ts';
import { type Connection, createClient } from './client.ts';
import { readErrorBody } from './errorBody.ts';
import type { ErrorBody, Failure } from './failure.ts';
import { failureOf, notAnApi, providerFailure } from './failureOf.ts';
import { IdleClock, type Patience } from './idleClock.ts';
import { parseJson } from './parseJson.ts';
import type { RequestBody } from './request.ts';

export interface AnswerOptions {
  /** Stops the answer; its socket is closed at once. */
  signal: AbortSignal;
  patience: Patience;
}

/** Events with no text in them that a stream may hold before it counts as not speaking the protocol. */
const toleratedOddities = 5;

/**
 * Sends a request and yields its answer as it arrives, whether it was asked for as a stream or not.
 * Never throws: the last event says how the answer ended.
 */
export async function* streamAnswer(
  connection: Connection,
  request: RequestBody,
  { signal, patience }: AnswerOptions,
): AsyncGenerator<AnswerEvent> {
  const begun = performance.now();
  // Without a stream the first word comes with the last.
  const waits = request.stream !== true ? { ...patience, firstToken: patience.firstToken * 10 } : patience;
  const assembly = new Assembly();
  const given = new AbortController();
  let silence: Failure | undefined;
  let requestId: string | undefined;
  const clock = new IdleClock(waits, during => {
    silence = { kind: during === 'firstToken' ? 'noFirstToken' : 'stalled' };
    given.abort();
  });

  const end = (failure?: Failure): AnswerEvent => {
    const proven = failure ? undefined : assembly.finishedAs();
    const broken: Failure = failure ?? { kind: assembly.started ? 'brokenOff' : 'empty' };
    const state = proven ?? (signal.aborted ? 'stopped' : assembly.started ? 'interrupted' : 'error');
    const explained: Partial<AnswerEnd> =
      state === 'interrupted' || state === 'error'
        ? { failure: requestId ? { requestId, ...broken } : broken }
        : {};
    return {
      type: 'end',
      end: {
        state,
        ...assembly.facts(),
        ...explained,
        ...(requestId ? { requestId } : {}),
        elapsed: performance.now() - begun,
      },
    };
  };

  try {
    const response = await createClient(connection)
      .post('/chat/completions', {
        body: request,
        signal: AbortSignal.any([signal, given.signal]),
        // The clock above decides, not the SDK's own ten minutes.
        timeout: waits.firstToken * 2,
      })
      .asResponse();
    requestId = response.headers.get('x-request-id') ?? undefined;
    if (!response.body) return yield end();
    let oddities = 0;
    for await (const part of readBody(response.body)) {
      if (part.type === 'event' && part.data.trim() === '') continue;
      if (part.type === 'event' && part.data === '[DONE]') break;
      const text = part.type === 'event' ? part.data : part.text;
      const value = parseJson(text);
      if (value === undefined) {
        return yield end(
          part.type === 'document' ? notAnApi(text, connection.apiKey) : { kind: 'malformed' },
        );
      }
      const error = readErrorBody(value) ?? errorEvent(part);
      if (error) return yield end(providerFailure(undefined, error, connection.apiKey));
      const chunk = readChunk(value);
      if (chunk === 'unreadable') return yield end({ kind: 'malformed' });
      if (!chunk) {
        oddities += 1;
        if (oddities > toleratedOddities) return yield end({ kind: 'malformed' });
        continue;
      }
      if (isThinking(chunk)) clock.content();
      for (const event of assembly.add(chunk)) {
        clock.content();
        yield event;
      }
    }
    yield end();
  } catch (thrown) {
    // An answer that was already proven whole stays whole when its connection breaks afterwards.
    yield end(assembly.finishedAs() ? undefined : (silence ?? failureOf(thrown, connection.apiKey)));
  } finally {
    clock.stop();
  }
}

/** A server that names its event `error` has failed, whatever shape the data has. */
function errorEvent(part: BodyPart): ErrorBody | undefined {
  return part.type === 'event' && part.event === 'error' ? { message: part.data } : undefined;
}
