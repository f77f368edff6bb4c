import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelOf } from '../../../src/models/provider.ts';
import { openai } from '../../../src/models/providers/openai.ts';
import {
  changesBetween,
  exchangeText,
  parametersText,
  withParameters,
} from '../../../src/vscode/inspector/exchangeText.ts';
import type { Exchange } from '../../../src/vscode/services/exchange.ts';

const body = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Why?' }],
  stream: true,
  temperature: 0,
  seed: 7,
};
const endpoint = {
  provider: openai,
  model: modelOf(openai, 'gpt-4o-mini'),
  origin: 'https://api.openai.com',
  host: 'api.openai.com',
  patience: { firstToken: 1, stall: 1, warning: 1 },
};
const exchange: Exchange = {
  request: { endpoint, body, messages: [{ role: 'user', content: 'Why?' }], task: 'explain' },
  begun: Date.UTC(2026, 10, 21),
  reply: {
    url: 'https://api.openai.com/v1/chat/completions',
    sent: { authorization: '[key removed]' },
    status: 200,
    headers: { 'x-request-id': 'req_1' },
    after: 120,
  },
  firstText: 340,
  text: 'Because.',
  end: {
    state: 'complete',
    names: { id: 'chatcmpl-1', model: 'gpt-4o-mini-2024-07-18', fingerprint: 'fp_1' },
    finishReason: 'stop',
    requestId: 'req_1',
    elapsed: 812.4,
  },
  receipt: {
    model: 'gpt-4o-mini',
    promptTokens: 9,
    cachedTokens: 0,
    completionTokens: 3,
    approximate: false,
    cost: 0.00000315,
    elapsed: 812.4,
  },
};

describe('the text of an exchange', () => {
  it('has the exact body, and what came of it', () => {
    assert.deepEqual(JSON.parse(exchangeText(exchange)), {
      request: {
        url: 'https://api.openai.com/v1/chat/completions',
        sentAt: '2026-11-21T00:00:00.000Z',
        task: 'explain',
        headers: { authorization: '[key removed]' },
        body,
      },
      reply: { status: 200, headers: { 'x-request-id': 'req_1' } },
      answer: {
        state: 'complete',
        id: 'chatcmpl-1',
        model: 'gpt-4o-mini-2024-07-18',
        fingerprint: 'fp_1',
        requestId: 'req_1',
        finishReason: 'stop',
        seed: 7,
        text: 'Because.',
      },
      milliseconds: { toHeaders: 120, toFirstText: 340, toEnd: 812 },
      usage: {
        promptTokens: 9,
        cachedTokens: 0,
        completionTokens: 3,
        countedBy: 'api.openai.com',
        dollars: 0.00000315,
      },
    });
  });

  it('says of one that is under way how far it is', () => {
    const { end: _end, receipt: _receipt, reply: _reply, ...begun } = exchange;
    const { answer, request } = JSON.parse(exchangeText({ ...begun, text: 'Be' }));
    assert.deepEqual([answer.state, answer.text], ['streaming', 'Be']);
    assert.equal(request.url, 'https://api.openai.com/v1/chat/completions');
  });
});

describe('the parameters of a request', () => {
  it('are all but its words and the form of the answer', () => {
    assert.equal(parametersText(body), '{"model":"gpt-4o-mini","temperature":0,"seed":7}');
  });

  it('replace those it had; what is left out is not sent', () => {
    assert.deepEqual(withParameters(body, '{"temperature":0.7,"top_p":1}'), {
      messages: body.messages,
      stream: true,
      temperature: 0.7,
      top_p: 1,
      model: 'gpt-4o-mini',
    });
  });

  it('are not taken where they are none, or would change the words', () => {
    const wrong = ['', '[]', 'null', '{"temperature":', '{"model":1}', '{"messages":[]}', '{"stream":false}'];
    assert.deepEqual(
      wrong.map(text => withParameters(body, text)),
      wrong.map(() => undefined),
    );
  });

  it('are compared by name', () => {
    const after = { model: 'gpt-4o-mini', messages: body.messages, stream: true, temperature: 0.7, top_p: 1 };
    assert.equal(changesBetween(body, after), 'temperature 0 → 0.7, seed 7 → –, top_p – → 1');
    assert.equal(changesBetween(body, { ...body }), '');
  });
});
