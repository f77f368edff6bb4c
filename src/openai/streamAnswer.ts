import type { AnswerEvent } from './answer.ts';
import { Assembly } from './assembly.ts';
import { type Connection, createClient } from './client.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failureOf.ts';
import { IdleClock, Lull } from './idleClock.ts';
import { readAnswer } from './readAnswer.ts';
import { withoutKey } from './redact.ts';
import type { RequestBody } from './request.ts';
import { shownFailure } from './shownFailure.ts';
import type { Patience } from './silence.ts';

export interface AnswerOptions {
  /** Stops the answer; its socket is closed at once. */
  signal: AbortSignal;
  patience: Patience;
}

/**
 * Sends a request once and yields its answer as it arrives, whether it was asked for as a stream or not.
 * Never throws: the last event says how the answer ended, and has the key in nothing that others wrote.
 */
export async function* streamAnswer(
  connection: Connection,
  request: RequestBody,
  { signal, patience }: AnswerOptions,
): AsyncGenerator<AnswerEvent> {
  const begun = performance.now();
  // Without a stream the first word comes with the last.
  const waits = request.stream !== true ? { ...patience, firstToken: patience.firstToken * 10 } : patience;
  const assembly = new Assembly(typeof request['n'] === 'number' ? request['n'] : 1);
  const given = new AbortController();
  let silence: Failure | undefined;
  let requestId: string | undefined;
  const clock = new IdleClock(waits, during => {
    if (during !== 'tail') silence = { kind: during === 'firstToken' ? 'noFirstToken' : 'stalled' };
    given.abort();
  });

  const end = (failure?: Failure): AnswerEvent => {
    const { logprobs, failure: broken, ...ended } = assembly.end(failure, signal.aborted);
    const { apiKey } = connection;
    const known = requestId ? { requestId } : {};
    return {
      type: 'end',
      end: {
        ...withoutKey({ ...ended, ...known, elapsed: performance.now() - begun }, apiKey),
        ...(broken ? { failure: shownFailure({ ...known, ...broken }, apiKey) } : {}),
        // The tokens are those of the text, and as many.
        ...(logprobs ? { logprobs } : {}),
      },
    };
  };

  try {
    const replied = createClient(connection)
      .post('/chat/completions', {
        body: request,
        signal: AbortSignal.any([signal, given.signal]),
        // The clock above decides, not the SDK's own ten minutes.
        timeout: waits.firstToken * 2,
      })
      .asResponse();
    let response = await clock.lullOr(replied);
    while (response instanceof Lull) {
      yield quiet(response);
      response = await clock.lullOr(replied);
    }
    requestId = response.headers.get('x-request-id') ?? undefined;
    if (!response.body) return yield end();
    const answer = readAnswer(response.body, assembly);
    let isAlive = false;
    for (let next = answer.next(); ; ) {
      const heard = await clock.lullOr(next);
      if (heard instanceof Lull) {
        yield quiet(heard);
        continue;
      }
      // What was already on its way when the user stopped it is not shown any more.
      if (signal.aborted || heard.done) return yield end(heard.done ? heard.value : undefined);
      const { value } = heard;
      if (value.type === 'text' || value.type === 'work') clock.content();
      if (value.type === 'text') yield value;
      else if (value.type === 'finished') clock.finish();
      else if (!isAlive) yield { type: 'waiting', wait: { for: 'server' } };
      isAlive = value.type !== 'text';
      next = answer.next();
    }
  } catch (thrown) {
    // An answer that was already proven whole stays whole when its connection breaks afterwards.
    yield end(assembly.finishedAs() ? undefined : (silence ?? failureOf(thrown)));
  } finally {
    clock.stop();
    given.abort();
  }
}

function quiet({ silent }: Lull): AnswerEvent {
  return { type: 'waiting', wait: { for: 'text', silent } };
}
