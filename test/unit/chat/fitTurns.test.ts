import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitTurns } from '../../../src/chat/fitTurns.ts';
import type { Turn } from '../../../src/chat/turn.ts';
import { countTokens } from '../../../src/models/tokens.ts';

/** So many questions with answers, each of some 100 tokens. */
function talk(count: number): Turn[] {
  return Array.from({ length: count }, (_, index): Turn[] => [
    { role: 'user', id: `q${index}`, text: `question ${index} ${'why '.repeat(45)}`, attachments: [] },
    { role: 'assistant', id: `a${index}`, state: 'complete', text: 'so '.repeat(45) },
  ]).flat();
}

const rules = { textOf: ({ text }: Turn) => text, pinned: new Set<string>(), from: undefined };

function ids(turns: readonly Turn[]): string {
  return turns.map(({ id }) => id).join(' ');
}

describe('a conversation in a window', () => {
  it('goes along whole while there is room', async () => {
    const turns = talk(10);
    const fitted = await fitTurns(turns, { ...rules, limit: 2_000 });
    assert.deepEqual(fitted, { turns, from: undefined, leftOut: 0 });
  });

  it('loses its oldest questions with their answers, and never goes over the limit', async () => {
    for (const limit of [150, 400, 800, 1_000]) {
      const { turns, leftOut, from } = await fitTurns(talk(10), { ...rules, limit });
      const first = turns[0]?.id;
      assert.equal(first, from);
      assert.equal(ids(turns), ids(talk(10).slice(-turns.length)), 'the latest, without a gap');
      assert.equal(leftOut, 10 - turns.length / 2);
      const tokens = await countTokens(turns.map(({ text }) => text).join('\n'));
      assert.ok(tokens + 4 * turns.length <= limit, `${tokens} of ${limit}`);
      assert.ok(leftOut > 0);
    }
  });

  it('always has the last question, however long that is', async () => {
    assert.equal(ids((await fitTurns(talk(3), { ...rules, limit: 10 })).turns), 'q2 a2');
  });

  it('always has what is pinned', async () => {
    const pinned = new Set(['q0', 'q4']);
    const { turns, leftOut } = await fitTurns(talk(10), { ...rules, pinned, limit: 800 });
    assert.equal(ids(turns).slice(0, 11), 'q0 a0 q4 a4');
    assert.equal(ids(turns).slice(-5), 'q9 a9');
    assert.equal(leftOut, 10 - turns.length / 2);
  });

  it('begins where it did the last time while that fits, so that the cache has what both begin with', async () => {
    const first = await fitTurns(talk(10), { ...rules, limit: 1_000 });
    const next = await fitTurns(talk(11), { ...rules, limit: 1_000, from: first.from });
    assert.equal(next.from, first.from);
    assert.equal(ids(next.turns).startsWith(ids(first.turns)), true);
    let { from } = next;
    let moves = 0;
    for (let count = 12; count <= 40; count += 1) {
      const later = await fitTurns(talk(count), { ...rules, limit: 1_000, from });
      if (later.from !== from) moves += 1;
      from = later.from;
    }
    assert.ok(moves > 0 && moves <= 15, `it moved ${moves} times in 29 questions`);
  });
});
