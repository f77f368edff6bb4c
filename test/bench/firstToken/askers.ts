import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import OpenAI from 'openai';
import { retriedAnswer } from '../../../src/openai/retriedAnswer.ts';

/** Asks the endpoint at a base URL, and resolves when the first word of the answer is there. */
export type Asker = (baseUrl: string) => Promise<void>;

const request = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user' as const, content: 'Hi' }],
  stream: true as const,
};
const apiKey = 'sk-bench';
const patience = { firstToken: 60_000, stall: 60_000 };

let socket: Socket | undefined;
let client: OpenAI | undefined;

export const askers: Readonly<Record<string, Asker>> = {
  /** The limit: one request written to a connection that stays open, and the first packet of the reply. */
  'a round trip': async baseUrl => {
    const { hostname, port, pathname } = new URL(baseUrl);
    socket ??= connect({ host: hostname, port: Number(port), noDelay: true });
    const body = JSON.stringify(request);
    const head = `POST ${pathname}/chat/completions HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: ${body.length}\r\n\r\n`;
    socket.write(head + body);
    await once(socket, 'data');
  },

  fetch: async baseUrl => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers,
      body: JSON.stringify(request),
    });
    const reader = response.body?.getReader();
    await reader?.read();
    void drain(reader);
  },

  openai: async baseUrl => {
    client ??= new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0 });
    const chunks = (await client.chat.completions.create(request))[Symbol.asyncIterator]();
    await chunks.next();
    void drain({ read: () => chunks.next() });
  },

  Gloss: async baseUrl => {
    const options = { signal: new AbortController().signal, patience };
    const events = retriedAnswer({ baseUrl, apiKey }, request, options);
    for (;;) {
      const { value, done } = await events.next();
      if (done || value.type === 'end') throw new Error('An answer without a word.');
      if (value.type === 'text') break;
    }
    void drain({ read: () => events.next() });
  },
};

/** Reads the rest, so that the connection can be used again. */
async function drain(reader: { read(): Promise<{ done?: boolean | undefined }> } | undefined): Promise<void> {
  while (reader && !(await reader.read()).done);
}
