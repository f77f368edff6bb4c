import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitTurns } from '../../../src/chat/fitTurns.ts';
import type { Turn } from '../../../src/chat/turn.ts';
import { countedOnce } from '../../../src/chat/turnTokens.ts';
import { countTokens } from '../../../src/models/tokens.ts';

/** So many questions with answers, each of some 100 tokens. */
function talk(count: number): Turn[] {
  return Array.from({ length: count }, (_, index): Turn[] => [
    { role: 'user', id: `q${index}`, text: `question ${index} ${'why '.repeat(45)}`, attachments: [] },
    { role: 'assistant', id: `a${index}`, state: 'complete', text: 'so '.repeat(45) },
  ]).flat();
}

const rules = {
  textOf: ({ text }: Turn) => text,
  tokensOf: async ({ text }: Turn) => (await countTokens(text)) + 4,
  pinned: new Set<string>(),
  from: undefined,
};

function ids(turns: readonly Turn[]): string {
  return turns.map(({ id }) => id).join(' ');
}

describe('a conversation in a window', () => {
  it('goes along whole while there is room', async () => {
    const turns = talk(10);
    const fitted = await fitTurns(turns, { ...rules, limit: 2_000 });
    assert.deepEqual(fitted, { turns, from: undefined, leftOut: 0, fits: true });
  });

  it('loses its oldest questions with their answers, and never goes over the limit', async () => {
    for (const limit of [150, 400, 800, 1_000]) {
      const { turns, leftOut, from, fits } = await fitTurns(talk(10), { ...rules, limit });
      const first = turns[0]?.id;
      assert.equal(first, from);
      assert.equal(ids(turns), ids(talk(10).slice(-turns.length)), 'the latest, without a gap');
      assert.equal(leftOut, 10 - turns.length / 2);
      const tokens = await countTokens(turns.map(({ text }) => text).join('\n'));
      assert.ok(tokens + 4 * turns.length <= limit, `${tokens} of ${limit}`);
      assert.ok(leftOut > 0);
      assert.equal(fits, true);
    }
  });

  it('always has the last question, however long that is', async () => {
    const { turns, fits } = await fitTurns(talk(3), { ...rules, limit: 10 });
    assert.equal(ids(turns), 'q2 a2');
    assert.equal(fits, false);
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

describe('the turns of a conversation that is asked on and on', () => {
  /** How many characters are counted on the way to a conversation of so many questions, each of which is fitted. */
  async function counted(way: typeof countedOnce, questions: number): Promise<number> {
    let characters = 0;
    const tokensOf = way(async ({ text }) => {
      characters += text.length;
      return text.length / 4 + 4;
    });
    const turns = talk(questions);
    let from: string | undefined;
    // The window has room for some of them only.
    for (let count = 1; count <= questions; count += 1) {
      ({ from } = await fitTurns(turns.slice(0, 2 * count), { ...rules, tokensOf, from, limit: 12_000 }));
    }
    return characters;
  }

  async function growth(way: typeof countedOnce): Promise<number> {
    return (await counted(way, 400)) / (await counted(way, 100));
  }

  it('are counted once each, so that four times the questions take four times the work', async () => {
    const times = await growth(countedOnce);
    assert.ok(times < 4.5, `${times.toFixed(1)} times`);
  });

  it('would be found out if they were counted again for each question', async () => {
    const times = await growth(count => count);
    assert.ok(times > 4.5, `${times.toFixed(1)} times`);
  });
});
