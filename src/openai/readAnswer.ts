import type { Assembly, TextOf } from './assembly.ts';
import { type BodyPart, type Bytes, readBody } from './body.ts';
import { isWorking, readChunk } from './chunk.ts';
import { readErrorBody } from './errorBody.ts';
import type { ErrorBody, Failure } from './failure.ts';
import { documentFailure, providerFailure } from './failureOf.ts';
import { parseJson } from './parseJson.ts';

/** What is heard of an answer while it comes. */
export type Heard =
  | ({ type: 'text' } & TextOf)
  /** The model is at work on something that is not shown: thoughts, or calls of tools. */
  | { type: 'work' }
  /** The server says that it is still there, and no more. */
  | { type: 'alive' }
  /** Every choice has its finish reason; only what it took may still come. */
  | { type: 'finished' };

/** Events with nothing of the protocol in them that a stream may hold. */
const toleratedOddities = 5;

/**
 * Reads the body of a reply into an assembly, whether it is a stream or one document.
 * @returns what went wrong, other than that something is missing: that is for the assembly to say.
 * @throws as `readBody` does.
 */
export async function* readAnswer(
  body: ReadableStream<Bytes>,
  assembly: Assembly,
  apiKey: string,
): AsyncGenerator<Heard, Failure | undefined> {
  let oddities = 0;
  let finished = false;
  for await (const part of readBody(body)) {
    if (part.type === 'comment') {
      yield { type: 'alive' };
      continue;
    }
    const isEvent = part.type === 'event';
    const text = isEvent ? part.data : part.text;
    if (isEvent && text.trim() === '') continue;
    if (isEvent && text === '[DONE]') {
      assembly.over = true;
      return part.damaged ? { kind: 'malformed' } : undefined;
    }
    const value = parseJson(text);
    const failed = readErrorBody(value) ?? (isEvent ? said(part) : undefined);
    if (failed) return providerFailure(undefined, failed, apiKey);
    if (value === undefined) {
      if (!isEvent) return documentFailure(text, apiKey);
      if (!part.unfinished) return { kind: 'malformed' };
      return assembly.finishedAs() ? undefined : { kind: 'brokenOff' };
    }
    const chunk = readChunk(value);
    if (chunk === 'unreadable') return { kind: 'malformed' };
    if (!chunk) {
      // Events of other names are not for readers who do not know them.
      if (isEvent && part.event !== 'message') continue;
      oddities += 1;
      if (!isEvent || oddities > toleratedOddities) return { kind: 'malformed' };
      continue;
    }
    const texts = assembly.add(chunk);
    for (const fresh of texts) yield { type: 'text', ...fresh };
    if (texts.length === 0 && isWorking(chunk)) yield { type: 'work' };
    if (isEvent && part.damaged) return { kind: 'malformed' };
    if (!isEvent) assembly.over = true;
    if (!finished && assembly.finishedAs()) {
      finished = true;
      yield { type: 'finished' };
    }
  }
  return undefined;
}

/** A server that names its event `error` has failed, whatever the form of the data; JSON that is cut says nothing. */
function said({ event, data, unfinished }: Extract<BodyPart, { type: 'event' }>): ErrorBody | undefined {
  return event === 'error' && !(unfinished && data.startsWith('{')) ? { message: data } : undefined;
}
