import type { Assembly, TextOf } from './assembly.ts';
import { type BodyPart, type Bytes, readBody } from './body.ts';
import { type Chunk, isWorking, readChunk } from './chunk.ts';
import { readErrorBody } from './errorBody.ts';
import type { Failure } from './failure.ts';
import { documentFailure, providerFailure } from './failureOf.ts';
import { parseJson } from './parseJson.ts';
import { readPlainChunk } from './plainChunk.ts';

/** What is heard of an answer while it comes. */
export type Heard =
  | ({ type: 'text' } & TextOf)
  /** The model is at work on something that is not shown: thoughts, or calls of tools. */
  | { type: 'work' }
  /** The server says that it is still there, and no more. */
  | { type: 'alive' }
  /** Every choice has its finish reason; only what it took may still come. */
  | { type: 'finished' };

/** What a part of a body means for the answer. */
type Meaning =
  | { type: 'nothing' | 'alive' | 'oddity' | 'cut' | 'over' }
  | { type: 'failed'; failure: Failure }
  | { type: 'chunk'; chunk: Chunk };

/** Events with nothing of the protocol in them that a stream may hold. */
const toleratedOddities = 5;

/**
 * Reads the body of a reply into an assembly, whether it is a stream or one document. Words that came together are heard
 * together.
 * @returns what went wrong, other than that something is missing: that is for the assembly to say.
 * @throws as `readBody` does.
 */
export async function* readAnswer(
  body: ReadableStream<Bytes>,
  assembly: Assembly,
): AsyncGenerator<Heard, Failure | undefined> {
  const listener = new Listener(assembly);
  for await (const parts of readBody(body)) {
    const heard: Heard[] = [];
    const end = listener.hearAll(parts, heard);
    for (const one of heard) yield one;
    if (end) return end.failure;
  }
  return undefined;
}

/** The end of an answer that is not that of its body. */
interface EarlyEnd {
  failure: Failure | undefined;
}

class Listener {
  readonly #assembly: Assembly;
  #oddities = 0;
  #finished = false;

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
  }

  /** Puts what is heard in parts that came together behind what was. */
  hearAll(parts: readonly BodyPart[], heard: Heard[]): EarlyEnd | undefined {
    for (const part of parts) {
      const end = this.#hear(part, heard);
      if (end) return end;
    }
    return undefined;
  }

  #hear(part: BodyPart, heard: Heard[]): EarlyEnd | undefined {
    const assembly = this.#assembly;
    const meaning = part.type === 'document' ? ofDocument(part.text) : ofEvent(part);
    switch (meaning.type) {
      case 'nothing':
        return undefined;
      case 'alive':
        heard.push({ type: 'alive' });
        return undefined;
      case 'oddity':
        this.#oddities += 1;
        return this.#oddities > toleratedOddities ? { failure: { kind: 'malformed' } } : undefined;
      case 'cut':
        return { failure: assembly.finishedAs() ? undefined : { kind: 'brokenOff' } };
      case 'over':
        assembly.over = true;
        return { failure: undefined };
      case 'failed':
        return { failure: meaning.failure };
    }
    const texts = assembly.add(meaning.chunk);
    for (const fresh of texts) addText(heard, fresh);
    if (texts.length === 0 && isWorking(meaning.chunk)) heard.push({ type: 'work' });
    if (part.type === 'document') assembly.over = true;
    else if (part.damaged) return { failure: { kind: 'malformed' } };
    if (!this.#finished && assembly.finishedAs()) {
      this.#finished = true;
      heard.push({ type: 'finished' });
    }
    return undefined;
  }
}

function addText(heard: Heard[], { choice, text }: TextOf): void {
  const last = heard.at(-1);
  if (last?.type === 'text' && last.choice === choice) last.text += text;
  else heard.push({ type: 'text', choice, text });
}

function ofEvent(part: Exclude<BodyPart, { type: 'document' }>): Meaning {
  if (part.type === 'comment') return { type: 'alive' };
  const { event, data, unfinished = false } = part;
  if (data.trim() === '') return { type: 'nothing' };
  if (data === '[DONE]') return { type: 'over' };
  const value = parseJson(data);
  const plain = event === 'message' ? readPlainChunk(value) : undefined;
  if (plain) return { type: 'chunk', chunk: plain };
  const isCut = value === undefined && unfinished;
  // A server that names its event `error` has failed, whatever the form of the data; JSON that is cut says nothing.
  const said = event === 'error' && !(isCut && data.startsWith('{')) ? { message: data } : undefined;
  const error = readErrorBody(value) ?? said;
  if (error) return failed(providerFailure(undefined, error));
  if (isCut) return { type: 'cut' };
  const chunk = readChunk(value);
  if (chunk && chunk !== 'unreadable') return { type: 'chunk', chunk };
  // Events of other names are not for readers who do not know them, unless words may be lost in them.
  const mayHoldWords = chunk === 'unreadable' || (value === undefined && data.startsWith('{'));
  if (event !== 'message' && !mayHoldWords) return { type: 'nothing' };
  return chunk === 'unreadable' || value === undefined ? failed({ kind: 'malformed' }) : { type: 'oddity' };
}

function ofDocument(text: string): Meaning {
  const value = parseJson(text);
  if (value === undefined) return failed(documentFailure(text));
  const error = readErrorBody(value);
  if (error) return failed(providerFailure(undefined, error));
  const chunk = readChunk(value);
  return chunk && chunk !== 'unreadable' ? { type: 'chunk', chunk } : failed({ kind: 'malformed' });
}

function failed(failure: Failure): Meaning {
  return { type: 'failed', failure };
}
