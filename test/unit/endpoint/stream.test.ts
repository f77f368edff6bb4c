import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import OpenAI from 'openai';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import { hello, post, readStream } from './client.ts';

let endpoint: Endpoint;
before(async () => {
  endpoint = await startEndpoint();
});
after(() => endpoint.close());

describe('a stream', () => {
  it('goes role, text, finish reason, usage, [DONE]', async () => {
    const body = { ...hello, stream: true, stream_options: { include_usage: true } };
    const response = await post(endpoint, body);
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    const { chunks, choices, text, finish, done } = await readStream(response);
    assert.equal(choices[0]?.delta.role, 'assistant');
    assert.equal(choices.at(-1)?.finish_reason, 'stop');
    assert.equal(choices.filter(choice => choice.finish_reason !== null).length, 1);
    assert.match(text, /Hello/);
    assert.equal(finish, 'stop');
    assert.ok(done);
    const last = chunks.at(-1);
    assert.deepEqual(last?.choices, []);
    assert.equal(last?.usage?.completion_tokens, choices.length - 2);
    assert.ok(chunks.slice(0, -1).every(chunk => chunk.usage === null));
    assert.equal(new Set(chunks.map(chunk => chunk.id)).size, 1);
  });

  it('tells no usage unasked', async () => {
    const { chunks } = await readStream(await post(endpoint, { ...hello, stream: true }));
    assert.ok(chunks.every(chunk => chunk.usage === undefined && chunk.choices.length > 0));
  });

  it('never splits a character', async () => {
    const text = '你好，世界 🌍👩‍👩‍👧 naïve 𝒳';
    endpoint.play({ text });
    const streamed = await readStream(await post(endpoint, { ...hello, stream: true }));
    assert.equal(streamed.text, text);
    const [opening, ...deltas] = streamed.choices.map(choice => choice.delta.content).slice(0, -1);
    assert.equal(opening, '');
    assert.ok(deltas.every(delta => delta && !delta.includes('\ufffd')));
  });

  it('gives each choice its text and its finish reason', async () => {
    const { choices } = await readStream(await post(endpoint, { ...hello, stream: true, n: 2 }));
    const texts = [0, 1].map(index =>
      choices
        .filter(choice => choice.index === index)
        .map(choice => choice.delta.content ?? '')
        .join(''),
    );
    assert.ok(texts[0]);
    assert.equal(texts[0], texts[1]);
    assert.equal(choices.filter(choice => choice.finish_reason === 'stop').length, 2);
  });

  it('carries the headers of the API, and lets pages of other origins read them', async () => {
    const response = await post(endpoint, { ...hello, stream: true });
    await response.text();
    const names = ['x-request-id', 'openai-processing-ms', 'x-ratelimit-remaining-tokens'];
    for (const name of names) assert.ok(response.headers.get(name), name);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.match(response.headers.get('access-control-expose-headers') ?? '', /x-request-id.*x-ratelimit/);
  });

  it('stops where the test holds it, and goes on when released', async () => {
    endpoint.play({ deltas: ['a', 'b', 'c'] });
    endpoint.hold(2);
    const response = await post(endpoint, { ...hello, stream: true });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('"b"')) text += (await reader?.read())?.value ?? '';
    assert.ok(!text.includes('"c"'));
    endpoint.release();
    while (!text.includes('[DONE]')) text += (await reader?.read())?.value ?? '';
    assert.match(text, /"c"/);
  });
});

describe('the openai package', () => {
  const openClient = () => new OpenAI({ apiKey: 'sk-test', baseURL: endpoint.baseUrl, maxRetries: 0 });
  const messages = [{ role: 'user' as const, content: 'Hello' }];

  it('streams an answer to its end', async () => {
    const stream = openClient().chat.completions.stream({
      model: 'gpt-4o-mini',
      messages,
      stream_options: { include_usage: true },
    });
    const final = await stream.finalChatCompletion();
    assert.match(final.choices[0]?.message.content ?? '', /Hello/);
    assert.equal(final.choices[0]?.finish_reason, 'stop');
    assert.ok(final.usage && final.usage.total_tokens > 0);
  });

  it('sees the error of the API as such', async () => {
    const request = openClient().chat.completions.create({ model: 'gpt-9', messages });
    await assert.rejects(request, (error: unknown) => {
      assert.ok(error instanceof OpenAI.NotFoundError);
      assert.equal(error.code, 'model_not_found');
      assert.match(error.requestID ?? '', /^req_/);
      return true;
    });
  });

  it('lists the models, and finds one', async () => {
    const ids: string[] = [];
    for await (const model of openClient().models.list()) ids.push(model.id);
    assert.ok(ids.includes('gpt-4o-mini'));
    assert.equal((await openClient().models.retrieve('gpt-4o-mini')).id, 'gpt-4o-mini');
    await assert.rejects(openClient().models.retrieve('gpt-9'), OpenAI.NotFoundError);
  });

  it('cancels, and the endpoint sees it', async () => {
    endpoint.hold(3);
    const arrival = endpoint.nextRequest();
    const stream = await openClient().chat.completions.create({
      model: 'gpt-4o-mini',
      messages,
      stream: true,
    });
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta.content) break;
    }
    assert.equal(await (await arrival).aborted, true);
    endpoint.release();
  });

  it('reads to the end, and the endpoint sees that too', async () => {
    const arrival = endpoint.nextRequest();
    await openClient().chat.completions.create({ model: 'gpt-4o-mini', messages });
    assert.equal(await (await arrival).aborted, false);
  });
});

describe('the server', () => {
  it('listens on the loopback address and says what it is', async () => {
    assert.match(endpoint.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(await (await fetch(endpoint.origin)).text(), /no model/);
  });

  it('records what was sent, as it was sent', async () => {
    const arrival = endpoint.nextRequest();
    await (await post(endpoint, JSON.stringify(hello, null, 2))).text();
    const { method, path, headers, text, body } = await arrival;
    assert.deepEqual(
      [method, path, headers.authorization],
      ['POST', '/v1/chat/completions', 'Bearer sk-test'],
    );
    assert.equal(text, JSON.stringify(hello, null, 2));
    assert.deepEqual(body, hello);
  });

  it('answers a preflight, and grants only the headers a client of the API sends', async () => {
    const response = await fetch(`${endpoint.baseUrl}/chat/completions`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:3000',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-stainless-lang,x-evil',
      },
    });
    assert.equal(response.status, 204);
    const granted = response.headers.get('access-control-allow-headers');
    assert.equal(granted, 'authorization, content-type, x-stainless-lang');
  });

  it('refuses a port that is taken', async () => {
    const port = Number(new URL(endpoint.origin).port);
    await assert.rejects(startEndpoint({ port }), { code: 'EADDRINUSE' });
  });

  it('started from the command line, ends on SIGTERM', async t => {
    const main = fileURLToPath(new URL('../../endpoint/main.ts', import.meta.url));
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => child.kill('SIGKILL'));
    const [line] = await once(child.stdout, 'data');
    assert.match(String(line), /no model.*http:\/\/127\.0\.0\.1:\d+\/v1/);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
  });
});
