import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { marked } from 'marked';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import type { CommentBlock } from '../../../src/comments/commentBlock.ts';
import { replaceText, textOf } from '../../../src/comments/commentText.ts';
import { findPassages } from '../../../src/comments/findPassages.ts';
import { markdownStructure } from '../../../src/comments/markdownStructure.ts';
import { provable } from '../../../src/comments/provable.ts';
import { hostileAnswers } from './hostileAnswers.ts';
import { installedGrammars } from './installedGrammars.ts';

/** What makes something else of a passage, or of what is below it. */
const hostile = [
  ...hostileAnswers.filter(({ length }) => length < 1_000),
  '# Evil',
  '- evil',
  '1. evil',
  '> evil',
  '| evil |',
  'evil | evil',
  '---',
  '===',
  '    evil',
  '```',
  '~~~\nevil',
  '`evil`',
  '**evil**',
  '*evil*',
  '~~evil~~',
  '[evil](https://example.com)',
  '![evil](https://example.com/a.png)',
  'https://evil.example.com',
  '<https://evil.example.com>',
  'evil@example.com',
  '<b>evil</b>',
  '<!-- evil',
  '[evil]: https://example.com',
  '[^1]: evil',
  'evil[^9]',
  '{{ evil }}',
  '{% evil %}',
  '&lt;evil',
  'evil  \nevil',
  'evil\\\nevil',
  'evil\n\nevil',
  'evil\n# evil',
  'evil\n- evil',
  'evil\n===',
  '[ref]',
  '![',
  '**',
  '`',
  '[x](',
];

const documents: [name: string, source: string][] = [
  ['a paragraph', 'vor\n\nEin Absatz.\n\nnach\n'],
  [
    'a paragraph of several lines',
    'vor\n\nEin Absatz mit Text,\nder in der zweiten Zeile\nweitergeht.\n\nnach\n',
  ],
  ['a hard break', 'Ein Absatz  \nmit Umbruch\n\nnach\n'],
  ['a heading', '# Ein Titel\n\nnach\n'],
  ['an underlined heading', 'Ein Titel\n=====\n\nnach\n'],
  ['a list', '- Ein Punkt\n- Ein zweiter,\n  der weitergeht\n  1. Ein dritter\n\nnach\n'],
  ['a task', '- [ ] Eine Aufgabe\n- [x] Noch eine\n'],
  ['a quotation', '> Ein Zitat,\n> das weitergeht\n\nnach\n'],
  ['a table', '| Kopf | zwei |\n|---|:-:|\n| Eine Zelle | noch eine |\n\nnach\n'],
  [
    'inline markup',
    'Ein **fetter** Text mit `code`, <b>tag</b> und [Link](https://example.com "x").\n\nnach\n',
  ],
  ['references', 'Ein [Verweis][ref] und [ref].\n\n[ref]: https://example.com "x"\n'],
  ['footnotes', 'Ein Text[^1].\n\n[^1]: Die Note.\n'],
  ['front matter', '---\ntitle: x\n---\n\nEin Absatz.\n\n```js\na();\n```\n\n    b();\n'],
];

async function proseIn(source: string) {
  const known = {};
  const tokenize = async (text: string) =>
    (await installedGrammars.tokenize('markdown', text, known)) ?? assert.fail('There is no grammar.');
  const before = await tokenize(source);
  const all = findPassages(before);
  return {
    all,
    blocks: all.filter(({ kind }) => kind === 'prose'),
    async replace(replacements: { block: CommentBlock; source: string }[]) {
      const { safe, refused } = await provable(source, before, replacements, tokenize);
      assert.equal(safe.length + refused.length, replacements.length);
      return { next: applyReplacements(source, safe), safe, refused };
    },
  };
}

/** The document's HTML without its words: what a reader of the page sees besides them. */
async function tagsOf(source: string): Promise<string[]> {
  const html = await marked.parse(source);
  return html.match(/<code[^>]*>[\s\S]*?<\/code>|<[^>]*>/g) ?? [];
}

const inText = (block: CommentBlock, answer: string) => ({ block, source: replaceText(block, answer, '\n') });
/** As a careless program would do it. */
const asItIs = (block: CommentBlock, answer: string) => ({
  block,
  source: block.lines
    .map(({ prefix, suffix }, index) => prefix + (index === 0 ? answer : 'x') + suffix)
    .join('\n'),
});

describe('all prose at once takes other words:', () => {
  for (const [name, source] of documents) {
    test(name, async () => {
      const { blocks, replace } = await proseIn(source);
      assert.ok(blocks.length > 0);
      const { refused } = await replace(
        blocks.map(block => inText(block, textOf(block).replace(/\b(?:Ein|Die)\b/g, 'Uno'))),
      );
      assert.deepEqual(refused, []);
      const longer = (block: CommentBlock) => `${textOf(block)} ${'und noch mehr Worte '.repeat(6).trim()}`;
      const { next, refused: others } = await replace(blocks.map(block => inText(block, longer(block))));
      assert.deepEqual(others, []);
      assert.deepEqual(await tagsOf(next), await tagsOf(source));
    });
  }
});

describe('no answer makes something else of a document:', () => {
  for (const [name, source] of documents) {
    test(name, async () => {
      const { blocks, replace } = await proseIn(source);
      const tags = await tagsOf(source);
      for (const block of blocks) {
        for (const answer of hostile) {
          for (const replacement of [inText(block, answer), asItIs(block, answer)]) {
            const { next } = await replace([replacement]);
            assert.deepEqual(await tagsOf(next), tags, JSON.stringify([textOf(block), answer]));
          }
        }
      }
    });
  }
});

test('of many answers those that would change the structure are left out, and no others', async () => {
  const source = Array.from({ length: 30 }, (_, index) => `- Punkt ${index}\n\n  Absatz ${index}\n`).join('');
  const { blocks, replace } = await proseIn(source);
  const isHostile = (index: number) => index % 7 === 3;
  const wanted = blocks.map((block, index) => inText(block, isHostile(index) ? '**evil**' : `Item ${index}`));
  const { refused, safe } = await replace(wanted);
  assert.deepEqual(
    refused.map(({ replacement }) => wanted.indexOf(replacement)).sort((a, b) => a - b),
    wanted.map((_, index) => index).filter(isHostile),
  );
  assert.equal(safe.length, wanted.filter((_, index) => !isHostile(index)).length);
});

test('a comment in a fence is translated together with the prose around it', async () => {
  const source = 'Ein Absatz\n\n```js\na(); // eins\n```\n';
  const { all, replace } = await proseIn(source);
  const { next, refused } = await replace(all.map(block => inText(block, 'one')));
  assert.deepEqual(refused, []);
  assert.equal(next, 'one\n\n```js\na(); // one\n```\n');
});

describe('the structure of a document', () => {
  const same: [name: string, one: string, other: string][] = [
    ['is that of other words', '# Eins\n\nzwei\n', '# One\n\ntwo\n'],
    ['is that of another order of words', '**A** und `b`\n', '`b` and **a**\n'],
    ['is that of another text of a link', '[eins](x)\n', '[one](x)\n'],
    ['is that of another description of a picture', '![eins](x)\n', '![one](x)\n'],
    ['is that of other lines in a paragraph', 'eins\nzwei\n', 'one two\n'],
  ];
  for (const [name, one, other] of same) {
    test(name, () => assert.equal(markdownStructure(one), markdownStructure(other)));
  }
  const different: [name: string, one: string, other: string][] = [
    ['a heading of another level', '# a\n', '## a\n'],
    ['another target', '[a](x)\n', '[a](y)\n'],
    ['another picture', '![a](x)\n', '![a](y)\n'],
    ['other code', '`a`\n', '`b`\n'],
    ['a link less', '[a](x) b\n', 'a b\n'],
    ['another definition', '[a]: x\n', '[a]: y\n'],
    ['a link whose definition is gone', '[a]\n\n[a]: x\n', '[b]\n\n[a]: x\n'],
    ['a box that is ticked', '- [ ] a\n', '- [x] a\n'],
    ['another number', '1. a\n', '2. a\n'],
    ['a cell more', '|a|b|\n|-|-|\n|c|d|\n', '|a|b|\n|-|-|\n|c|`d`|\n'],
    ['tags in another order', '<b>a</b>\n', '</b>a<b>\n'],
    ['another footnote', 'a[^1]\n', 'a[^2]\n'],
    ['another template', 'a {{ b }}\n', 'a {{ c }}\n'],
    ['a formula that is gone', 'a $b + c$\n', 'a b + c\n'],
  ];
  for (const [name, one, other] of different) {
    test(`differs by ${name}`, () => assert.notEqual(markdownStructure(one), markdownStructure(other)));
  }
});
