import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AnswerKind, answerOf } from './answerOf.ts';
import { growingPageForAll } from './growingHooks.ts';
import type { Way, Work } from './growingPage.ts';

type Kind = AnswerKind | 'loose list';

describe('an answer that grows', () => {
  const page = growingPageForAll();

  const workOf = (way: Way, text: string): Promise<Work> =>
    page().evaluate(({ way, text }) => window.workOf(way, text, 64), { way, text });

  const textOf = (kind: Kind, length: number) =>
    kind === 'loose list' ? answerOf('list', length).replaceAll('\n', '\n\n') : answerOf(kind, length);

  /** How many times more of each is done for four times the text; 4 when what is done follows from the text alone. */
  async function growth(way: Way, kind: Kind, length: number): Promise<Work> {
    const short = await workOf(way, textOf(kind, length));
    const long = await workOf(way, textOf(kind, 4 * length));
    return { lexed: long.lexed / short.lexed, nodes: long.nodes / short.nodes };
  }

  const isLinear = (times: number) => times < 4.5;

  for (const kind of ['mixed', 'code', 'list', 'loose list', 'table', 'paragraph'] as const) {
    test(`takes four times the work for four times the text: ${kind}`, async () => {
      const { lexed, nodes } = await growth('growing', kind, 16_384);
      assert.ok(isLinear(lexed), `${lexed.toFixed(1)} times as many characters lexed`);
      assert.ok(isLinear(nodes), `${nodes.toFixed(1)} times as many nodes made`);
    });

    test(`would be found out if it were rendered from its beginning each time: ${kind}`, async () => {
      const { lexed, nodes } = await growth('whole', kind, 4096);
      assert.equal(isLinear(lexed), false);
      // Of a block of code all is one text, however long.
      if (kind !== 'code') assert.equal(isLinear(nodes), false);
    });
  }

  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join('');
  const words = 'some words, *some* of `them` marked';
  const long: Record<string, string> = {
    list: answerOf('list', 8_000),
    table: answerOf('table', 8_000),
    paragraph: answerOf('paragraph', 8_000),
    'loose list': many(120, index => `- ${index} ${words}\n\n`),
    'list that turns loose': `${many(80, index => `- ${index} ${words}\n`)}\n${many(40, () => `- ${words}\n`)}`,
    'numbered list': many(120, index => `${index + 7}) ${words}\n`),
    'list of tasks': many(120, index => `- [${index % 2 ? 'x' : ' '}] ${words}\n  - ${words}\n`),
    'list, and a paragraph': `${many(100, () => `* ${words}\n`)}\nA paragraph after it.`,
    'list, and another one': `${many(100, () => `* ${words}\n`)}- ${words}\n- more`,
    'table, and a paragraph': `| a | b |\n|:-:|--|\n${many(100, () => `| ${words} | x |\n`)}\nA paragraph after it.`,
    'paragraph of lines': many(120, index => `${index}. is no list, ${words}  \n`),
    'paragraph that turns into a heading': `${many(100, () => `${words}\n`)}===\n\nText.`,
    'paragraph in bold': many(120, () => '**several words that belong together, the last one too** '),
    'paragraph, and a list': `${many(100, () => `${words} `)}\n- ${words}\n- more`,
    'paragraph with signs of its own': many(
      100,
      () => `a_b 2 * 3 \`c\` [x] <b> &amp; \\* https://a.example ${words} `,
    ),
  };
  for (const [what, text] of Object.entries(long)) {
    test(`shows at every moment what all of the text so far is: ${what}`, async () => {
      const differences = await page().evaluate(text => window.differences(text, 37), text);
      assert.deepEqual(differences, []);
    });
  }

  for (const [what, share] of [
    ['all of it is there', 1],
    ['most of it comes at once', 0.1],
    ['its last words come with its end', 0.99],
  ] as const) {
    test(`is never less in a frame than in the one before while it is finished: ${what}`, async () => {
      const text = answerOf('mixed', 20_000);
      const { lengths, isAsAtOnce } = await page().evaluate(
        ({ text, shown }) => window.framesOf(text, shown),
        { text, shown: Math.round(text.length * share) },
      );
      assert.ok(lengths.length > 10, `${lengths.length} frames`);
      // A mark or a word less is what is corrected; a block would be more.
      const losses = lengths.slice(1).map((length, index) => (lengths[index] ?? 0) - length);
      assert.ok(Math.max(...losses) < 30, `${lengths}`);
      assert.ok(isAsAtOnce);
    });
  }
});
