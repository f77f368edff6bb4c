import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import type { CommentBlock } from '../../../src/comments/commentBlock.ts';
import { replaceText, textOf } from '../../../src/comments/commentText.ts';
import { commonRules } from '../../../src/comments/commonRules.ts';
import { findComments } from '../../../src/comments/findComments.ts';
import { proveUntouched } from '../../../src/comments/proof.ts';
import { scanComments } from '../../../src/comments/scanComments.ts';
import { wrap } from '../../../src/comments/wrap.ts';
import { commentsOf, tokenize } from './installedGrammars.ts';
import { syntaxes } from './syntaxes.ts';

const withText = (blocks: readonly CommentBlock[], text: string) =>
  blocks.find(({ lines }) => lines.some(line => line.text.includes(text)));

/** What the comments say of a document, by its grammar and by the scanner. */
async function bothOf(languageId: string, source: string) {
  return {
    grammar: await commentsOf(languageId, source),
    scanner: findComments(scanComments(source, commonRules(languageId) ?? {})),
  };
}

describe('a comment that is never closed is left alone, as all below may be code:', () => {
  for (const { name, languageId, source, text } of syntaxes) {
    test(name, async () => {
      const block = withText(await commentsOf(languageId, source), text);
      assert.ok(block);
      if (block.form === 'line') return;
      const closed = source.indexOf(block.close, source.indexOf(text));
      const unclosed = source.slice(0, closed) + source.slice(closed).replaceAll(block.close, '');
      const { grammar, scanner } = await bothOf(languageId, unclosed);
      assert.equal(withText(grammar, text), undefined);
      assert.equal(withText(scanner, text), undefined);
    });
  }
});

describe('a comment of one line and a megabyte is left out, and what follows is found:', () => {
  const long = 'word '.repeat(200_000);
  for (const [languageId, comment, next] of [
    ['typescript', `// ${long}`, '// b'],
    ['typescript', `/* ${long} */`, '// b'],
    ['python', `# ${long}`, '# b'],
    ['sql', `-- ${long}`, '-- b'],
    ['html', `<!-- ${long} -->`, '<!-- b -->'],
  ] as const) {
    test(`${languageId} ${comment.slice(0, 4)}`, async () => {
      const { grammar, scanner } = await bothOf(languageId, `${comment}\n${next}\n`);
      assert.deepEqual(grammar.map(textOf), ['b']);
      assert.deepEqual(scanner.map(textOf), ['b']);
    });
  }
});

test('a comment of a megabyte over many lines is read, and comes back as it was', async () => {
  const line = ' * keeps the jobs in order, and says so to those who wait for one';
  const source = `/**\n${`${line}\n`.repeat(16_000)} */\nx;`;
  const [block] = await commentsOf('typescript', source);
  assert.ok(block);
  const text = textOf(block);
  assert.equal(text.split('\n').length, 1);
  assert.equal(text.length, 16_000 * (line.length - 2) - 1);
  assert.equal(applyReplacements(source, [{ block, source: replaceText(block, text, '\n') }]), source);
});

test('a text of a megabyte without a blank stays one word', () => {
  assert.deepEqual(wrap('x'.repeat(1_000_000), 80), ['x'.repeat(1_000_000)]);
});

describe('line breaks of every kind, tabs and blanks in one document', () => {
  const source =
    'a();\r\n\t// one\r\n\t// two\n  /*\r\n\t * three\n   \t* four\r\n\t */\rb(); // five\r\n\t\n';

  test('are counted as the editor counts them', async () => {
    const blocks = await commentsOf('typescript', source);
    assert.deepEqual(
      blocks.map(block => [block.start.line, textOf(block)]),
      [
        [1, 'one two'],
        [3, 'three four'],
        [7, 'five'],
      ],
    );
  });

  test('stay outside of comments as they were', async () => {
    const before = await tokenize('typescript', source);
    const replacements = findComments(before).map(block => ({
      block,
      source: replaceText(block, textOf(block).toUpperCase(), '\r\n'),
    }));
    const next = applyReplacements(source, replacements);
    assert.equal(next, 'a();\r\n\t// ONE TWO\n  /*\r\n\t * THREE FOUR\r\n\t */\rb(); // FIVE\r\n\t\n');
    assert.deepEqual(proveUntouched(before, await tokenize('typescript', next), replacements), { ok: true });
  });
});

describe('writing that is not Latin is wrapped between words or characters, never inside of one:', () => {
  const family = '👩‍👩‍👧‍👦';
  const cases: [name: string, text: string, width: number, lines: string[]][] = [
    ['from right to left', 'שומר על הסדר', 8, ['שומר על', 'הסדר']],
    ['emoji of several', `${family}${family} ${family}`, 4, [`${family}${family}`, family]],
    ['marks that combine', 'cafe\u0301 cafe\u0301', 9, ['cafe\u0301 cafe\u0301']],
    ['marks that combine, without room', 'cafe\u0301 cafe\u0301', 8, ['cafe\u0301', 'cafe\u0301']],
    ['Chinese', '保持队列的顺序。', 8, ['保持队列', '的顺序。']],
    ['Devanagari', 'क्रम में रखता है', 8, ['क्रम में', 'रखता है']],
  ];
  for (const [name, text, width, lines] of cases) {
    test(name, () => {
      assert.deepEqual(wrap(text, width), lines);
    });
  }

  test('columns before a comment count what the editor counts', async () => {
    const source = `f("${family} שלום e\u0301"); /* a */ g();`;
    const before = await tokenize('javascript', source);
    const [block] = findComments(before);
    assert.ok(block);
    const replacement = { block, source: replaceText(block, `ש ${family} e\u0301`, '\n') };
    const next = applyReplacements(source, [replacement]);
    assert.equal(next, `f("${family} שלום e\u0301"); /* ש ${family} e\u0301 */ g();`);
    assert.deepEqual(proveUntouched(before, await tokenize('javascript', next), [replacement]), { ok: true });
  });
});

test('a document with nothing, or nothing but blanks, has no comments', async () => {
  for (const source of ['', '\n', ' \t\r\n', '\u00a0', '\ufeff']) {
    const { grammar, scanner } = await bothOf('typescript', source);
    assert.deepEqual([grammar, scanner], [[], []]);
  }
});

test('a byte order mark before a comment stays', async () => {
  const source = '\ufeff// a\nx;';
  const [block] = await commentsOf('typescript', source);
  assert.ok(block);
  assert.equal(
    applyReplacements(source, [{ block, source: replaceText(block, 'b', '\n') }]),
    '\ufeff// b\nx;',
  );
});

test('NUL and other control characters are no reason to fail', async () => {
  const { grammar } = await bothOf('c', 'int a;\u0000 // a\u0001b\n\u007f// c\n');
  assert.equal(grammar.length > 0, true);
});
