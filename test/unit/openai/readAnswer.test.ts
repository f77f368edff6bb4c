import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Assembly } from '../../../src/openai/assembly.ts';
import type { Failure } from '../../../src/openai/failure.ts';
import { type Heard, readAnswer } from '../../../src/openai/readAnswer.ts';
import { chunk, completion, done, events, stop, usage, words } from '../../wire/wireCase.ts';

/** What is heard while a body of one packet is read, and what went wrong. */
async function heard(text: string, choices = 1): Promise<{ heard: Heard[]; failure: Failure | undefined }> {
  const body = new Blob([text]).stream();
  const all: Heard[] = [];
  const answer = readAnswer(body, new Assembly(choices));
  for (let next = await answer.next(); ; next = await answer.next()) {
    if (next.done) return { heard: all, failure: next.value };
    all.push(next.value);
  }
}

const text = (words: string, choice = 0): Heard => ({ type: 'text', choice, text: words });
const finished: Heard = { type: 'finished' };
const work: Heard = { type: 'work' };
const alive: Heard = { type: 'alive' };

describe('while an answer is read', () => {
  const bodies: [name: string, body: string, heard: Heard[], choices?: number][] = [
    [
      'its words are heard, and once that it is finished',
      events(words('a'), words('b'), stop, usage(1, 2), done),
      [text('ab'), finished],
    ],
    [
      'words that came together are heard together, those of each choice in their order',
      events(words('a'), words('b'), words('c', null, 1), words('d', null, 1), words('e')),
      [text('ab'), text('cd', 1), text('e')],
      2,
    ],
    [
      'other things between words keep their place',
      events(words('a'), chunk({ reasoning: 'b' }), words('c')),
      [text('a'), work, text('c')],
    ],
    ['it is finished with its last words', events(words('a', 'stop'), stop), [text('a'), finished]],
    [
      'every choice has to finish',
      events(words('a', 'stop'), words('b', 'stop', 1), done),
      [text('a'), text('b', 1), finished],
      2,
    ],
    [
      'a document finishes what it has',
      JSON.stringify(completion({ content: 'a' })),
      [text('a'), finished],
      2,
    ],
    ['comments are signs of life', ': a\n\n: b\n\n', [alive, alive]],
    ['thoughts are work', events(chunk({ reasoning: 'a' }), chunk({ reasoning_content: 'a' })), [work, work]],
    ['calls of tools are work', events(chunk({ tool_calls: [{ index: 0 }] })), [work]],
    ['words beside thoughts are words', events(chunk({ content: 'a', reasoning: 'b' })), [text('a')]],
    [
      'empty deltas and thoughts are nothing',
      events(chunk({}), chunk({ reasoning: '', tool_calls: [] }), ' ', ''),
      [],
    ],
    ['nothing is heard behind [DONE]', events(done, words('a')), []],
  ];
  for (const [name, body, expected, choices] of bodies) {
    it(name, async () => {
      assert.deepEqual(await heard(body, choices), { heard: expected, failure: undefined });
    });
  }

  it('a flood of words is heard in as many steps as it has packets', async () => {
    assert.deepEqual(await heard(events(...Array<unknown>(10_000).fill(words('a')))), {
      heard: [text('a'.repeat(10_000))],
      failure: undefined,
    });
  });

  it('usage alone is no oddity', async () => {
    const counts = { usage: { prompt_tokens: 1, completion_tokens: 1 } };
    const { failure } = await heard(events(...Array<unknown>(9).fill(counts), words('a', 'stop')));
    assert.equal(failure, undefined);
  });

  it('an event that is named an error is one, whatever is in it', async () => {
    const named = async (data: string, end = '\n\n') =>
      (await heard(`event: error\ndata: ${data}${end}`)).failure;
    assert.deepEqual(await named('{"reason":7}'), { kind: 'provider', detail: '{"reason":7}' });
    assert.deepEqual(await named('overloa', ''), { kind: 'provider', detail: 'overloa' });
    assert.deepEqual(await named('{"err', ''), { kind: 'brokenOff' });
  });

  it('nothing is passed over that may hold words', async () => {
    const odd = { choices: 'a' };
    assert.deepEqual((await heard(events(odd))).failure, { kind: 'malformed' });
    const named = `event: other\ndata: ${JSON.stringify(odd)}\n\n`;
    assert.deepEqual((await heard(named)).failure, { kind: 'malformed' });
    assert.deepEqual((await heard(JSON.stringify(odd))).failure, { kind: 'malformed' });
  });

  it('five oddities are borne with, and no more', async () => {
    const odd = (count: number) => heard(events(...Array<unknown>(count).fill({ type: 'other' })));
    assert.equal((await odd(5)).failure, undefined);
    assert.deepEqual((await odd(6)).failure, { kind: 'malformed' });
  });
});
