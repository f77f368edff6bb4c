import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import { replaceText } from '../../../src/comments/commentText.ts';
import { findComments } from '../../../src/comments/findComments.ts';
import { mayHoldComment } from '../../../src/comments/mayHoldComment.ts';
import { proveUntouched } from '../../../src/comments/proof.ts';
import { type CommentRules, scanComments } from '../../../src/comments/scanComments.ts';
import { mark } from './corpus.ts';

const c: CommentRules = { lineComment: '//', blockComment: ['/*', '*/'] };
const shell: CommentRules = { lineComment: '#' };
const html: CommentRules = { blockComment: ['<!--', '-->'] };

function marked(text: string, rules: CommentRules): void {
  const source = text.replace(/[«»‹›⁅⁆]/g, '');
  assert.equal(mark(source, findComments(scanComments(source, rules))), text);
}

describe('without a grammar, comments are found', () => {
  test('by line and by block', () =>
    marked('// «a»\n// ‹b›\nx /* «c» */ y // «d»\n/*\n * «e»\n *\n * ‹f›\n */', c));
  test('in a language with line comments only', () => marked('# «a»\nb # «c»', shell));
  test('in a language with block comments only', () => marked('<p><!-- «a»\n ‹b› --></p>', html));
  test('but not in strings', () => marked(`"// no" '/* no */' "\\"// no" \`// no\n// no\` // «a»`, c));
  test('nor in strings of three quotes', () => marked('"""\n# no\n""" # «a»', shell));
  test('after a quote that is never closed, from the next line on', () => marked("don't // no\n// «a»", c));
  test('but not where a delimiter is glued to a word', () =>
    marked('http://no $# a#no', { lineComment: '#' }));
  test('nor in a URL', () => marked('a: http://no', c));
  test('none, where the language has no comments', () => marked('// no', {}));
  test('and directives are known', () => marked('// ⁅eslint-disable⁆', c));
  test('and one that is never closed is left out', () => marked('// «a»\n/* no\nx', c));
});

test('the proof reads scanned lines as it reads those of a grammar', () => {
  const source = 'x; /* a */ y;\n// b';
  const before = scanComments(source, c);
  const prove = (next: string) => {
    const replacements = findComments(before).map(block => ({
      block,
      source: replaceText(block, next, '\n'),
    }));
    return proveUntouched(before, scanComments(applyReplacements(source, replacements), c), replacements);
  };
  assert.deepEqual(prove('neu'), { ok: true });
  assert.equal(prove('x */ evil();').ok, false);
});

test('a line may hold a comment if it has a delimiter, a gutter, or the quotes of a docstring', () => {
  for (const line of ['x; // a', '/* a', 'a */', ' * a']) assert.equal(mayHoldComment(line, c), true, line);
  for (const line of ['# a', '    """a']) assert.equal(mayHoldComment(line, shell), true, line);
  for (const line of ['x;', '', 'a * b']) assert.equal(mayHoldComment(line, c), false, line);
  assert.equal(mayHoldComment('// a', {}), false);
});
