import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import { textOf } from '../../../src/comments/commentText.ts';
import { findComments } from '../../../src/comments/findComments.ts';
import { provable } from '../../../src/comments/provable.ts';
import type { TokenizedLine } from '../../../src/comments/tokens.ts';
import { withTranslation } from '../../../src/comments/withTranslation.ts';
import { corpus } from './corpus.ts';
import { tokenize } from './installedGrammars.ts';

async function bilingual(languageId: string, source: string, placement: 'below' | 'beside', text: string) {
  const before = await tokenize(languageId, source);
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const wanted = findComments(before)
    .filter(block => !block.directive && textOf(block) !== '')
    .map(block => ({ block, source: withTranslation(block, text, placement, eol) }));
  const { safe, refused } = await provable(source, before, wanted, next => tokenize(languageId, next));
  return { text: applyReplacements(source, safe), refused: refused.map(({ reason }) => reason) };
}

const cases: [name: string, languageId: string, source: string, below: string, beside: string][] = [
  ['a line', 'typescript', '  // eins\na();\n', '  // eins\n  // one\na();\n', '  // eins — one\na();\n'],
  ['a line beside code', 'typescript', 'a(); // eins\n', 'a(); // eins — one\n', 'a(); // eins — one\n'],
  [
    'a block on one line',
    'css',
    '/* eins */\na {}\n',
    '/* eins — one */\na {}\n',
    '/* eins — one */\na {}\n',
  ],
  [
    'several lines, with a rule on either side',
    'python',
    '# ----\r\n# eins,\r\n# zwei\r\n# ----\r\na\r\n',
    '# ----\r\n# eins,\r\n# zwei\r\n#\r\n# one\r\n# ----\r\na\r\n',
    '# ----\r\n# eins,\r\n# zwei\r\n#\r\n# one\r\n# ----\r\na\r\n',
  ],
  [
    'a documentation comment',
    'typescript',
    '  /**\n   * Eins.\n   */\na();\n',
    '  /**\n   * Eins.\n   * one\n   */\na();\n',
    '  /**\n   * Eins.\n   * one\n   */\na();\n',
  ],
  [
    'a block that closes behind its text',
    'c',
    '/* eins\n   zwei */\nint a;\n',
    '/* eins\n   zwei\n\n   one */\nint a;\n',
    '/* eins\n   zwei\n\n   one */\nint a;\n',
  ],
];

describe('a translation beside the original', () => {
  for (const [name, languageId, source, below, beside] of cases) {
    test(`in ${name}`, async () => {
      assert.deepEqual(await bilingual(languageId, source, 'below', 'one'), { text: below, refused: [] });
      assert.deepEqual(await bilingual(languageId, source, 'beside', 'one'), { text: beside, refused: [] });
    });
  }

  for (const placement of ['below', 'beside'] as const) {
    test(`${placement} is proven in every language, with the original in front`, async () => {
      for (const { languageId, source } of corpus) {
        const { text, refused } = await bilingual(languageId, source, placement, 'One translation.');
        assert.deepEqual(refused, [], languageId);
        assert.notEqual(text, source, languageId);
        const texts = (lines: readonly TokenizedLine[]) =>
          findComments(lines)
            .filter(block => !block.directive && textOf(block) !== '')
            .map(block => textOf(block).replace(/\s+/g, ' '));
        const old = texts(await tokenize(languageId, source));
        for (const [index, now] of texts(await tokenize(languageId, text)).entries()) {
          assert.ok(now.startsWith(old[index] ?? ' '), `${languageId}: ${now}`);
          assert.ok(now.endsWith('One translation.'), `${languageId}: ${now}`);
        }
      }
    });
  }
});
