import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findSecrets } from '../../../src/outgoing/findSecrets.ts';
import { secretKinds } from '../../../src/outgoing/secretKinds.ts';

/** A sign of a pattern: the ASCII characters that it takes, and how many times. */
interface Sign {
  takes: (character: string) => boolean;
  least: number;
  most: number;
}

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/**
 * A pattern as all sequences of signs that it stands for, without what has no width. Of a group all alternatives are taken.
 * @throws for a repetition without a bound, or of a group.
 */
function sequencesOf(source: string, flags: string): Sign[][] {
  let rest = source;
  const take = (form: RegExp): RegExpExecArray | null => {
    const match = form.exec(rest);
    if (match) rest = rest.slice(match[0].length);
    return match;
  };
  const alternatives = (): Sign[][] => {
    const all = [sequence()];
    while (take(/^\|/)) all.push(sequence());
    return all.flat();
  };
  const sequence = (): Sign[][] => {
    let sequences: Sign[][] = [[]];
    while (rest !== '' && !/^[|)]/.test(rest)) {
      const group = take(/^\((\?(?:[:=!]|<[=!]|<\w+>))?/);
      if (group) {
        const inner = alternatives();
        assert.ok(take(/^\)/), source);
        if (/^\?(?:=|!|<=|<!)/.test(group[1] ?? '')) continue;
        assert.doesNotMatch(rest, /^[*+{]/, `repeats a group: ${source}`);
        const all = take(/^\?/) ? [...inner, []] : inner;
        sequences = sequences.flatMap(before => all.map(after => [...before, ...after]));
        continue;
      }
      if (take(/^(?:\^|\$|\\b)/)) continue;
      // What is said again is as long as what it repeats: here a quotation mark.
      const [sign = ''] = take(/^(?:\\k<\w+>|\[(?:\\.|[^\]\\])+\]|\\.|[^()|])/) ?? [];
      assert.notEqual(sign, '', `cannot be read at ${rest}`);
      assert.doesNotMatch(rest, /^(?:[*+]|\{\d+,\})/, `has no bound: ${source}`);
      const count = take(/^(?:\?|\{(\d+)(?:,(\d+))?\})/);
      const [least, most] =
        count === null
          ? [1, 1]
          : count[0] === '?'
            ? [0, 1]
            : [Number(count[1]), Number(count[2] ?? count[1])];
      const one = new RegExp(`^${sign.startsWith('\\k') ? '[\'"`]' : sign}$`, flags.replace(/[gm]/g, ''));
      const takes = (character: string) => one.test(character);
      sequences = sequences.map(before => [...before, { takes, least, most }]);
    }
    return sequences;
  };
  const all = alternatives();
  assert.equal(rest, '', source);
  return all;
}

/** How many characters can be tried from one place on, before it is clear whether a sequence is there. */
function mostTried(signs: readonly Sign[]): number {
  return signs.reduce((sum, sign, index) => {
    const clashes = sign.least < sign.most ? clashesAfter(signs, index) : 0;
    // Where the next sign may be one of these, each length may be tried with all that follows.
    return clashes === 0 ? sum + sign.most : (sum + sign.most) * (sign.most - sign.least + 1);
  }, 0);
}

/** Whether what follows a repetition, up to the first sign that must be there, takes one of its characters. */
function clashesAfter(signs: readonly Sign[], index: number): number {
  for (const next of signs.slice(index + 1)) {
    if (ascii.some(character => signs[index]?.takes(character) && next.takes(character))) return 1;
    if (next.least > 0) return 0;
  }
  return 0;
}

describe('the forms of secrets', () => {
  for (const { name, pattern } of secretKinds) {
    it(`are looked for in a bounded number of steps from each place: ${name}`, () => {
      const { source, flags } = pattern;
      const most = Math.max(...sequencesOf(source, flags).map(mostTried));
      assert.ok(most <= 20_000, `${most} steps: ${source}`);
    });
  }

  it('would be noticed to have no bound', () => {
    for (const source of ['a+b', '(?:ab){1,9}c', 'x{3,}', 'a*']) {
      assert.throws(() => sequencesOf(source, 'g'));
    }
    assert.ok(Math.max(...sequencesOf('\\w{1,400}\\w{1,400}\\w{1,400}!', 'g').map(mostTried)) > 20_000);
  });

  it('are looked for to the end, whatever a text says', () => {
    const size = 400_000;
    const parts = [
      'eyJ',
      'eyJhbGciOiJI.',
      'sk-',
      'a://',
      '://a:',
      'password=',
      'PASSWORD_',
      'secret_key: "',
      '-----BEGIN PRIVATE KEY-----',
    ];
    for (const part of [
      ...parts,
      'a',
      '_',
      '-',
      'A1',
      ' ',
      '\t',
      '\n',
      '"',
      'x\\n',
      ':_authToken=',
      'Bearer ',
      'T/B/',
    ]) {
      findSecrets(part.repeat(size / part.length));
      findSecrets(`password = "${part.repeat(size / part.length)}"`);
    }
  });
});
