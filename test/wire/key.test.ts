import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listModels } from '../../src/openai/modelList.ts';
import type { Reply } from '../../src/openai/reply.ts';
import { streamAnswer } from '../../src/openai/streamAnswer.ts';
import { logFailure } from '../../src/vscode/services/log.ts';
import { encodedForms, formsIn } from './encodedForms.ts';
import { chunk, completion, document, done, events, head, key, stop, stream, words } from './wireCase.ts';
import { type Step, startWireServer, type Visit, type WireServer } from './wireServer.ts';

/** Another key, which nobody has to hide: that it is found shows that everything is looked through. */
const control = 'sk-wire-control-fedcba9876543210';

/** Where in a reply its server may repeat what it was sent, other than in the text of an answer. */
const echoes: Readonly<Record<string, (echo: string) => readonly Step[]>> = {
  'an error’s message': echo => document(401, { error: { message: `Wrong key ${echo}.` } }),
  'its code': echo => document(400, { error: { message: 'No.', code: echo } }),
  'its parameter': echo => document(400, { error: { message: 'No.', param: `headers.${echo}` } }),
  'what a server behind it said': echo =>
    document(502, { error: { message: 'No.', metadata: { raw: `{"key":"${echo}"}` } } }),
  'plain words': echo => document(403, `Forbidden: ${echo}`),
  'the title of a page': echo => document(200, `<html><title>No entry for ${echo}</title></html>`),
  'an error within a stream': echo => stream(words('Hel'), { error: { message: `Wrong key ${echo}.` } }),
  'an event of that name': echo => [head(), `event: error\ndata: ${echo}\n\n`],
  'a header': echo => [
    head(200, { 'x-request-id': echo, 'x-echo': `Bearer ${echo}`, 'set-cookie': `key=${echo}` }),
    events(words('Hello', 'stop'), done),
  ],
  'where it sends one on': echo => [head(307, { location: `https://example.com/?key=${echo}` })],
  'the names of an answer': echo =>
    stream({ ...words('Hello'), id: echo, model: `gpt ${echo}`, system_fingerprint: echo }, stop, done),
  'the reason why it ends': echo => stream(words('Hello', echo), done),
  'a refusal': echo => stream(chunk({ refusal: `I cannot use ${echo}.` }, 'stop'), done),
  'a citation': echo =>
    stream(
      words('Hello'),
      chunk({
        annotations: [
          {
            type: 'url_citation',
            url_citation: { url: `https://example.com/?key=${echo}`, title: `Found for ${echo}` },
          },
        ],
      }),
      stop,
      done,
    ),
  'a document': echo => document(200, { ...completion({ content: 'Hello' }), model: echo }),
};

describe('a key that a server repeats', () => {
  it('where its words are cut is not there in part', async () => {
    await using server = await startWireServer();
    const encoded = Buffer.from(key).toString('hex');
    const error = { message: '.'.repeat(4_000 - encoded.length + 2) + encoded };
    const { told } = await toldOf(server, document(401, { error }));
    assert.match(told, /\.{100}/);
    assert.ok(!told.includes(encoded.slice(0, 20)), told.slice(-200));
    const listed = await listModels(
      { baseUrl: server.urlOf(document(401, { error })), apiKey: key },
      new AbortController().signal,
    );
    const detail = 'failure' in listed ? (listed.failure.detail ?? '') : '';
    assert.match(detail, /\.{100}/);
    assert.ok(!detail.includes(encoded.slice(0, 20)), detail.slice(-200));
  });

  for (const [place, write] of Object.entries(echoes)) {
    it(`in ${place} reaches nobody, in no form`, async () => {
      await using server = await startWireServer();
      for (const [form, encode] of Object.entries(encodedForms)) {
        const { told, visits } = await toldOf(server, write(encode(key)));
        assert.deepEqual(formsIn(told, key), [], form);
        for (const { request } of visits) {
          assert.equal(request.split(key).length, 2, 'it was sent in one place');
          assert.match(request, new RegExp(`^authorization: Bearer ${key}\\r$`, 'im'));
          assert.deepEqual(formsIn(request.replace(key, ''), key), []);
        }
      }
      assert.notDeepEqual(formsIn((await toldOf(server, write(control))).told, control), []);
    });
  }
});

/** Everything that Gloss could show, log or keep of a reply, as it would be written. */
async function toldOf(
  server: WireServer,
  reply: readonly Step[],
): Promise<{ told: string; visits: Visit[] }> {
  const told: unknown[] = [];
  const visits: Visit[] = [];
  const connection = {
    baseUrl: server.urlOf(reply, visit => visits.push(visit)),
    apiKey: key,
    onReply: (reply: Reply) => told.push(reply),
  };
  const options = {
    signal: new AbortController().signal,
    patience: { firstToken: 30_000, stall: 30_000 },
  };
  const log = { warn: (line: string) => void told.push(line) };
  for await (const event of streamAnswer(connection, { model: 'gpt-4o-mini', stream: true }, options)) {
    told.push(event);
    if (event.type === 'end' && event.end.failure) logFailure(log, 'api.example.com', event.end.failure);
  }
  // Once as it is kept, once as it is read.
  return { told: JSON.stringify(told) + texts(told).join('\n'), visits };
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...texts(inner)]);
}
