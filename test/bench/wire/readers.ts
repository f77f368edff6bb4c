import { createParser } from 'eventsource-parser';
import OpenAI from 'openai';
import { retriedAnswer } from '../../../src/openai/retriedAnswer.ts';
import { eventData } from './events.ts';

/** Reads the answer that a base URL gives, to its end. @returns how many characters of text it had. */
export type Reader = (baseUrl: string) => Promise<number>;

const request = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user' as const, content: 'Hi' }],
  stream: true as const,
};
const apiKey = 'sk-bench';
const patience = { firstToken: 60_000, stall: 60_000 };

const data = eventData();

export const readers: Readonly<Record<string, Reader>> = {
  /** The limit: what every reader has to do at least. */
  'JSON.parse of all, nothing else': async () => {
    let length = 0;
    for (const text of data) length += lengthIn(JSON.parse(text));
    return length;
  },

  'fetch, bytes thrown away': async baseUrl => {
    let size = 0;
    for await (const bytes of await bodyOf(baseUrl)) size += bytes.byteLength;
    return size > 0 ? expectedLength : 0;
  },

  'fetch, eventsource-parser, JSON.parse': async baseUrl => {
    let length = 0;
    const parser = createParser({
      onEvent: event => {
        if (event.data !== '[DONE]') length += lengthIn(JSON.parse(event.data));
      },
    });
    const decoder = new TextDecoder();
    for await (const bytes of await bodyOf(baseUrl)) parser.feed(decoder.decode(bytes, { stream: true }));
    return length;
  },

  '`openai`, `create({ stream: true })`': async baseUrl => {
    let length = 0;
    const stream = await clientOf(baseUrl).chat.completions.create(request);
    for await (const { choices } of stream) length += choices[0]?.delta.content?.length ?? 0;
    return length;
  },

  '`openai`, `.stream()`': async baseUrl => {
    let length = 0;
    const stream = clientOf(baseUrl).chat.completions.stream(request);
    for await (const { choices } of stream) length += choices[0]?.delta.content?.length ?? 0;
    await stream.finalChatCompletion();
    return length;
  },

  Gloss: async baseUrl => {
    let length = 0;
    const options = { signal: new AbortController().signal, patience };
    for await (const event of retriedAnswer({ baseUrl, apiKey }, request, options)) {
      if (event.type === 'text') length += event.text.length;
      if (event.type === 'end' && event.end.state !== 'complete') throw new Error(event.end.state);
    }
    return length;
  },
};

/** Of the text that every reader has to come to. */
export const expectedLength = data.reduce((sum, text) => sum + lengthIn(JSON.parse(text)), 0);

function lengthIn(chunk: { choices: { delta: { content: string } }[] }): number {
  return chunk.choices[0]?.delta.content.length ?? 0;
}

async function bodyOf(baseUrl: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers,
    body: JSON.stringify(request),
  });
  if (!response.body) throw new Error('The answer has no body.');
  return response.body;
}

function clientOf(baseURL: string): OpenAI {
  return new OpenAI({ apiKey, baseURL, maxRetries: 0 });
}
