import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import { answerFrom, events, request, served } from './answerFrom.ts';

let endpoint: Endpoint;
beforeEach(async () => {
  endpoint = await startEndpoint();
});
afterEach(() => endpoint.close());

describe('the logprobs of an answer', () => {
  const wanted = { logprobs: true, top_logprobs: 2 };
  const asked = { ...request, ...wanted };
  const unstreamed = { model: request.model, messages: request['messages'], ...wanted };
  const tokens = [
    {
      token: 'Yes',
      logprob: -0.1,
      bytes: [89, 101, 115],
      top_logprobs: [
        { token: 'Yes', logprob: -0.1, bytes: [89, 101, 115] },
        { token: 'No', logprob: -2.5, bytes: null },
      ],
    },
    { token: '\\xf0\\x9f', text: '', logprob: -0.2, bytes: [240, 159], top_logprobs: [] },
    { token: '\\x90\\x9b', text: '🐛', logprob: -0.3, bytes: [144, 155], top_logprobs: [] },
  ];
  const read = [
    {
      token: 'Yes',
      logprob: -0.1,
      bytes: [89, 101, 115],
      top: [
        { token: 'Yes', logprob: -0.1, bytes: [89, 101, 115] },
        { token: 'No', logprob: -2.5 },
      ],
    },
    { token: '\\xf0\\x9f', logprob: -0.2, bytes: [240, 159], top: [] },
    { token: '\\x90\\x9b', logprob: -0.3, bytes: [144, 155], top: [] },
  ];

  for (const [form, body] of Object.entries({ streamed: asked, whole: unstreamed })) {
    it(`come with its end when it is ${form}`, async () => {
      endpoint.play({ tokens });
      const { text, end } = await answerFrom(endpoint.baseUrl, body);
      assert.equal(text, 'Yes🐛');
      assert.deepEqual(end.logprobs, read);
    });

    it(`are those of the first choice alone when it is ${form}`, async () => {
      endpoint.play({ tokens });
      assert.deepEqual((await answerFrom(endpoint.baseUrl, { ...body, n: 2 })).end.logprobs, read);
    });
  }

  it('are made up by the stand-in where a test gives none, and belong to its text', async () => {
    const { text, end } = await answerFrom(endpoint.baseUrl, asked);
    assert.equal(end.logprobs?.map(({ token }) => token).join(''), text);
    for (const { top } of end.logprobs ?? []) {
      assert.equal(top.length, 2);
      assert.ok(top.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0) <= 1);
    }
  });

  it('are not there unless they were asked for', async () => {
    endpoint.play({ tokens });
    assert.equal((await answerFrom(endpoint.baseUrl, request)).end.logprobs, undefined);
  });

  const malformed: [name: string, logprobs: unknown, kept?: unknown][] = [
    ['a text', 'high'],
    ['a list', [{ token: 'Yes', logprob: -0.1 }]],
    ['those of completions, which are older', { tokens: ['Yes'], token_logprobs: [-0.1] }],
    ['no content', { content: null }],
    ['tokens that are none', { content: [null, 7, { token: 'Yes' }, { token: 'Yes', logprob: null }] }],
    ['a figure beyond all numbers', { content: [{ token: 'Yes', logprob: 'Infinity' }] }],
    [
      'alternatives and bytes that are none',
      {
        content: [
          {
            token: 'Yes',
            logprob: -0.1,
            bytes: [999],
            top_logprobs: [{ token: 'No' }, { token: 'Hm', logprob: -3 }],
          },
          { token: '.', logprob: -0.1, bytes: 'x', top_logprobs: 'none' },
        ],
      },
      [
        { token: 'Yes', logprob: -0.1, top: [{ token: 'Hm', logprob: -3 }] },
        { token: '.', logprob: -0.1, top: [] },
      ],
    ],
  ];
  for (const [name, logprobs, kept] of malformed) {
    it(`never cost its text: ${name}`, async () => {
      const choice = { index: 0, delta: { content: 'Yes.' }, logprobs, finish_reason: 'stop' };
      const { text, end } = await served(events({ choices: [choice] }));
      assert.equal(text, 'Yes.');
      assert.equal(end.state, 'complete');
      assert.deepEqual(end.logprobs, kept);
    });
  }
});
