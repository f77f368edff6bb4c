import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isNewComment } from '../../../src/comments/isNewComment.ts';
import { oneLineComment } from '../../../src/comments/oneLineComment.ts';
import { tokenize } from './installedGrammars.ts';

/** Puts a line before another and asks whether it is a comment there. */
async function fits(languageId: string, source: string, line: number, comment: string): Promise<boolean> {
  const lines = source.split('\n');
  const after = [...lines.slice(0, line), comment, ...lines.slice(line)].join('\n');
  return isNewComment(await tokenize(languageId, source), await tokenize(languageId, after), line);
}

describe('a line with tags', () => {
  const tags = '// Tags: a, b';
  const cases: [
    what: string,
    language: string,
    source: string,
    line: number,
    comment: string,
    fits: boolean,
  ][] = [
    ['above a function', 'typescript', 'let a = 1;\nfunction f() {}\n', 1, tags, true],
    ['above another comment', 'typescript', '// one\nlet a = 1;\n', 0, tags, true],
    ['in a template literal', 'typescript', 'const a = `one\ntwo`;\n', 1, tags, false],
    ['in a block comment', 'typescript', '/*\n * one\n */\n', 1, tags, false],
    ['in the text of JSX', 'typescriptreact', 'const a = <p>\n  one\n</p>;\n', 1, tags, false],
    ['above the opening tag of PHP', 'php', '<?php\nnamespace A;\n', 0, tags, false],
    ['inside PHP', 'php', '<?php\nnamespace A;\n', 1, tags, true],
    ['above a shebang', 'shellscript', '#!/bin/sh\nls\n', 0, '# Tags: a', false],
    ['in a here-document', 'shellscript', 'cat <<EOF\none\nEOF\n', 1, '# Tags: a', false],
    ['in a docstring', 'python', 'def f():\n    """One\n    two"""\n', 2, '    # Tags: a', false],
    ['in the script of a page', 'html', '<script>\nlet a = 1;\n</script>\n', 1, '<!-- Tags: a -->', false],
    ['in a page', 'html', '<p>\none\n</p>\n', 1, '<!-- Tags: a -->', true],
    ['in a style sheet', 'css', 'a { color: red }\n', 0, '/* Tags: a */', true],
  ];
  for (const [what, language, source, line, comment, expected] of cases) {
    it(`${what} is ${expected ? '' : 'not '}offered`, async () => {
      assert.equal(await fits(language, source, line, comment), expected);
    });
  }

  it('is in the language’s own form, on its line', () => {
    assert.equal(oneLineComment('a', { lineComment: '#', blockComment: ['<', '>'] }), '# a');
    assert.equal(oneLineComment('a', { blockComment: ['/*', '*/'] }), '/* a */');
    assert.equal(oneLineComment('a */ b', { blockComment: ['/*', '*/'] }), undefined);
    assert.equal(oneLineComment('a\nb', { lineComment: '//' }), undefined);
    assert.equal(oneLineComment('a', {}), undefined);
  });
});
