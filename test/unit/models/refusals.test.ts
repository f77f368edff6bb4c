import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildRequest } from '../../../src/models/buildRequest.ts';
import { dialects } from '../../../src/models/dialects.ts';
import { type Model, modelOf } from '../../../src/models/provider.ts';
import { openai } from '../../../src/models/providers/openai.ts';
import { afterRefusals, type Refusal, refusal, refusalIn } from '../../../src/models/refusals.ts';
import type { AnswerEnd } from '../../../src/openai/answer.ts';
import type { Failure } from '../../../src/openai/failure.ts';
import type { ChatMessage, RequestBody } from '../../../src/openai/request.ts';
import { streamAnswer } from '../../../src/openai/streamAnswer.ts';
import { startEndpoint } from '../../endpoint/endpoint.ts';

const mini = modelOf(openai, 'gpt-4o-mini');
const local: Model = { id: 'm', ...dialects.common, unverified: [] };
const developer: Model = { ...mini, systemRole: 'developer' };
const renamed = afterRefusals(mini, [{ change: 'rename', field: 'max_completion_tokens', as: 'max_tokens' }]);
const wordy = afterRefusals(mini, [{ change: 'unstructured' }]);

const body: RequestBody = {
  model: 'm',
  messages: [],
  seed: 1,
  temperature: 1,
  stream_options: {},
  max_completion_tokens: 5,
  response_format: { type: 'json_schema' },
};
const short: RequestBody = {
  model: 'm',
  messages: [],
  max_tokens: 5,
  response_format: { type: 'json_object' },
};

type Complaint = Omit<Failure, 'kind'> & Partial<Pick<Failure, 'kind'>>;
const unsupported = (param: string): Complaint => ({ code: 'unsupported_parameter', param });
const drop = (
  field: 'seed' | 'stream_options' | 'max_completion_tokens' | 'response_format' | 'tools',
): Refusal => ({ change: 'drop', field });

interface Row {
  what: string;
  failure: Complaint;
  sent?: RequestBody;
  model?: Model;
  learned: Refusal | undefined;
}

const rows: Row[] = [
  ...['unsupported_parameter', 'unsupported_value', 'unknown_parameter', 'extra_forbidden'].map(
    (code): Row => ({ what: `the code ${code}`, failure: { code, param: 'seed' }, learned: drop('seed') }),
  ),
  {
    what: 'no parameter, and words of the tools that are offered',
    failure: { detail: 'gemma3:latest does not support tools' },
    sent: { ...body, tools: [] },
    learned: drop('tools'),
  },
  {
    what: 'words of tools that are not offered',
    failure: { detail: 'gemma3:latest does not support tools' },
    learned: undefined,
  },
  {
    what: 'no code, and words that say so',
    failure: { param: 'seed', detail: "Unrecognized request argument supplied: 'seed'" },
    learned: drop('seed'),
  },
  {
    what: 'a code that repeats the status, and words that say so',
    failure: { code: '400', param: 'seed', detail: 'seed is not supported' },
    learned: drop('seed'),
  },
  {
    what: 'no code, and other words',
    failure: { param: 'seed', detail: 'seed is too big' },
    learned: undefined,
  },
  { what: 'no code and no words', failure: { param: 'seed' }, learned: undefined },
  {
    what: 'another code, whatever the words',
    failure: { code: 'invalid_value', param: 'seed', detail: 'unsupported' },
    learned: undefined,
  },
  { what: 'no parameter', failure: { code: 'unsupported_parameter' }, learned: undefined },
  { what: 'one that was not sent', failure: unsupported('top_p'), learned: undefined },
  { what: 'one that there is not', failure: unsupported('constructor'), learned: undefined },
  { what: 'the model itself', failure: unsupported('model'), learned: undefined },
  {
    what: 'one further in',
    failure: unsupported('stream_options.include_usage'),
    learned: drop('stream_options'),
  },
  { what: 'one in a list', failure: unsupported('seed[0]'), learned: drop('seed') },
  {
    what: 'a status that is no complaint about the request',
    failure: { ...unsupported('seed'), kind: 'server' },
    learned: undefined,
  },
  {
    what: 'the length of the answer',
    failure: unsupported('max_completion_tokens'),
    learned: { change: 'rename', field: 'max_completion_tokens', as: 'max_tokens' },
  },
  {
    what: 'its other name',
    failure: unsupported('max_tokens'),
    sent: short,
    model: local,
    learned: { change: 'rename', field: 'max_completion_tokens', as: 'max_completion_tokens' },
  },
  {
    what: 'both its names, one after the other',
    failure: unsupported('max_tokens'),
    sent: short,
    model: renamed,
    learned: drop('max_completion_tokens'),
  },
  {
    what: 'a schema as a value',
    failure: { code: 'unsupported_value', param: 'response_format' },
    learned: { change: 'unstructured' },
  },
  {
    what: 'every form of answer, where a schema was sent',
    failure: unsupported('response_format'),
    learned: drop('response_format'),
  },
  {
    what: 'a schema by its path',
    failure: unsupported('response_format.json_schema'),
    learned: { change: 'unstructured' },
  },
  {
    what: 'a JSON object, which is no schema',
    failure: unsupported('response_format'),
    sent: short,
    learned: drop('response_format'),
  },
  {
    what: 'any form, after schemas',
    failure: unsupported('response_format'),
    sent: short,
    model: wordy,
    learned: drop('response_format'),
  },
  {
    what: 'the role of instructions',
    failure: { code: 'unsupported_value', param: 'messages[0].role' },
    learned: { change: 'role', role: 'developer' },
  },
  {
    what: 'the role of instructions, FastAPI’s path',
    failure: { code: 'extra_forbidden', param: 'messages.0.role' },
    learned: { change: 'role', role: 'developer' },
  },
  {
    what: 'the newer role',
    failure: { code: 'unsupported_value', param: 'messages[0].role' },
    model: developer,
    learned: { change: 'role', role: 'system' },
  },
  {
    what: 'what is in a message: never touched',
    failure: { code: 'unsupported_value', param: 'messages[1].content' },
    learned: undefined,
  },
];

describe('a refusal of', () => {
  for (const { what, failure, sent = body, model = mini, learned } of rows) {
    it(`${what} ${learned ? `leads to ${learned.change}` : 'leads to nothing'}`, () => {
      assert.deepEqual(refusalIn({ kind: 'badRequest', ...failure }, sent, model), learned);
      if (learned) assert.deepEqual(refusal.parse(JSON.parse(JSON.stringify(learned))), learned);
    });
  }

  it('a field that there is not is not read back from where it was kept', () => {
    assert.equal(refusal.safeParse({ change: 'drop', field: 'constructor' }).success, false);
    assert.equal(refusal.safeParse({ change: 'role', role: 'user' }).success, false);
  });
});

describe('after refusals', () => {
  it('a model takes what is left, under other names', () => {
    const model = afterRefusals(mini, [
      drop('seed'),
      { change: 'rename', field: 'max_completion_tokens', as: 'max_tokens' },
      { change: 'role', role: 'developer' },
      { change: 'unstructured' },
    ]);
    const { body } = buildRequest(
      { provider: {}, model },
      [{ role: 'user', content: 'x' }],
      { seed: 1, temperature: 1, max_completion_tokens: 5 },
      { answer: { name: 'a', schema: {} } },
    );
    assert.deepEqual(Object.keys(body).sort(), [
      ...['max_tokens', 'messages', 'model', 'response_format', 'stream', 'stream_options', 'temperature'],
    ]);
    assert.deepEqual(body['response_format'], { type: 'json_object' });
    assert.match(JSON.stringify(body['messages']), /"developer"/);
    assert.equal(mini.takes.seed !== undefined, true, 'the profile itself stays');
  });

  it('a role that was refused after the other is no longer changed: each is tried once', () => {
    const model = afterRefusals(mini, [{ change: 'role', role: 'developer' }]);
    assert.equal(model.systemRole, 'developer');
    const failure = { kind: 'badRequest', code: 'unsupported_value', param: 'messages[0].role' } as const;
    assert.equal(refusalIn(failure, { model: 'm', messages: [] }, model), undefined);
  });

  it('one of several choices takes that alone away', () => {
    const failure = { kind: 'badRequest', code: 'unsupported_value', param: 'reasoning_effort' } as const;
    const luna = modelOf(openai, 'gpt-6-luna');
    const refusal = refusalIn(failure, { model: 'gpt-6-luna', reasoning_effort: 'max' }, luna);
    assert.deepEqual(refusal, { change: 'value', field: 'reasoning_effort', value: 'max' });
    const { takes } = afterRefusals(luna, refusal ? [refusal] : []);
    assert.deepEqual(takes.reasoning_effort?.choices, ['none', 'low', 'medium', 'high', 'xhigh']);
  });

  it('asking again succeeds: each refusal of the endpoint is learned from once', async () => {
    const endpoint = await startEndpoint({
      refuses: ['seed', 'max_completion_tokens', 'max_tokens', 'response_format', 'stream_options'],
    });
    const said: ChatMessage[] = [{ role: 'user', content: 'x' }];
    const sampling = { seed: 1, temperature: 1, max_completion_tokens: 5 };
    const learned: Refusal[] = [];
    let end: AnswerEnd | undefined;
    for (let tries = 0; tries < 10 && end?.state !== 'complete'; tries += 1) {
      const model = afterRefusals(mini, learned);
      const { body } = buildRequest({ provider: openai, model }, said, sampling, {
        answer: { name: 'a', schema: {} },
      });
      const options = {
        signal: new AbortController().signal,
        patience: { firstToken: 30_000, stall: 30_000 },
      };
      for await (const event of streamAnswer({ baseUrl: endpoint.baseUrl, apiKey: 'k' }, body, options)) {
        if (event.type === 'end') end = event.end;
      }
      const next = end?.failure && refusalIn(end.failure, body, model);
      if (next) learned.push(next);
    }
    await endpoint.close();
    assert.equal(end?.state, 'complete', JSON.stringify(end));
    assert.deepEqual(learned.map(({ change }) => change).sort(), [
      ...['drop', 'drop', 'drop', 'drop', 'rename'],
    ]);
  });
});
