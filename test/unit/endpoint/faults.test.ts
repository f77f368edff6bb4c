import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import { type FaultName, faults } from '../../endpoint/faults.ts';
import { urlCitation } from '../../endpoint/script.ts';
import { hello, post, readError, readStream } from './client.ts';

const streamed = { ...hello, stream: true };

let endpoint: Endpoint;
before(async () => {
  endpoint = await startEndpoint();
});
after(() => endpoint.close());

type Check = (response: Response) => Promise<void>;
const refusal =
  (status: number, code: string | null): Check =>
  async response => {
    assert.equal(response.status, status);
    assert.equal((await readError(response)).code, code);
  };
const page =
  (status: number): Check =>
  async response => {
    assert.equal(response.status, status);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(await response.text(), /<title>/);
  };
const stream =
  (expected: { finish?: string; done: boolean; text: RegExp }): Check =>
  async response => {
    const { text, finish, done } = await readStream(response);
    assert.deepEqual({ finish, done }, { finish: expected.finish, done: expected.done });
    assert.match(text, expected.text);
  };

/** What a client sees of each fault that ends by itself, when it asked for a stream. */
const outcomes: Record<Exclude<FaultName, 'noHeaders' | 'stall' | 'slow'>, Check> = {
  asUsual: stream({ finish: 'stop', done: true, text: /^You asked/ }),
  wrongKey: refusal(401, 'invalid_api_key'),
  forbidden: refusal(403, 'model_not_found'),
  modelNotFound: refusal(404, 'model_not_found'),
  pathNotFound: refusal(404, null),
  rateLimit: async response => {
    assert.equal(response.headers.get('retry-after'), '1');
    await refusal(429, 'rate_limit_exceeded')(response);
  },
  noQuota: refusal(429, 'insufficient_quota'),
  serverError: refusal(500, null),
  overloaded: refusal(503, 'server_is_overloaded'),
  badGatewayHtml: page(502),
  htmlOk: page(200),
  jsonErrorOk: refusal(200, null),
  commandLinkError: async response => {
    assert.match((await readError(response)).message, /\[Fix\]\(command:workbench\.action\.terminal\.new\)/);
  },
  empty: async response => assert.equal(await response.text(), ''),
  onlyDone: async response => assert.equal(await response.text(), 'data: [DONE]\n\n'),
  jsonAnswerOk: async response => {
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.match(await response.text(), /"object":"chat.completion"/);
  },
  cutBeforeFinish: response => assert.rejects(response.text()),
  endBeforeFinish: stream({ done: false, text: /^You asked/ }),
  doneBeforeFinish: stream({ done: true, text: /^You asked/ }),
  midStreamError: async response => {
    const events = (await response.text()).trim().split('\n\n');
    assert.match(events.at(-2) ?? '', /"content":/);
    assert.match(events.at(-1) ?? '', /^data: \{"error":\{/);
  },
  malformedEvent: async response => {
    const events = (await response.text()).trim().split('\n\n');
    const broken = events.filter(event => event !== 'data: [DONE]' && !event.endsWith('}'));
    assert.equal(broken.length, 1);
    assert.equal(events.at(-1), 'data: [DONE]');
  },
  length: stream({ finish: 'length', done: true, text: /^You asked/ }),
  contentFilter: stream({ finish: 'content_filter', done: true, text: /^You asked/ }),
  refusal: async response => {
    const { text, choices } = await readStream(response);
    assert.equal(text, '');
    assert.match(choices.map(choice => choice.delta.refusal ?? '').join(''), /can't help/);
  },
  schemaViolation: stream({ finish: 'stop', done: true, text: /^\{"unexpected":true\}$/ }),
  invalidJson: stream({ finish: 'stop', done: true, text: /^Sure!/ }),
  cutJson: stream({ finish: 'length', done: true, text: /^\{"tags":\["queue","upl$/ }),
};

describe('the fault', () => {
  for (const [name, check] of Object.entries(outcomes)) {
    it(`${name} is played once`, async () => {
      const known = Object.keys(faults).find((key): key is FaultName => key === name);
      assert.ok(known);
      endpoint.play(known);
      await check(await post(endpoint, streamed));
      const { finish } = await readStream(await post(endpoint, streamed));
      assert.equal(finish, 'stop');
    });
  }

  it('noHeaders answers nothing until the client closes', async () => {
    endpoint.play('noHeaders');
    const client = new AbortController();
    const arrival = endpoint.nextRequest();
    const answer = post(endpoint, streamed, { signal: client.signal });
    const { aborted } = await arrival;
    client.abort();
    await assert.rejects(answer, { name: 'AbortError' });
    assert.equal(await aborted, true);
  });

  it('stall sends half of the text and nothing more until the client closes', async () => {
    endpoint.play({ deltas: ['one', 'two', 'three', 'four'], ending: 'stall' });
    const client = new AbortController();
    const arrival = endpoint.nextRequest();
    const response = await post(endpoint, streamed, { signal: client.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('"two"')) text += (await reader?.read())?.value ?? '';
    assert.ok(!text.includes('"three"'));
    client.abort();
    assert.equal(await (await arrival).aborted, true);
  });

  it('slow sends no text before it is released', async () => {
    endpoint.play('slow');
    const response = await post(endpoint, streamed);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader?.read())?.value ?? '';
    assert.ok(!/"content":"[^"]/.test(text));
    endpoint.release();
    while (!text.includes('[DONE]')) text += (await reader?.read())?.value ?? '';
    assert.match(text, /"finish_reason":"stop"/);
  });

  for (const ending of ['reset', 'eof', 'done', 'malformed'] as const) {
    it(`ending "${ending}" leaves no whole JSON answer either`, async () => {
      endpoint.play({ text: 'Hello there', ending });
      const body = post(endpoint, hello).then(response => response.json());
      await assert.rejects(body);
    });
  }

  it('of our making is not taken for a client that closed', async () => {
    endpoint.play('cutBeforeFinish');
    const arrival = endpoint.nextRequest();
    await assert.rejects((await post(endpoint, streamed)).text());
    assert.equal(await (await arrival).aborted, false);
  });
});

describe('a script', () => {
  afterEach(() => endpoint.release());

  it('is played as often as told, in order', async () => {
    endpoint.play('serverError', 2);
    endpoint.play({ text: 'Fine.' });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await post(endpoint, hello)).status);
    assert.deepEqual(statuses, [500, 500, 200]);
  });

  it('waits for a request that is in order', async () => {
    endpoint.play({ text: 'Scripted.' });
    assert.equal((await post(endpoint, { ...hello, n: 0 })).status, 400);
    assert.equal((await readStream(await post(endpoint, streamed))).text, 'Scripted.');
  });

  it('sends its deltas one by one, and nothing of its own', async () => {
    endpoint.play({ deltas: ['Hel', 'lo'] });
    const { choices } = await readStream(await post(endpoint, streamed));
    const deltas = choices.map(choice => choice.delta.content).filter(Boolean);
    assert.deepEqual(deltas, ['Hel', 'lo']);
  });

  it('sends a value as JSON', async () => {
    endpoint.play({ json: { tags: ['a'] } });
    assert.equal((await readStream(await post(endpoint, streamed))).text, '{"tags":["a"]}');
  });

  it('annotates an answer in its last delta, or in its message', async () => {
    const annotations = [urlCitation('https://example.com/', 'Example'), { type: 'other' }];
    endpoint.play({ text: 'Hello there', annotations }, 2);
    const { choices, text } = await readStream(await post(endpoint, streamed));
    assert.equal(text, 'Hello there');
    assert.deepEqual(choices.map(({ delta }) => delta.annotations).filter(Boolean), [annotations]);
    const whole = await (await post(endpoint, hello)).json();
    assert.deepEqual(whole.choices[0].message.annotations, annotations);
  });

  it('calls tools', async () => {
    endpoint.play({ toolCalls: [{ name: 'read_file', arguments: { path: 'a.ts' } }] });
    const { choices, finish } = await readStream(await post(endpoint, streamed));
    const bits = choices.flatMap(choice => choice.delta.tool_calls ?? []);
    assert.equal(bits[0]?.function.name, 'read_file');
    assert.equal(bits.map(bit => bit.function.arguments).join(''), '{"path":"a.ts"}');
    assert.equal(finish, 'tool_calls');
  });

  it('redirects to where it is told', async () => {
    endpoint.play({ redirect: 'http://127.0.0.1:9/elsewhere' });
    const response = await post(endpoint, hello, { redirect: 'manual' });
    assert.equal(response.status, 307);
    assert.equal(response.headers.get('location'), 'http://127.0.0.1:9/elsewhere');
  });

  it('of HTTP alone is played for the models too; others wait', async () => {
    const list = () => fetch(`${endpoint.baseUrl}/models`, { headers: { authorization: 'Bearer k' } });
    endpoint.play('overloaded');
    endpoint.play({ text: 'Later.' });
    assert.equal((await list()).status, 503);
    assert.equal((await list()).status, 200);
    assert.equal((await readStream(await post(endpoint, streamed))).text, 'Later.');
  });
});
