import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import { replaceText, textOf } from '../../../src/comments/commentText.ts';
import { commentsOf } from './installedGrammars.ts';

async function only(languageId: string, source: string) {
  const [block] = await commentsOf(languageId, source);
  assert.ok(block);
  return block;
}

async function replaced(languageId: string, source: string, text: string): Promise<string> {
  const block = await only(languageId, source);
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  return applyReplacements(source, [{ block, source: replaceText(block, text, eol) }]);
}

describe('the text of a comment', () => {
  test('has its wrapped lines joined to sentences, paragraph by paragraph', async () => {
    const source = '/**\n * Keeps the queue\n * in order.\n *\n * Second\n * paragraph.\n */';
    assert.equal(textOf(await only('typescript', source)), 'Keeps the queue in order.\n\nSecond paragraph.');
  });

  test('keeps sentences that were given a line each', async () => {
    assert.equal(textOf(await only('c', '// One.\n// Another one here.\n')), 'One.\nAnother one here.');
    assert.equal(
      textOf(await only('c', '// The first one ends.\n// Another one.\n')),
      'The first one ends. Another one.',
    );
  });

  test('keeps list items, tags and their further lines apart', async () => {
    const source =
      '/**\n * Takes:\n * - one\n *   and a half\n * - two\n * @param a first\n *   of all\n * @returns b\n */';
    assert.equal(
      textOf(await only('typescript', source)),
      'Takes:\n- one and a half\n- two\n@param a first of all\n@returns b',
    );
  });

  test('keeps examples as they are', async () => {
    const source = '// See\n// ```\n// a();\n//   b();\n// ```\n// or\n//\n//     c()\n//     d()';
    assert.equal(
      textOf(await only('typescript', source)),
      'See\n```\na();\n  b();\n```\nor\n\n    c()\n    d()',
    );
  });

  test('keeps the lines of code that is commented out', async () => {
    assert.equal(textOf(await only('java', '// if (a) {\n//   b();\n// }')), 'if (a) {\n  b();\n}');
  });

  test('joins Chinese lines without a blank', async () => {
    assert.equal(textOf(await only('python', '# 保持队列\n# 的顺序')), '保持队列的顺序');
  });
});

describe('new text', () => {
  test('is wrapped to the width the comment had, behind its gutter', async () => {
    assert.equal(
      await replaced(
        'typescript',
        '  /**\n   * Keeps all of the queue\n   * in order.\n   */\n  f();',
        'Hält die ganze Warteschlange in ihrer Reihenfolge.',
      ),
      '  /**\n   * Hält die ganze\n   * Warteschlange in ihrer\n   * Reihenfolge.\n   */\n  f();',
    );
  });

  test('gives and takes lines of a run of line comments, tabs and CRLF kept', async () => {
    assert.equal(
      await replaced('go', 'package a\r\n\t// one two\r\n\t// three\r\nvar b = 1\r\n', 'eins'),
      'package a\r\n\t// eins\r\nvar b = 1\r\n',
    );
  });

  test('keeps paragraphs, with bare gutters between them', async () => {
    assert.equal(await replaced('rust', '/// a\n///\n/// b\n', 'x\n\ny'), '/// x\n///\n/// y\n');
  });

  test('keeps list items, their further lines indented', async () => {
    const item =
      '- ein Eintrag, der sehr viel länger ist als die Zeile, in die er passen soll, und darum bricht';
    assert.equal(
      await replaced('typescript', '/*\n * a:\n * - b\n */', `x:\n${item}`),
      '/*\n * x:\n * - ein Eintrag, der sehr viel länger ist als die Zeile, in die er passen soll,\n *   und darum bricht\n */',
    );
  });

  test('stays on one line after code and in a comment of one line', async () => {
    assert.equal(await replaced('typescript', 'x; // a\ny;', 'b\nevil();'), 'x; // b evil();\ny;');
    assert.equal(
      await replaced('typescript', '/* a */ x', `b\n\n${'c '.repeat(99)}d`),
      `/* b ${'c '.repeat(99)}d */ x`,
    );
  });

  test('leaves rules and boxes around it', async () => {
    assert.equal(await replaced('c', '/******\n * a\n ******/', 'b'), '/******\n * b\n ******/');
    assert.equal(await replaced('shellscript', '######\n# a #\n######\n', 'b'), '######\n# b\n######\n');
  });

  test('leaves a docstring its prefix, quotes and indentation', async () => {
    assert.equal(
      await replaced('python', 'def f():\n    r"""A.\n\n    B.\n    """\n', 'X.\n\nY.'),
      'def f():\n    r"""X.\n\n    Y.\n    """\n',
    );
  });

  test('leaves a comment over several lines on several, where statements may end with the line', async () => {
    assert.equal(await replaced('javascript', 'return /* a\n  b */ x', 'c'), 'return /* c\n */ x');
  });

  test('breaks between wide characters, which count for two columns', async () => {
    assert.equal(
      await replaced('python', '# aaaa bbbb cccc dddd eeee\n# ffff\n', '保持队列的顺序保持队列的顺序，好。'),
      '# 保持队列的顺序保持队列的\n# 顺序，好。\n',
    );
  });
});

test('replacing several comments leaves every other character as it was', async () => {
  const source = 'a; // one\r\nb; /* two */ c;\n// three';
  const blocks = await commentsOf('javascript', source);
  const next = applyReplacements(
    source,
    blocks.map(block => ({ block, source: replaceText(block, textOf(block).toUpperCase(), '\n') })),
  );
  assert.equal(next, 'a; // ONE\r\nb; /* TWO */ c;\n// THREE');
});
