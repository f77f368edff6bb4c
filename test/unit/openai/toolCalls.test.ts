import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ToolCalls } from '../../../src/openai/toolCalls.ts';

/** Calls as they come whole, by their ids. */
function idsOf(...given: readonly (string | undefined)[]): string[] {
  const calls = new ToolCalls();
  for (const [index, id] of given.entries()) {
    calls.add({ index, id: id ?? null, function: { name: 'look', arguments: `{"n":${index}}` } });
  }
  assert.deepEqual(
    calls.all().map(call => call.arguments),
    given.map((_, index) => `{"n":${index}}`),
  );
  return calls.all().map(({ id }) => id);
}

describe('the ids of tool calls', () => {
  it('are as they are given', () => {
    assert.deepEqual(idsOf('a', 'b'), ['a', 'b']);
  });

  const odd: [what: string, given: (string | undefined)[]][] = [
    ['are missing', [undefined, undefined, undefined]],
    ['are empty', ['', '', '']],
    ['look like those that are made up', [undefined, 'call_2', undefined]],
    ['are given after they were made up', [undefined, 'call_0', 'call_1']],
  ];
  for (const [what, given] of odd) {
    it(`are different ones where they ${what}`, () => {
      const ids = idsOf(...given);
      assert.equal(new Set(ids).size, given.length, ids.join());
      assert.ok(!ids.includes(''));
    });
  }
});
