import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnswerEvent } from '../../src/openai/answer.ts';
import { streamAnswer } from '../../src/openai/streamAnswer.ts';
import { events, head, key, role, words } from './wireCase.ts';
import { type Step, startWireServer, type Visit } from './wireServer.ts';

const request = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }], stream: true };
const patience = { firstToken: 30_000, stall: 30_000 };

/** Where the user stops: when the request has arrived, or with the first text. */
const moments: [name: string, reply: readonly Step[], stopsAt: 'arrival' | 'text'][] = [
  ['before a head', ['hang'], 'arrival'],
  ['behind the head', [head(), 'hang'], 'arrival'],
  ['within the head', [head().slice(0, 30), 'hang'], 'arrival'],
  ['within an error', [head(500), '{"error":', 'hang'], 'arrival'],
  ['with the first words', [head(), events(role, words('Hello')), 'hang'], 'text'],
  [
    'with many more words in the same packet',
    [head(), events(...Array<unknown>(500).fill(words('x'))), 'hang'],
    'text',
  ],
  ['behind the finish reason', [head(), events(words('Hello', 'stop')), 'hang'], 'text'],
];

describe('an answer that is stopped', () => {
  for (const [name, reply, stopsAt] of moments) {
    it(`${name} ends at once, with its socket, and brings no more words`, async () => {
      await using server = await startWireServer();
      const controller = new AbortController();
      let arrived: (visit: Visit) => void = () => undefined;
      const visit = new Promise<Visit>(resolve => (arrived = resolve));
      const baseUrl = server.urlOf(reply, arrived);
      if (stopsAt === 'arrival') void visit.then(() => controller.abort());
      const heard: AnswerEvent[] = [];
      const options = { signal: controller.signal, patience };
      for await (const event of streamAnswer({ baseUrl, apiKey: key }, request, options)) {
        heard.push(event);
        if (event.type === 'text') controller.abort();
      }
      await (await visit).closed;
      const last = heard.at(-1);
      assert.ok(last?.type === 'end');
      assert.equal(last.end.state, name === 'behind the finish reason' ? 'complete' : 'stopped');
      assert.equal(heard.filter(({ type }) => type === 'text').length, stopsAt === 'text' ? 1 : 0);
    });
  }

  it('by whoever reads it, who just leaves, closes its socket, too', async () => {
    await using server = await startWireServer();
    let arrived: (visit: Visit) => void = () => undefined;
    const visit = new Promise<Visit>(resolve => (arrived = resolve));
    const baseUrl = server.urlOf([head(), events(role, words('Hello')), 'hang'], arrived);
    const options = { signal: new AbortController().signal, patience };
    for await (const event of streamAnswer({ baseUrl, apiKey: key }, request, options)) {
      if (event.type === 'text') break;
    }
    await (await visit).closed;
  });
});
