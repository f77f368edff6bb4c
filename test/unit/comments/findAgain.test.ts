import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findAgain, sourceOf } from '../../../src/comments/findAgain.ts';
import { findComments } from '../../../src/comments/findComments.ts';
import { scanComments } from '../../../src/comments/scanComments.ts';

const rules = { lineComment: '//', blockComment: ['/*', '*/'] as [string, string] };
const commentsOf = (text: string) => {
  const lines = scanComments(text, rules);
  return { lines, blocks: findComments(lines) };
};

/** Where the comments of one text are in another, by their lines. */
function foundAt(before: string, after: string): (number | undefined)[] {
  const { lines, blocks } = commentsOf(before);
  const known = blocks.map(block => ({ source: sourceOf(block, lines), line: block.start.line }));
  const now = commentsOf(after);
  return findAgain(known, now.blocks, now.lines).map(block => block?.start.line);
}

const text = '// same\na();\n// same\nb();\n/* two\n   lines */\nc(); // end\n';

describe('comments are found again', () => {
  test('where they were, in whatever line breaks', () => {
    assert.deepEqual(foundAt(text, text), [0, 2, 4, 6]);
    assert.deepEqual(foundAt(text, text.replaceAll('\n', '\r\n')), [0, 2, 4, 6]);
  });

  test('below lines that came before them', () => {
    assert.deepEqual(foundAt(text, `x();\n${text}`), [1, 3, 5, 7]);
    assert.deepEqual(foundAt(text, text.replace('a();', 'a();\n\nx();')), [0, 4, 6, 8]);
  });

  test('each once, and not when it was edited', () => {
    assert.deepEqual(foundAt(text, text.replace('// same\nb', '// other\nb')), [0, undefined, 4, 6]);
    assert.deepEqual(foundAt(text, text.replace('two', 'three')), [0, 2, undefined, 6]);
    assert.deepEqual(foundAt(text, ''), [undefined, undefined, undefined, undefined]);
  });
});
