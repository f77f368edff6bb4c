import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { AnswerEnd, Wait } from '../../../src/openai/answer.ts';
import type { FailureKind } from '../../../src/openai/failure.ts';
import type { RequestBody } from '../../../src/openai/request.ts';
import type { Patience } from '../../../src/openai/silence.ts';
import { streamAnswer } from '../../../src/openai/streamAnswer.ts';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import type { Script } from '../../endpoint/script.ts';
import { head } from '../../wire/wireCase.ts';
import { startWireServer } from '../../wire/wireServer.ts';
import { answerFrom, key, patience, request } from './answerFrom.ts';
import { endless, withServer } from './serve.ts';

let endpoint: Endpoint;
beforeEach(async () => {
  endpoint = await startEndpoint();
});
afterEach(() => endpoint.close());

function answerTo(
  asked: RequestBody,
  options: Parameters<typeof answerFrom>[2] = {},
): ReturnType<typeof answerFrom> {
  return answerFrom(endpoint.baseUrl, asked, options);
}

describe('an answer', () => {
  it('arrives whole, with its usage and request id', async () => {
    endpoint.play({ deltas: ['Hello, ', 'wörld ', '🌍'] });
    const { text, end } = await answerTo(request);
    assert.equal(text, 'Hello, wörld 🌍');
    assert.equal(end.state, 'complete');
    assert.equal(end.finishReason, 'stop');
    assert.equal('failure' in end, false);
    assert.ok(end.requestId);
    assert.ok(end.usage && end.usage.promptTokens > 0 && end.usage.completionTokens > 0);
  });

  it('says what became of its prediction, and nothing of one that it did not have', async () => {
    endpoint.play({ text: 'let total = 1;' }, 2);
    const plain = await answerTo(request);
    assert.equal(plain.end.usage && 'prediction' in plain.end.usage, false);
    const prediction = { type: 'content', content: 'let sum = 1;' };
    const { end } = await answerTo({ ...request, prediction });
    assert.deepEqual(end.usage?.prediction, { accepted: 5, rejected: 1 });
    assert.equal(end.usage.completionTokens, 7, 'what was rejected is paid for, too');
  });

  it('is the same when it was not asked for as a stream', async () => {
    endpoint.play({ text: 'Whole at once.' });
    const { stream_options: _unused, ...rest } = request;
    const { text, end } = await answerTo({ ...rest, stream: false });
    assert.equal(text, 'Whole at once.');
    assert.equal(end.state, 'complete');
  });

  it('keeps several choices apart', async () => {
    const choices = new Set<number>();
    const options = { signal: new AbortController().signal, patience };
    const connection = { baseUrl: endpoint.baseUrl, apiKey: key };
    for await (const event of streamAnswer(connection, { ...request, n: 2 }, options)) {
      if (event.type === 'text') choices.add(event.choice);
      else if (event.type === 'end') assert.equal(event.end.state, 'complete');
    }
    assert.deepEqual([...choices].sort(), [0, 1]);
  });

  it('that the user stops keeps its text and closes the socket', async () => {
    endpoint.hold(3);
    const controller = new AbortController();
    const recorded = endpoint.nextRequest();
    const { text, end } = await answerTo(request, {
      signal: controller.signal,
      onText: () => controller.abort(),
    });
    assert.equal(end.state, 'stopped');
    assert.notEqual(text, '');
    assert.equal(await (await recorded).aborted, true);
  });

  it('that was stopped before it began is stopped', async () => {
    const { text, end } = await answerTo(request, { signal: AbortSignal.abort() });
    assert.equal(end.state, 'stopped');
    assert.equal(text, '');
    assert.equal(endpoint.requests.length, 0);
  });

  it('that never begins is given up after the first-token time', async () => {
    endpoint.play('noHeaders');
    // Long enough for the request to arrive, however busy the machine.
    const recorded = endpoint.nextRequest();
    const { end } = await answerTo(request, { patience: { firstToken: 2_000, stall: 30_000 } });
    assert.equal(end.state, 'error');
    assert.equal(end.failure?.kind, 'noFirstToken');
    assert.equal(await (await recorded).aborted, true);
  });

  it('that stalls is given up after the stall time, and its text kept', async () => {
    endpoint.play('stall');
    const { text, end } = await answerTo(request, { patience: { firstToken: 30_000, stall: 50 } });
    assert.equal(end.state, 'interrupted');
    assert.equal(end.failure?.kind, 'stalled');
    assert.notEqual(text, '');
  });
});

describe('what is no complete answer says how it ended', () => {
  const endings: [Script, AnswerEnd['state'], FailureKind | undefined][] = [
    ['wrongKey', 'error', 'wrongKey'],
    // A project without access to the model: the status is 403, the cause is in the code.
    ['forbidden', 'error', 'modelNotFound'],
    ['modelNotFound', 'error', 'modelNotFound'],
    ['pathNotFound', 'error', 'pathNotFound'],
    ['rateLimit', 'error', 'rateLimit'],
    ['noQuota', 'error', 'noQuota'],
    ['serverError', 'error', 'server'],
    ['overloaded', 'error', 'server'],
    ['badGatewayHtml', 'error', 'notAnApi'],
    ['htmlOk', 'error', 'notAnApi'],
    ['jsonErrorOk', 'error', 'server'],
    ['commandLinkError', 'error', 'badRequest'],
    ['empty', 'error', 'empty'],
    ['onlyDone', 'error', 'empty'],
    ['endBeforeFinish', 'interrupted', 'brokenOff'],
    ['doneBeforeFinish', 'interrupted', 'brokenOff'],
    ['midStreamError', 'interrupted', 'server'],
    ['malformedEvent', 'interrupted', 'malformed'],
    ['length', 'cut', undefined],
    ['contentFilter', 'filtered', undefined],
    ['refusal', 'refused', undefined],
    ['jsonAnswerOk', 'complete', undefined],
  ];
  for (const [script, state, kind] of endings) {
    it(`${script} is ${state}${kind ? `, ${kind}` : ''}`, async () => {
      endpoint.play(script);
      const { text, end } = await answerTo(request);
      assert.equal(end.state, state);
      assert.equal(end.failure?.kind, kind);
      if (state === 'interrupted' || state === 'cut') assert.notEqual(text, '', 'what arrived is kept');
    });
  }

  it('is broken off when the connection is reset, whether or not text came through before', async () => {
    endpoint.play('cutBeforeFinish');
    const { text, end } = await answerTo(request);
    assert.equal(end.state, text === '' ? 'error' : 'interrupted');
    assert.equal(end.failure?.kind, 'brokenOff');
  });

  it('reports the wait that a rate limit asks for', async () => {
    endpoint.play('rateLimit');
    assert.equal((await answerTo(request)).end.failure?.retryAfter, 1000);
  });

  it('tries once: retries are for the caller to show', async () => {
    endpoint.play('serverError');
    await answerTo(request);
    assert.equal(endpoint.requests.length, 1);
  });

  it('is a refusal whose words do not come to an end', async () => {
    const { listener, sent } = endless(401);
    const { end } = await withServer(listener, host => answerFrom(`http://${host}/v1`, request));
    assert.deepEqual(end.failure, { kind: 'wrongKey', status: 401 });
    // What is under way in sockets is on top of what is taken in.
    assert.ok(sent() < 50, `${sent()} MB`);
  });

  it('is unreachable where nobody listens', async () => {
    const { baseUrl } = endpoint;
    await endpoint.close();
    const { end } = await answerFrom(baseUrl, request);
    assert.equal(end.failure?.kind, 'unreachable');
    assert.equal(end.failure?.code, 'ECONNREFUSED');
    endpoint = await startEndpoint();
  });
});

describe('a key', () => {
  it('is taken out of what the provider says about it', async () => {
    await endpoint.close();
    endpoint = await startEndpoint({ keys: ['another'] });
    const { end } = await answerTo(request);
    assert.equal(end.failure?.kind, 'wrongKey');
    assert.doesNotMatch(JSON.stringify(end), /canary/);
  });
});

describe('the environment', () => {
  const variables = {
    OPENAI_API_KEY: 'sk-from-the-environment',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_ORG_ID: 'org-environment',
    OPENAI_PROJECT_ID: 'project-environment',
    OPENAI_CUSTOM_HEADERS: 'authorization: Bearer environment\nx-environment: yes',
    OPENAI_LOG: 'debug',
  };
  before(() => Object.assign(process.env, variables));
  after(() => {
    for (const name of Object.keys(variables)) delete process.env[name];
  });

  it('adds nothing to a request and does not send it elsewhere', async () => {
    const recorded = endpoint.nextRequest();
    const { end } = await answerTo(request);
    assert.equal(end.state, 'complete');
    const { headers, text } = await recorded;
    assert.equal(headers.authorization, `Bearer ${key}`);
    assert.doesNotMatch(JSON.stringify(headers) + text, /environment/);
    assert.doesNotMatch(JSON.stringify(headers), /stainless/);
  });
});

describe('the framing of a stream', () => {
  const body = [
    '\uFEFF: waiting\r\n\r\n',
    'data:{"choices":[{"index":0,"delta":{"role":"assistant","content":"Grüße "}}]}\r\n\r\n',
    'event: ping\ndata: \n\n',
    'data: {"choices":[]}\n\n',
    'data: {"choices":[{"index":0,\ndata: "delta":{"content":"🌍"},"finish_reason":"stop"}]}\n\n',
    'data: {"usage":{"prompt_tokens":3,"completion_tokens":2},"choices":[]}',
  ].join('');

  it('is read alike however its bytes are split', async () => {
    const bytes = Buffer.from(body);
    const half: RequestListener = async ({ url }, response) => {
      const at = Number(url?.split('/')[1]);
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write(bytes.subarray(0, at));
      // A packet of its own for each part, in every run.
      await new Promise(resolve => setImmediate(resolve));
      response.end(bytes.subarray(at));
    };
    await withServer(half, async host => {
      for (let at = 1; at < bytes.length; at += 1) {
        const { text, end } = await answerFrom(`http://${host}/${at}`, request);
        assert.equal(text, 'Grüße 🌍', `split at ${at}`);
        assert.equal(end.state, 'complete', `split at ${at}`);
        assert.equal(end.usage?.completionTokens, 2, `split at ${at}`);
      }
    });
  });
});

describe('what is waited for', () => {
  /** The events of a stream whose parts come as they are, without those of its text. */
  async function waits(parts: readonly string[], patience: Patience): Promise<Wait[]> {
    const heard: Wait[] = [];
    await using server = await startWireServer();
    const baseUrl = server.urlOf([head(), ...parts, 'hang']);
    const options = { signal: new AbortController().signal, patience };
    for await (const event of streamAnswer({ baseUrl, apiKey: key }, request, options)) {
      if (event.type === 'waiting') heard.push(event.wait);
    }
    return heard;
  }
  const text = 'data: {"choices":[{"delta":{"content":"x"}}]}\n\n';
  const thought = 'data: {"choices":[{"delta":{"reasoning":"Hm."}}]}\n\n';

  it('is the server when it says so, once between two texts', async () => {
    const parts = [': at work\n\n', ': at work\n\n', thought, text, text, thought, ': at work\n\n', text];
    assert.deepEqual(await waits(parts, { firstToken: 30_000, stall: 100 }), [
      { for: 'server' },
      { for: 'server' },
    ]);
  });

  const patient = { firstToken: 30_000, stall: 30_000, warning: 50 };
  for (const [what, parts] of [
    ['the head of the reply', ['hang']],
    ['the first word', [head(), 'hang']],
    ['a word', [head(), text, 'hang']],
  ] as const) {
    it(`is ${what}, after a while`, async () => {
      await using server = await startWireServer();
      const options = { signal: new AbortController().signal, patience: patient };
      const connection = { baseUrl: server.urlOf(parts), apiKey: key };
      for await (const event of streamAnswer(connection, request, options)) {
        if (event.type === 'text') continue;
        assert.ok(event.type === 'waiting' && event.wait.for === 'text' && event.wait.silent >= 50);
        return;
      }
      assert.fail('It was not told.');
    });
  }

  it('is waited for longer when the answer is to come at once', async () => {
    await using server = await startWireServer();
    const controller = new AbortController();
    const options = { signal: controller.signal, patience: { firstToken: 50, stall: 30_000 } };
    const ended = async (stream: boolean): Promise<boolean> => {
      const connection = { baseUrl: server.urlOf(['hang']), apiKey: key };
      for await (const event of streamAnswer(connection, { ...request, stream }, options)) {
        if (event.type === 'end') return stream;
      }
      return assert.fail('It has no end.');
    };
    assert.equal(await Promise.race([ended(true), ended(false)]), true);
    controller.abort();
  });
});

describe('a request', () => {
  it('asks for bytes as they are, and names its reply in what went wrong', async () => {
    const recorded = endpoint.nextRequest();
    endpoint.play('midStreamError');
    const { end } = await answerTo(request);
    assert.equal((await recorded).headers['accept-encoding'], 'identity');
    assert.ok(end.requestId);
    assert.equal(end.failure?.requestId, end.requestId);
    assert.ok(end.elapsed > 0 && end.elapsed < 30_000);
  });
});
