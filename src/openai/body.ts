import { createParser } from 'eventsource-parser';

/** A reply's body, by what it turns out to be rather than by what its Content-Type says. */
export type BodyPart =
  | { type: 'event'; event: string; data: string }
  /** A JSON or HTML document in place of a stream, whole. */
  | { type: 'document'; text: string };

/** A document this long is no answer of a chat model, in UTF-16 units. */
const longestDocument = 16_000_000;

/**
 * Reads a body as server-sent events, or as one document when its first character says that it is one. Bytes are decoded
 * as one stream, so that a character split over two packets is whole, and a last event that lacks its blank line is kept:
 * servers that close in a hurry leave it out.
 *
 * Leaving the iteration early closes the connection.
 * @throws what the connection fails with.
 */
export async function* readBody(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<BodyPart> {
  const events: BodyPart[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => events.push({ type: 'event', event: event ?? 'message', data }),
  });
  let opening = '';
  let document: string | undefined;
  let sniffed = false;
  for await (const text of decode(body)) {
    if (!sniffed) {
      opening += text;
      const first = opening.trimStart()[0];
      if (first === undefined) continue;
      sniffed = true;
      if (first === '{' || first === '[' || first === '<') document = opening;
      else parser.feed(opening);
    } else if (document === undefined) {
      parser.feed(text);
    } else if (document.length < longestDocument) {
      document += text;
    }
    yield* events.splice(0);
  }
  parser.feed('\n\n');
  yield* events.splice(0);
  if (document !== undefined) yield { type: 'document', text: document };
}

async function* decode(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
