import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerTokensOf } from '../../../src/chat/answerTokens.ts';
import type { TokenLogprob } from '../../../src/openai/answer.ts';

const nothing = { text: '', tokens: [] };

function token(text: string, probability: number, others: Record<string, number> = {}): TokenLogprob {
  const top = Object.entries(others).map(([other, share]) => ({ token: other, logprob: Math.log(share) }));
  return { token: text, logprob: Math.log(probability), top };
}

/** A part of a character, as the API names such. */
function part(bytes: number[], probability: number, others: [bytes: number[], share: number][] = []) {
  const named = (piece: number[], share: number) => ({
    token: piece.map(byte => `\\x${byte.toString(16)}`).join(''),
    bytes: piece,
    logprob: Math.log(share),
  });
  return { ...named(bytes, probability), top: others.map(([piece, share]) => named(piece, share)) };
}

describe('the tokens of an answer', () => {
  it('are pieces of its text, with what might have stood in their place', () => {
    const logprobs = [token('It', 0.9, { It: 0.9, This: 0.06 }), token(' is', 0.5), token('.', 1)];
    assert.deepEqual(answerTokensOf(nothing, 'It is.', logprobs), [
      [2, 0.9, [['This', 0.06]]],
      [3, 0.5, []],
      [1, 1, []],
    ]);
  });

  it('are not there when none were asked for', () => {
    assert.deepEqual(answerTokensOf(nothing, 'It is.', []), []);
  });

  it('that are parts of a character are one, with what else they might have become together', () => {
    const grin = [...new TextEncoder().encode('😀')];
    const smile = [...new TextEncoder().encode('😃')];
    const logprobs = [
      token('So ', 1),
      part(grin.slice(0, 2), 0.8, [
        [[...new TextEncoder().encode('!')], 0.1],
        [[0xf0], 0.05],
      ]),
      part(grin.slice(2, 3), 1),
      part(grin.slice(3), 0.5, [
        [grin.slice(3), 0.5],
        [smile.slice(3), 0.25],
      ]),
      token('.', 1),
    ];
    assert.deepEqual(answerTokensOf(nothing, 'So 😀.', logprobs), [
      [3, 1, []],
      [
        2,
        0.4,
        [
          ['😃', 0.2],
          ['!', 0.1],
          ['\\xf0', 0.05],
        ],
      ],
      [1, 1, []],
    ]);
  });

  it('leave out what is next to impossible, and are not more certain than certain', () => {
    const logprobs: TokenLogprob[] = [
      { token: 'a', logprob: 0.1, top: [{ token: 'b', logprob: -9999 }] },
      { token: 'b', logprob: Number.NaN, top: [] },
    ];
    assert.deepEqual(answerTokensOf(nothing, 'ab', logprobs), [
      [1, 1, []],
      [1, 0, []],
    ]);
  });

  it('leave a gap where the server left some out', () => {
    assert.deepEqual(answerTokensOf(nothing, 'one two three', [token('one', 1), token(' three', 0.5)]), [
      [3, 1, []],
      [4, null, []],
      [6, 0.5, []],
    ]);
  });

  it('end where the text was stopped', () => {
    const logprobs = [token('one', 1), token(' two', 0.5), token(' three', 0.5)];
    assert.deepEqual(answerTokensOf(nothing, 'one two', logprobs), [
      [3, 1, []],
      [4, 0.5, []],
    ]);
  });

  it('of an answer that goes on follow on those before, without what it repeats', () => {
    const before = { text: 'Once upon', tokens: answerTokensOf(nothing, 'Once upon', [token('Once', 0.7)]) };
    const logprobs = [token('Once', 1), token(' upon a', 0.6, { ' then': 0.2 }), token(' time', 0.9)];
    assert.deepEqual(answerTokensOf(before, ' a time', logprobs), [
      [4, 0.7, []],
      [5, null, []],
      [2, 0.6, [[' then', 0.2]]],
      [5, 0.9, []],
    ]);
    assert.deepEqual(answerTokensOf(before, ' a time', []), before.tokens);
  });

  it('are bounded, however long the answer and whatever was asked for', () => {
    const others = Object.fromEntries(Array.from({ length: 20 }, (_, rank) => [`x${rank}`, 0.01]));
    const logprobs = Array.from({ length: 16_384 }, () => token(' word', 0.8, others));
    const text = ' word'.repeat(16_384);
    const tokens = answerTokensOf(nothing, text, logprobs);
    assert.equal(tokens.length, 16_384);
    assert.ok(tokens.reduce((sum, [, , list]) => sum + list.length, 0) <= 50_000);
    assert.ok(JSON.stringify(tokens).length < 1_000_000);
    assert.equal(answerTokensOf(nothing, ' word', logprobs.slice(0, 1))[0]?.[2].length, 20);
  });
});
