import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import { replaceText } from '../../../src/comments/commentText.ts';
import { commonRules } from '../../../src/comments/commonRules.ts';
import { findComments } from '../../../src/comments/findComments.ts';
import { mayHoldComment } from '../../../src/comments/mayHoldComment.ts';
import { proveUntouched } from '../../../src/comments/proof.ts';
import { type CommentRules, scanComments } from '../../../src/comments/scanComments.ts';
import { mark, piecesOf, scanned, sources } from './corpus.ts';

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

describe('all comments are found in languages whose grammars do not come with the editor:', () => {
  for (const { languageId, source, marked } of scanned) {
    test(languageId, () => {
      const rules = commonRules(languageId);
      assert.ok(rules);
      assert.equal(mark(source, findComments(scanComments(source, rules))), marked);
    });
  }
});

describe('of real-shaped source, without a grammar', () => {
  /** Why some comments are missed. */
  const missed: Record<string, string> = {
    cpp: 'what MySQL runs looks like a comment to be kept, and no scope tells the language',
    csharp: 'a hole in a string',
    css: 'as in C++',
    groovy: 'a shebang',
    html: 'scripts and styles',
    julia: 'a docstring, and a quote behind a name',
    lua: 'a shebang',
    markdown: 'fences',
    php: 'the page around it',
    powershell: 'a hole in a string',
    razor: 'code',
    ruby: 'a hole in a string',
    rust: 'as in C++',
    swift: 'a hole in a string',
    typescript: 'as in C++',
    yaml: 'a quote in a value without quotes',
  };
  /** Where text can look like comments and only a grammar knows better. */
  const mistaken: Record<string, string[]> = {
    javascriptreact: ['16:22', '25:13'],
    typescriptreact: ['14:12'],
  };

  for (const { languageId, source, marked } of sources) {
    const rules = commonRules(languageId);
    assert.ok(rules, languageId);
    const wanted = piecesOf(marked);
    const found = piecesOf(mark(source, findComments(scanComments(source, rules))));
    const tools = new Set([...wanted].map(piece => piece.replace('for people', 'for tools')));

    test(`nothing but comments is taken for one in ${languageId}`, () => {
      // To leave a comment alone is safe; to take a tool's for one that people read is not.
      const wrong = [...found].filter(piece => !wanted.has(piece) && !tools.has(piece));
      assert.deepEqual(
        wrong.map(piece => piece.split(' ')[0]),
        mistaken[languageId] ?? [],
        wrong.join('\n'),
      );
    });
    test(`${missed[languageId] ? `most comments are found, but for ${missed[languageId]},` : 'all comments are found'} in ${languageId}`, () => {
      const left = [...wanted].filter(piece => !found.has(piece));
      assert.equal(left.length > 0, languageId in missed, left.join('\n'));
    });
  }
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
