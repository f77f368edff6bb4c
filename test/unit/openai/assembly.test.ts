import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EndState } from '../../../src/openai/answer.ts';
import { Assembly } from '../../../src/openai/assembly.ts';
import { type Chunk, readChunk } from '../../../src/openai/chunk.ts';

function read(value: unknown): Chunk {
  const chunk = readChunk(value);
  assert.ok(chunk && chunk !== 'unreadable');
  return chunk;
}

const choice = (content: string | null, finish: string | null = null, index: unknown = 0) => ({
  index,
  delta: { content },
  finish_reason: finish,
});
const chunk = (...choices: unknown[]) => read({ choices });

function assembled(expected: number, ...chunks: Chunk[]): Assembly {
  const assembly = new Assembly(expected);
  for (const next of chunks) assembly.add(next);
  return assembly;
}

describe('a finish reason', () => {
  const states: Record<string, EndState | undefined> = {
    stop: 'complete',
    tool_calls: 'complete',
    eos: 'complete',
    length: 'cut',
    max_tokens: 'cut',
    MAX_TOKENS: 'cut',
    model_length: 'cut',
    content_filter: 'filtered',
    SAFETY: 'filtered',
    safety: 'filtered',
    error: undefined,
    abort: undefined,
    insufficient_system_resource: undefined,
    '': undefined,
  };
  for (const [reason, state] of Object.entries(states)) {
    it(`of “${reason}” proves ${state ?? 'nothing'}`, () => {
      const assembly = assembled(1, chunk(choice('Hi', reason)));
      assert.equal(assembly.finishedAs(), state);
      const { state: ended, failure, finishReason } = assembly.end(undefined, false);
      assert.equal(ended, state ?? 'interrupted');
      assert.equal(failure?.kind, state ? undefined : 'brokenOff');
      assert.equal(finishReason, reason || undefined);
    });
  }

  it('is wanted of every choice', () => {
    const assembly = assembled(2, chunk(choice('a', 'stop')));
    assert.equal(assembly.finishedAs(), undefined);
    assembly.add(chunk(choice('b', null, 1)));
    assembly.over = true;
    assert.equal(assembly.finishedAs(), undefined);
    assembly.add(chunk(choice(null, 'length', 1)));
    assert.equal(assembly.finishedAs(), 'cut', 'the worst of them counts');
  });

  it('of fewer choices than were asked for needs a server that has said that it is over', () => {
    const assembly = assembled(3, chunk(choice('a', 'stop'), choice('b', 'stop', 1)));
    assert.equal(assembly.finishedAs(), undefined);
    assembly.over = true;
    assert.equal(assembly.finishedAs(), 'complete');
    const empty = new Assembly();
    empty.over = true;
    assert.equal(empty.finishedAs(), undefined);
  });

  it('proves nothing against a failure, and goes before a stop', () => {
    const assembly = assembled(1, chunk(choice('Hi', 'stop')));
    assert.equal(assembly.end({ kind: 'server' }, false).state, 'interrupted');
    assert.equal(assembly.end({ kind: 'server' }, true).state, 'stopped');
    assert.equal(assembly.end(undefined, true).state, 'complete');
  });
});

describe('an answer that is not whole', () => {
  it('is empty before any choice, broken off from then on', () => {
    const kindOf = (assembly: Assembly) => assembly.end(undefined, false).failure?.kind;
    assert.equal(kindOf(new Assembly()), 'empty');
    assert.equal(kindOf(assembled(1, chunk())), 'empty');
    assert.equal(kindOf(assembled(1, chunk(choice(null)))), 'brokenOff');
  });

  it('is an error before any word, interrupted from then on', () => {
    const stateOf = (assembly: Assembly) => assembly.end(undefined, false).state;
    assert.equal(stateOf(assembled(1, chunk(choice('')))), 'error');
    assert.equal(stateOf(assembled(1, chunk(choice('x')))), 'interrupted');
    assert.equal(stateOf(assembled(1, chunk({ delta: { refusal: 'No' } }))), 'interrupted');
    assert.equal(stateOf(assembled(1, chunk({ delta: { tool_calls: [{ index: 0 }] } }))), 'interrupted');
    assert.equal(stateOf(assembled(1, chunk({ delta: { tool_calls: [] } }))), 'error');
  });

  it('that was stopped has no failure', () => {
    assert.deepEqual(assembled(1, chunk(choice('x'))).end(undefined, true), { state: 'stopped' });
  });
});

describe('the text of a choice', () => {
  it('is taken under every index that a request can lead to', () => {
    const taken = [0, 1, 127, '0', '12', null, undefined].map(
      index => new Assembly().add(chunk(choice('x', null, index)))[0]?.choice,
    );
    assert.deepEqual(taken, [0, 1, 127, 0, 12, 0, 0]);
    for (const index of [-1, 128, 0.5, 'x', '__proto__', Number.MAX_SAFE_INTEGER]) {
      assert.deepEqual(new Assembly().add(chunk(choice('x', null, index))), [], String(index));
    }
  });

  it('keeps half of a character back until the other half comes', () => {
    const assembly = new Assembly();
    const texts = ['a\uD83C', '\uDF0D', 'b\uD83C', null, '\uDF0Dc'].map(text =>
      assembly.add(chunk(choice(text))),
    );
    assert.deepEqual(
      texts.map(([first]) => first?.text),
      ['a', '🌍', 'b', undefined, '🌍c'],
    );
  });

  it('keeps halves apart by choice, and nothing back behind the finish reason', () => {
    const assembly = new Assembly(2);
    assert.deepEqual(assembly.add(chunk(choice('\uD83C'), choice('x', null, 1))), [{ choice: 1, text: 'x' }]);
    assert.deepEqual(assembly.add(chunk(choice('\uDF0D', null, 1))), [{ choice: 1, text: '\uDF0D' }]);
    assert.deepEqual(assembly.add(chunk(choice('', 'stop'))), [{ choice: 0, text: '\uD83C' }]);
  });

  it('ends with its finish reason', () => {
    const assembly = assembled(1, chunk(choice('x', 'stop')));
    assert.deepEqual(assembly.add(chunk(choice('late', 'length'))), []);
    assert.equal(assembly.finishedAs(), 'complete');
  });

  it('is the same in a message, in parts or not', () => {
    const message = { content: [{ type: 'text', text: 'a' }, {}, { text: null }, { text: 'b' }] };
    assert.deepEqual(new Assembly().add(chunk({ message })), [{ choice: 0, text: 'ab' }]);
  });
});

describe('what an answer took', () => {
  const usageOf = (...usages: unknown[]) =>
    assembled(1, ...usages.map(usage => read({ choices: [], usage }))).end(undefined, false).usage;

  it('is what the server said last, unless that was nothing', () => {
    const counts = { prompt_tokens: 3, completion_tokens: 1 };
    const read = { promptTokens: 3, completionTokens: 1, cachedTokens: 0 };
    assert.deepEqual(usageOf(counts), read);
    assert.deepEqual(usageOf({ prompt_tokens: 9, completion_tokens: 9 }, counts, null, {}, 'x'), read);
    assert.deepEqual(usageOf({ completion_tokens: 2 }), {
      promptTokens: 0,
      completionTokens: 2,
      cachedTokens: 0,
    });
    assert.deepEqual(usageOf({ prompt_tokens: 2 }), {
      promptTokens: 2,
      completionTokens: 0,
      cachedTokens: 0,
    });
    assert.equal(usageOf(null, {}, { prompt_tokens: 'many' }), undefined);
  });

  it('has cached and predicted tokens where there are any', () => {
    const counts = { prompt_tokens: 5, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 2 } };
    const details = (accepted: number, rejected: number) => ({
      completion_tokens_details: {
        accepted_prediction_tokens: accepted,
        rejected_prediction_tokens: rejected,
      },
    });
    assert.equal(usageOf(counts)?.cachedTokens, 2);
    assert.equal('prediction' in (usageOf({ ...counts, ...details(0, 0) }) ?? {}), false);
    assert.deepEqual(usageOf({ ...counts, ...details(1, 0) })?.prediction, { accepted: 1, rejected: 0 });
    assert.deepEqual(usageOf({ ...counts, ...details(0, 3) })?.prediction, { accepted: 0, rejected: 3 });
  });
});

describe('the logprobs of an answer', () => {
  it('are there as soon as there is one, of the first choice', () => {
    const logprobs = { content: [{ token: 'a', logprob: -1 }] };
    const end = (index: number) => assembled(2, chunk({ index, delta: {}, logprobs })).end(undefined, false);
    assert.deepEqual(end(0).logprobs, [{ token: 'a', logprob: -1, top: [] }]);
    assert.equal('logprobs' in end(1), false);
  });
});

describe('calls of tools', () => {
  const call = { index: 0, id: 'a', function: { name: 'read', arguments: '{}' } };

  it('are those of the first choice, in an answer that is complete', () => {
    const finished = (reason: string) =>
      assembled(
        1,
        chunk({ index: 1, delta: { tool_calls: [{ ...call, id: 'other' }] }, finish_reason: 'stop' }),
        chunk({ index: 0, delta: { tool_calls: [call] }, finish_reason: reason }),
      ).end(undefined, false);
    assert.deepEqual(finished('tool_calls').toolCalls, [{ id: 'a', name: 'read', arguments: '{}' }]);
    assert.equal('toolCalls' in finished('length'), false);
    assert.equal('toolCalls' in assembled(1, chunk(choice('x', 'stop'))).end(undefined, false), false);
  });

  it('are no more than a request can name', () => {
    const assembly = new Assembly();
    for (let index = 0; index < 200; index += 1) {
      assembly.add(chunk({ delta: { tool_calls: [{ id: `id${index}`, function: { name: 'f' } }] } }));
    }
    assembly.add(chunk(choice(null, 'stop')));
    assert.equal(assembly.end(undefined, false).toolCalls?.length, 128);
  });
});

describe('how often the web was searched', () => {
  const searchesIn = (usage: object) =>
    assembled(1, read({ choices: [], usage })).end(undefined, false).usage?.searches;

  it('is known where the server says so', () => {
    assert.equal(searchesIn({ prompt_tokens: 1, server_tool_use: { web_search_requests: 2 } }), 2);
    assert.equal(searchesIn({ prompt_tokens: 1, server_tool_use: { web_search_requests: 0 } }), 0);
  });

  for (const said of [
    undefined,
    null,
    'twice',
    {},
    { web_search_requests: '2' },
    { web_search_requests: -1 },
  ]) {
    it(`is not known from ${JSON.stringify(said)}, which costs the usage nothing`, () => {
      const usage = { prompt_tokens: 7, completion_tokens: 1, server_tool_use: said };
      const { usage: known } = assembled(1, read({ choices: [], usage })).end(undefined, false);
      assert.deepEqual(known, { promptTokens: 7, completionTokens: 1, cachedTokens: 0 });
    });
  }
});
