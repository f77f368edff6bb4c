import { EventParser, type StreamPart } from './eventParser.ts';

/** A reply's body, by what it turns out to be rather than by what its Content-Type says. */
export type BodyPart =
  | (StreamPart & {
      /** Set when the body ended in the middle of it. */
      unfinished?: true;
      /** Set when there were bytes before its end that are no text. */
      damaged?: true;
    })
  /** A JSON document, a page or a few words in place of a stream, whole. */
  | { type: 'document'; text: string };

export type Bytes = Uint8Array<ArrayBuffer>;

/** No answer of a chat model has so many bytes, with all that a stream puts around its words. */
export const largestBody = 128 * 2 ** 20;

/** Nor has a list of models, with all that gateways say of each. */
export const largestDocument = 32 * 2 ** 20;

/** What went wrong is said in less. */
export const largestError = 2 ** 20;

/** What is thrown for a body that does not come to an end. */
export class BodyTooLarge extends Error {}

/**
 * Reads a body as server-sent events, or as one document when its first character says that it is one. Bytes are decoded
 * as one stream, so that a character split over two packets is whole, and a last event that lacks its blank line is kept:
 * servers that close in a hurry leave it out.
 *
 * Yields what a packet brings at once, and nothing for one that brings nothing: when more comes than can be read, the steps of
 * the iteration are few.
 * Leaving the iteration early closes the connection.
 * @throws what the connection fails with, and BodyTooLarge.
 */
export async function* readBody(body: ReadableStream<Bytes>): AsyncGenerator<BodyPart[]> {
  const parser = new EventParser();
  let opening = '';
  let document: string[] | undefined;
  let isStream = false;
  for await (const { text, damaged } of decode(body, largestBody)) {
    if (document) {
      document.push(text);
      continue;
    }
    if (!isStream) opening += text;
    const first = opening.trimStart()[0];
    if (first === undefined) continue;
    if (!isStream && '{[<'.includes(first)) {
      document = [opening];
      continue;
    }
    const parts = parser.feed(isStream ? text : opening);
    isStream = true;
    if (parts.length > 0) yield damaged ? parts.map(part => ({ ...part, damaged: true })) : parts;
  }
  const left = parser.finish();
  if (left.length > 0) yield left.map(part => ({ ...part, unfinished: true }));
  if (document) yield [{ type: 'document', text: document.join('') }];
  else if (!looksLikeEvents(opening)) yield [{ type: 'document', text: opening }];
}

/**
 * Reads a body as one text.
 * @param largest in bytes.
 * @throws what the connection fails with, and BodyTooLarge.
 */
export async function readText(body: ReadableStream<Bytes> | null, largest: number): Promise<string> {
  const texts: string[] = [];
  if (body) for await (const { text } of decode(body, largest)) texts.push(text);
  return texts.join('');
}

/**
 * Whether a body begins with a line of a stream, or with the beginning of one; a body without a word, or with a byte order
 * mark that is cut, passes for it.
 */
function looksLikeEvents(opening: string): boolean {
  const [name = ''] = /^[^:\r\n\uFFFD]*/.exec(opening.trimStart()) ?? [];
  return ['data', 'event', 'id', 'retry', 'error'].some(field => field.startsWith(name));
}

interface Decoded {
  text: string;
  /** Whether a byte up to here belongs to no character. */
  damaged: boolean;
}

async function* decode(body: ReadableStream<Bytes>, largest: number): AsyncGenerator<Decoded> {
  const decoder = new TextDecoder();
  // Says of damage what the other one replaces, which an answer may have in its text, too.
  const strict = new TextDecoder('utf-8', { fatal: true });
  const reader = body.getReader();
  let damaged = false;
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > largest) throw new BodyTooLarge();
      damaged ||= !isText(value, strict);
      yield { text: decoder.decode(value, { stream: true }), damaged };
    }
    yield { text: decoder.decode(), damaged };
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function isText(bytes: Bytes, strict: TextDecoder): boolean {
  try {
    strict.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
