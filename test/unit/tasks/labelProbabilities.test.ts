import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TokenLogprob } from '../../../src/openai/answer.ts';
import { labelProbabilities } from '../../../src/tasks/labelProbabilities.ts';
import { seededRandom, splitAtRandom } from '../../ui/webview/random.ts';

/** A token of the answer and what might have stood there, by probability; the token itself is in the list, as it is on the wire. */
function token(text: string, probability = 1, others: Record<string, number> = {}): TokenLogprob {
  const logprob = Math.log(probability);
  const alternatives = Object.entries(others).map(([other, p]) => ({ token: other, logprob: Math.log(p) }));
  return { token: text, logprob, top: [{ token: text, logprob }, ...alternatives] };
}

/** The opening of the answer as the models of OpenAI cut it, and its end. */
const opening = [token('{"'), token('label'), token('":"')];
const closing = token('"}');

interface Shape {
  shape: string;
  labels: string[];
  tokens: TokenLogprob[];
  chosen: string;
  /** Worked out by hand, the most probable first. */
  probabilities: [name: string, probability: number | null][];
}

const bytes = (text: string): number[] => [...Buffer.from(text)];

const shapes: Shape[] = [
  {
    shape: 'labels of one token each',
    labels: ['bug', 'feature', 'question'],
    tokens: [...opening, token('feature', 0.91, { question: 0.07, bug: 0.02 }), closing],
    chosen: 'feature',
    probabilities: [
      ['feature', 0.91],
      ['question', 0.07],
      ['bug', 0.02],
    ],
  },
  {
    shape: 'what leads to no label is dropped, and the rest adds up to one',
    labels: ['bug', 'feature', 'question'],
    tokens: [...opening, token('bug', 0.6, { Bug: 0.2, question: 0.15, '\n': 0.05 }), closing],
    chosen: 'bug',
    // 0.6 / (0.6 + 0.15)
    probabilities: [
      ['bug', 0.8],
      ['question', 0.2],
    ],
  },
  {
    shape: 'a label of several tokens, which only it begins with',
    labels: ['feature', 'bug'],
    tokens: [...opening, token('fe', 0.7, { b: 0.3 }), token('at'), token('ure'), closing],
    chosen: 'feature',
    probabilities: [
      ['feature', 0.7],
      ['bug', 0.3],
    ],
  },
  {
    shape: 'labels that share their first token are told apart by the next',
    labels: ['documentation', 'document-bug', 'bug'],
    tokens: [...opening, token('document', 0.8, { bug: 0.2 }), token('ation', 0.75, { '-b': 0.25 }), closing],
    chosen: 'documentation',
    // 0.8 · 0.75, 0.8 · 0.25
    probabilities: [
      ['documentation', 0.6],
      ['document-bug', 0.2],
      ['bug', 0.2],
    ],
  },
  {
    shape: 'labels that share two tokens',
    labels: ['a-b-c', 'a-b-d', 'a-e', 'f'],
    tokens: [
      ...opening,
      token('a-', 0.9, { f: 0.1 }),
      token('b-', 0.8, { e: 0.2 }),
      token('c', 0.5, { d: 0.5 }),
      closing,
    ],
    chosen: 'a-b-c',
    // 0.9 · 0.8 · 0.5 twice, 0.9 · 0.2, 0.1
    probabilities: [
      ['a-b-c', 0.36],
      ['a-b-d', 0.36],
      ['a-e', 0.18],
      ['f', 0.1],
    ],
  },
  {
    shape: 'what is dropped further on makes the labels there less probable',
    labels: ['ab', 'ac', 'd'],
    tokens: [...opening, token('a', 0.5, { d: 0.5 }), token('b', 0.4, { c: 0.2, z: 0.4 }), closing],
    chosen: 'ab',
    // 0.2, 0.1 and 0.5 of 0.8
    probabilities: [
      ['d', 0.625],
      ['ab', 0.25],
      ['ac', 0.125],
    ],
  },
  {
    shape: 'a label that another begins with: the closing quote decides',
    labels: ['fix', 'fixture', 'feat'],
    tokens: [...opening, token('fix', 0.9, { feat: 0.1 }), token('"}', 0.7, { ture: 0.3 })],
    chosen: 'fix',
    probabilities: [
      ['fix', 0.63],
      ['fixture', 0.27],
      ['feat', 0.1],
    ],
  },
  {
    shape: 'a label that begins with another: so does going on',
    labels: ['fix', 'fixture', 'feat'],
    tokens: [
      ...opening,
      token('fix', 0.9, { feat: 0.1 }),
      token('ture', 0.7, { '"}': 0.2, '",': 0.1 }),
      closing,
    ],
    chosen: 'fixture',
    probabilities: [
      ['fixture', 0.63],
      ['fix', 0.27],
      ['feat', 0.1],
    ],
  },
  {
    shape: 'beside the path labels that begin alike get equal shares',
    labels: ['bug', 'docs', 'documentation'],
    tokens: [...opening, token('bug', 0.5, { doc: 0.4, docs: 0.1 }), closing],
    chosen: 'bug',
    // docs: 0.4 / 2 + 0.1
    probabilities: [
      ['bug', 0.5],
      ['docs', 0.3],
      ['documentation', 0.2],
    ],
  },
  {
    shape: 'a token that holds the opening quote and the label’s beginning',
    labels: ['feature', 'bug', 'question'],
    tokens: [
      token('{"label'),
      token('":"fe', 0.6, { '":"b': 0.3, '":': 0.05, '":"': 0.03, '": "q': 0.02 }),
      token('ature"}'),
    ],
    chosen: 'feature',
    // What ends before the label's first character, or writes another space, says nothing: 0.6 and 0.3 of 0.9.
    probabilities: [
      ['feature', 2 / 3],
      ['bug', 1 / 3],
    ],
  },
  {
    shape: 'an alternative that reaches into the label from before it',
    labels: ['feature', 'bug'],
    tokens: [
      token('{"label'),
      token('":"', 0.8, { '":"bug': 0.2 }),
      token('feature', 0.5, { bug: 0.5 }),
      closing,
    ],
    chosen: 'feature',
    // 0.8 · 0.5; 0.2 + 0.8 · 0.5
    probabilities: [
      ['bug', 0.6],
      ['feature', 0.4],
    ],
  },
  {
    shape: 'the whole answer as one token',
    labels: ['bug', 'feature'],
    tokens: [token('{"label":"bug"}', 0.75, { '{"label":"feature"}': 0.25 })],
    chosen: 'bug',
    probabilities: [
      ['bug', 0.75],
      ['feature', 0.25],
    ],
  },
  {
    shape: 'spaces and lines around the label, in a fence',
    labels: ['bug', 'feature'],
    tokens: [
      ...['```', 'json', '\n', '{\n', '  "label', '":', ' "'].map(text => token(text, 0.5, { other: 0.5 })),
      token('bug', 0.9, { feature: 0.1 }),
      ...['"\n', '}\n', '```'].map(text => token(text)),
    ],
    chosen: 'bug',
    probabilities: [
      ['bug', 0.9],
      ['feature', 0.1],
    ],
  },
  {
    shape: 'a label with quotes, a backslash and letters beyond ASCII',
    labels: ['sagt "nö"', 'C:\\', 'bug'],
    tokens: [...opening, token('sagt', 0.5, { C: 0.3, bug: 0.2 }), token(' \\"'), token('nö\\"'), closing],
    chosen: 'sagt "nö"',
    probabilities: [
      ['sagt "nö"', 0.5],
      ['C:\\', 0.3],
      ['bug', 0.2],
    ],
  },
  {
    shape: 'letters beyond ASCII that are escaped, in the answer and beside it',
    labels: ['größe', 'grün', 'gelb'],
    tokens: [
      ...opening,
      token('gr', 0.9, { gelb: 0.1 }),
      token('\\u00', 1),
      token('f6', 0.6, { fc: 0.4 }),
      token('\\u00dfe'),
      closing,
    ],
    chosen: 'größe',
    probabilities: [
      ['größe', 0.54],
      ['grün', 0.36],
      ['gelb', 0.1],
    ],
  },
  {
    shape: 'a backslash beside the path stands for a quote before it stands for an escaped letter',
    labels: ['gelb', 'grün', 'über', '"so"'],
    tokens: [...opening, token('gelb', 0.4, { '\\u': 0.3, '\\': 0.2, gr: 0.1 }), closing],
    chosen: 'gelb',
    probabilities: [
      ['gelb', 0.4],
      ['über', 0.3],
      ['"so"', 0.2],
      ['grün', 0.1],
    ],
  },
  {
    shape: 'tokens that are parts of a character',
    labels: ['🐛', '🐞', 'x'],
    // The two differ in the last of their four bytes.
    tokens: [
      ...opening,
      {
        ...token('\\xf0\\x9f\\x90', 0.9, { x: 0.1 }),
        bytes: bytes('🐛').slice(0, 3),
      },
      {
        token: '\\x9b',
        bytes: bytes('🐛').slice(3),
        logprob: Math.log(0.6),
        top: [{ token: '\\x9e', bytes: bytes('🐞').slice(3), logprob: Math.log(0.4) }],
      },
      closing,
    ],
    chosen: '🐛',
    probabilities: [
      ['🐛', 0.54],
      ['🐞', 0.36],
      ['x', 0.1],
    ],
  },
  {
    shape: 'alternatives without the token that was taken',
    labels: ['bug', 'feature'],
    tokens: [
      ...opening,
      { token: 'bug', logprob: Math.log(0.2), top: [{ token: 'feature', logprob: Math.log(0.6) }] },
      closing,
    ],
    chosen: 'bug',
    probabilities: [
      ['feature', 0.75],
      ['bug', 0.25],
    ],
  },
  {
    shape: 'no alternatives at all',
    labels: ['bug', 'feature'],
    tokens: [...opening, { token: 'bug', logprob: -0.1, top: [] }, closing],
    chosen: 'bug',
    probabilities: [['bug', 1]],
  },
  {
    shape: 'impossible alternatives, as −9999 and as −∞, are not seen',
    labels: ['bug', 'feature', 'question'],
    tokens: [
      ...opening,
      {
        token: 'bug',
        logprob: 0,
        top: [
          { token: 'bug', logprob: 0 },
          { token: 'feature', logprob: -9999 },
          { token: 'question', logprob: -Infinity },
          { token: 'question', logprob: Number.NaN },
        ],
      },
      closing,
    ],
    chosen: 'bug',
    probabilities: [['bug', 1]],
  },
  {
    shape: 'an impossible opening, which all labels have in common, changes nothing',
    labels: ['bug', 'feature'],
    tokens: [
      { token: '{"label":"', logprob: -9999, top: [{ token: 'Sure', logprob: -0.01 }] },
      token('bug', 0.8, { feature: 0.2 }),
      closing,
    ],
    chosen: 'bug',
    probabilities: [
      ['bug', 0.8],
      ['feature', 0.2],
    ],
  },
  {
    shape: 'an answer that was held to be impossible has no probability',
    labels: ['bug', 'feature'],
    tokens: [...opening, { token: 'bug', logprob: -9999, top: [{ token: '\n\n', logprob: 0 }] }, closing],
    chosen: 'bug',
    probabilities: [['bug', null]],
  },
  {
    shape: 'no logprobs',
    labels: ['bug', 'feature'],
    tokens: [],
    chosen: 'bug',
    probabilities: [['bug', null]],
  },
  {
    shape: 'tokens that a server has left some out of',
    labels: ['bug', 'feature'],
    tokens: [...opening, token('fe', 0.9, { bug: 0.1 }), closing],
    chosen: 'feature',
    probabilities: [['feature', null]],
  },
  {
    shape: 'the last of two members of the same name, as JSON has it',
    labels: ['bug', 'feature'],
    tokens: [
      token('{"label":"'),
      token('bug', 0.9, { feature: 0.1 }),
      token('","label":"'),
      token('bug', 0.6, { feature: 0.4 }),
      closing,
    ],
    chosen: 'bug',
    probabilities: [
      ['bug', 0.6],
      ['feature', 0.4],
    ],
  },
  {
    shape: 'the only label there is',
    labels: ['bug', 'bug'],
    tokens: [],
    chosen: 'bug',
    probabilities: [['bug', 1]],
  },
  {
    shape: 'two hundred labels, of which the endpoint names twenty',
    labels: Array.from({ length: 200 }, (_, index) => `label-${String.fromCodePoint(0x4e00 + index)}`),
    tokens: [
      ...opening,
      token('label-'),
      token(
        '一',
        0.81,
        Object.fromEntries(
          Array.from({ length: 19 }, (_, index) => [String.fromCodePoint(0x4e01 + index), 0.01]),
        ),
      ),
      closing,
    ],
    chosen: 'label-一',
    probabilities: [
      ['label-一', 0.81],
      ...Array.from({ length: 19 }, (_, index): [string, number] => [
        `label-${String.fromCodePoint(0x4e01 + index)}`,
        0.01,
      ]),
    ],
  },
];

function assertSame(
  actual: readonly { name: string; probability: number | null }[],
  expected: readonly [name: string, probability: number | null][],
): void {
  const rounded = (probability: number | null) => probability && Number(probability.toFixed(9));
  assert.deepEqual(
    actual.map(({ name, probability }) => [name, rounded(probability)]),
    expected.map(([name, probability]) => [name, rounded(probability)]),
  );
}

describe('the probabilities of labels', () => {
  for (const { shape, labels, tokens, chosen, probabilities } of shapes) {
    it(`are those worked out by hand: ${shape}`, () => {
      assertSame(labelProbabilities(labels, chosen, tokens), probabilities);
    });
  }

  it('name the answer’s own label first of those that are as probable', () => {
    const tokens = [...opening, token('feature', 0.5, { bug: 0.5 }), closing];
    assert.equal(labelProbabilities(['bug', 'feature'], 'feature', tokens)[0]?.name, 'feature');
  });

  it('are those that the tokens were made from, for any labels and however the answer is cut into tokens', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const { labels, chosen, tokens, expected } = randomCase(seededRandom(seed));
      const found = labelProbabilities(labels, chosen, tokens);
      assert.equal(found.length, labels.length, `seed ${seed}`);
      for (const { name, probability } of found) {
        const difference = Math.abs((probability ?? Number.NaN) - (expected.get(name) ?? Number.NaN));
        assert.ok(difference < 1e-9, `seed ${seed}: ${name} is ${probability}, not ${expected.get(name)}`);
      }
    }
  });
});

/**
 * Labels with a distribution, and the logprobs of an answer from which it follows exactly: where the answers part, each
 * of the others has an alternative of its own, which is long enough to be nobody else's. An answer that is no label takes
 * part, too, and must not count.
 */
function randomCase(random: () => number) {
  const below = (limit: number) => Math.floor(random() * limit);
  const letters = ['a', 'b', 'ab', '"', '\\', 'é', '🐛', ' '];
  const count = 2 + below(6);
  const names = new Set<string>();
  while (names.size < count) {
    names.add(Array.from({ length: 1 + below(5) }, () => letters[below(letters.length)]).join(''));
  }
  const labels = [...names];
  const foreign = 'not a label at all';
  const weights = new Map([...labels, foreign].map(name => [name, 0.01 + random()]));
  const chosen = labels[below(count)] ?? '';
  const space = [' ', '', '\n'][below(3)];
  const spelt = (name: string) => {
    const json = JSON.stringify({ label: name });
    return Buffer.from(json.replace(':', `:${space}`)).toString('latin1');
  };
  const answers = [...weights].map(([name, weight]) => ({ name, weight, answer: spelt(name) }));
  const sum = (some: typeof answers) => some.reduce((total, { weight }) => total + weight, 0);

  const tokens: TokenLogprob[] = [];
  let offset = 0;
  let onPath = answers;
  for (const text of splitAtRandom(spelt(chosen), 1 + below(8), random)) {
    if (text === '') continue;
    const staying = onPath.filter(({ answer }) => answer.startsWith(text, offset));
    const others = onPath
      .filter(other => !staying.includes(other))
      .map(({ answer, weight }) => {
        const rivals = onPath.filter(rival => rival.answer !== answer);
        let end = offset + 1;
        while (rivals.some(rival => rival.answer.startsWith(answer.slice(offset, end), offset))) end += 1;
        end += below(answer.length - end + 1);
        return wireToken(answer.slice(offset, end), weight / sum(onPath));
      });
    const taken = wireToken(text, sum(staying) / sum(onPath));
    tokens.push({ ...taken, top: random() < 0.3 ? others : [...others, taken].sort(() => random() - 0.5) });
    offset += text.length;
    onPath = staying;
  }
  const ofLabels = sum(answers.filter(({ name }) => name !== foreign));
  return {
    labels,
    chosen,
    tokens,
    expected: new Map(labels.map(name => [name, (weights.get(name) ?? 0) / ofLabels])),
  };
}

function wireToken(latin1: string, probability: number) {
  const raw = Buffer.from(latin1, 'latin1');
  return { token: raw.toString(), bytes: [...raw], logprob: Math.log(probability) };
}
