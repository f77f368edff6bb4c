import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { buildRequest } from '../../../src/models/buildRequest.ts';
import { modelOf } from '../../../src/models/provider.ts';
import { openai } from '../../../src/models/providers/openai.ts';
import { streamAnswer } from '../../../src/openai/streamAnswer.ts';
import { type Ask, runTask } from '../../../src/tasks/run.ts';
import { tags } from '../../../src/tasks/tags.ts';
import { translate } from '../../../src/tasks/translate.ts';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import type { Script } from '../../endpoint/script.ts';
import { taskSettings } from './taskSettings.ts';

const source = {
  text: 'export function uploadWithRetry() {}',
  languageId: 'typescript',
  fileName: 'queue.ts',
};
const never = new AbortController().signal;

let endpoint: Endpoint;
beforeEach(async () => {
  endpoint = await startEndpoint();
});
afterEach(() => endpoint.close());

const ask: Ask = ({ messages, sampling, answer }, signal) =>
  streamAnswer(
    { baseUrl: endpoint.baseUrl, apiKey: 'k' },
    buildRequest({ provider: openai, model: modelOf(openai, 'gpt-4o-mini') }, messages, sampling, { answer })
      .body,
    { signal, patience: { firstToken: 30_000, stall: 30_000 } },
  );

function runTags() {
  const input = { source, words: '' };
  const answer = tags.answer?.(input, taskSettings);
  assert.ok(answer);
  return runTask(tags.id, tags.prompt(input, taskSettings), answer, tags.sampling, ask, never);
}

describe('a typed task', () => {
  it('gives what the schema promises', async () => {
    const outcome = await runTags();
    assert.ok(outcome.ok);
    assert.ok(outcome.result.kind === 'tags' && outcome.result.tags.length > 0);
  });

  it('asks for a strict schema that closes every object', async () => {
    const recorded = endpoint.nextRequest();
    const { id, prompt, answer, sampling } = translate;
    const asked = prompt({ target: 'German', glossary: {} }, [{ id: '0', text: 'Hello' }]);
    await runTask(id, asked, answer, sampling, ask, never);
    const { text } = await recorded;
    const { response_format: format } = JSON.parse(text);
    assert.equal(format.type, 'json_schema');
    assert.equal(format.json_schema.strict, true);
    assert.equal(format.json_schema.schema.additionalProperties, false);
    assert.equal(format.json_schema.schema.properties.items.items.additionalProperties, false);
  });

  it('that follows up on a result is asked with that, in the messages between', async () => {
    const recorded = endpoint.nextRequest();
    const prompt = {
      instructions: 'Rewrite.',
      content: 'In German',
      followUp: { answer: 'eins', content: 'Shorter' },
    };
    const answer = { read: (text: string) => text };
    await runTask('rewrite', prompt, answer, {}, ask, never);
    assert.deepEqual(JSON.parse((await recorded).text).messages, [
      { role: 'system', content: 'Rewrite.' },
      { role: 'user', content: 'In German' },
      { role: 'assistant', content: 'eins' },
      { role: 'user', content: 'Shorter' },
    ]);
  });

  const failures: [Script, state: string, invalid: boolean][] = [
    ['schemaViolation', 'complete', true],
    ['invalidJson', 'complete', true],
    ['cutJson', 'cut', false],
    ['refusal', 'refused', false],
    ['contentFilter', 'filtered', false],
    ['endBeforeFinish', 'interrupted', false],
    ['serverError', 'error', false],
  ];
  for (const [script, state, invalid] of failures) {
    it(`has no result after ${script}`, async () => {
      endpoint.play(script);
      const outcome = await runTags();
      assert.ok(!outcome.ok);
      assert.equal(outcome.end.state, state);
      assert.equal(outcome.invalid, invalid);
    });
  }

  it('gives what is in a fence, as long as nothing else is there', async () => {
    endpoint.play({ text: '```json\n{"tags":["a"]}\n```' });
    const outcome = await runTags();
    assert.ok(outcome.ok);
    assert.deepEqual(outcome.result, { kind: 'tags', tags: ['a'], fromVocabulary: false });
  });

  for (const text of [
    '```json\n{"tags":["a"]}\n```\nAnything else?',
    '```json\n{"tags":["a"]}\n```\n```json\n{"tags":["b"]}\n```',
    '```json\n["a"]\n```',
  ]) {
    it(`has no result from ${JSON.stringify(text)}`, async () => {
      endpoint.play({ text });
      const outcome = await runTags();
      assert.ok(!outcome.ok && outcome.invalid);
    });
  }

  it('has no result from prose that holds the JSON', async () => {
    endpoint.play({ text: 'Here you are: {"tags":["a"]}' });
    const outcome = await runTags();
    assert.ok(!outcome.ok && outcome.invalid);
  });
});
