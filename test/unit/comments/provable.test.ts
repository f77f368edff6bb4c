import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import { findComments } from '../../../src/comments/findComments.ts';
import { provable } from '../../../src/comments/provable.ts';
import { tokenize } from './installedGrammars.ts';

/** Replaces each comment by a source of its own. */
async function provableIn(languageId: string, text: string, sources: readonly string[]) {
  const before = await tokenize(languageId, text);
  const wanted = findComments(before).map((block, index) => ({ block, source: sources[index] ?? '' }));
  const { safe, refused } = await provable(text, before, wanted, next => tokenize(languageId, next));
  return {
    text: applyReplacements(text, safe),
    refused: refused.map(({ replacement, reason }) => [wanted.indexOf(replacement), reason]),
  };
}

const text = '// eins\na();\n/* zwei */\nb();\n// drei\nc();\n';

describe('of some replacements', () => {
  test('all are taken that change no code', async () => {
    assert.deepEqual(await provableIn('typescript', text, ['// one', '/* two */', '// three']), {
      text: '// one\na();\n/* two */\nb();\n// three\nc();\n',
      refused: [],
    });
  });

  test('those that could change code are left out, whichever they are, and the others are taken', async () => {
    const sources = ['// one', '/* two */', '// three'];
    const hostile = ['// one\nevil();', '/* two */ evil(); /* */', '// three */'];
    for (let mask = 1; mask < 8; mask++) {
      const isHostile = (index: number) => (mask & (1 << index)) !== 0;
      const found = await provableIn(
        'typescript',
        text,
        sources.map((source, index) => (isHostile(index) ? hostile[index] : source) ?? ''),
      );
      const left = [0, 1, 2].filter(isHostile);
      assert.deepEqual(found.refused.map(([index]) => index).sort(), left);
      const old = findComments(await tokenize('typescript', text));
      const expected = applyReplacements(
        text,
        old.flatMap((block, index) => (isHostile(index) ? [] : [{ block, source: sources[index] ?? '' }])),
      );
      assert.equal(found.text, expected);
    }
  });

  test('none is taken when each would end a docstring', async () => {
    const source = 'def f():\n    """Eins."""\n\ndef g():\n    """Zwei."""\n';
    const ended = ['"""One.""" + evil() + """"""', '"""Two."""; evil()'];
    const { text: after, refused } = await provableIn('python', source, ended);
    assert.equal(after, source);
    assert.equal(refused.length, 2);
  });
});
