import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CommentBlock } from '../../../src/comments/commentBlock.ts';
import { corpus, mark, sources } from './corpus.ts';
import { commentsOf } from './installedGrammars.ts';

const texts = (blocks: readonly CommentBlock[]) => blocks.map(({ lines }) => lines.map(({ text }) => text));

for (const [title, fixtures] of [
  ['comments of every form', corpus],
  ['all comments of real-shaped source', sources],
] as const) {
  describe(`${title} are found as marked by hand in`, () => {
    for (const { languageId, source, marked } of fixtures) {
      test(languageId, async () => {
        assert.equal(mark(source, await commentsOf(languageId, source)), marked);
      });
    }
  });
}

describe('the parts of a comment are the document in its range in', () => {
  for (const { languageId, source } of [...corpus, ...sources]) {
    test(languageId, async () => {
      const lines = source.split('\n');
      for (const { start, end, lines: parts } of await commentsOf(languageId, source)) {
        const range = lines.slice(start.line, end.line + 1);
        const last = range.length - 1;
        range[last] = range[last]?.slice(0, end.character) ?? '';
        range[0] = range[0]?.slice(start.character) ?? '';
        assert.deepEqual(
          parts.map(({ prefix, text, suffix }) => prefix + text + suffix),
          range,
        );
      }
    });
  }
});

describe('kinds are told apart:', () => {
  const cases: [languageId: string, source: string, kind: string, open: string][] = [
    ['typescript', '// a', 'line', '//'],
    ['typescript', '/* a */', 'block', '/*'],
    ['typescript', '/** a */', 'documentation', '/**'],
    ['rust', '/// a', 'documentation', '///'],
    ['rust', '//! a', 'documentation', '//!'],
    ['cpp', '/*! a */', 'documentation', '/*!'],
    ['csharp', '/// a', 'documentation', '///'],
    ['java', '/** a */', 'documentation', '/**'],
    ['lua', '--- a', 'documentation', '---'],
    ['python', '"""a"""', 'docstring', '"""'],
    ['python', "R'a'", 'docstring', "R'"],
    ['python', '# a', 'line', '#'],
  ];
  for (const [languageId, source, kind, open] of cases) {
    test(`${source} in ${languageId}`, async () => {
      const [block] = await commentsOf(languageId, source);
      assert.deepEqual({ kind: block?.kind, open: block?.open }, { kind, open });
    });
  }
});

describe('line comments', () => {
  test('of one delimiter and column, alone on their lines, are one block', async () => {
    assert.deepEqual(texts(await commentsOf('typescript', '// a\n// b\n\n// c')), [['a', 'b'], ['c']]);
  });

  test('after code, in another column or of another delimiter are blocks of their own', async () => {
    const source = 'x; // a\n   // b\n// c\n/// d';
    assert.deepEqual(texts(await commentsOf('typescript', source)), [['a'], ['b'], ['c'], ['d']]);
  });

  test('that a linter reads stand apart from the prose around them', async () => {
    const blocks = await commentsOf('typescript', '// a\n// eslint-disable-next-line x\n// b');
    assert.deepEqual(
      blocks.map(({ directive }) => directive),
      [false, true, false],
    );
  });
});

describe('documents of every shape:', () => {
  test('CRLF, tabs and no line break at the end', async () => {
    const blocks = await commentsOf('go', 'package a\r\n\r\n\t// one\r\n\t// two\r\nvar b = 1\t// three');
    assert.deepEqual(texts(blocks), [['one', 'two'], ['three']]);
    assert.deepEqual(blocks[1]?.end, { line: 4, character: 18 });
  });

  test('columns count UTF-16 units after emoji and text from right to left', async () => {
    const [block] = await commentsOf('javascript', 'f("🎉 שלום"); // ש');
    assert.deepEqual(block?.start, { line: 0, character: 14 });
  });

  test('a comment that is never closed is left out: the rest of the file may be code', async () => {
    assert.deepEqual(texts(await commentsOf('typescript', '// a\nx;\n/* b\ny();\n')), [['a']]);
  });

  test('a line of a megabyte is code, and what follows is read as if it were not there', async () => {
    const source = `/* a */\n"${'x /* no */ '.repeat(100_000)}"\n// b`;
    assert.deepEqual(texts(await commentsOf('javascript', source)), [['a'], ['b']]);
  });

  test('a comment around a line of a megabyte is left out', async () => {
    const source = `// a\n/*\n${'x'.repeat(1_000_000)}\n*/\n// b`;
    assert.deepEqual(texts(await commentsOf('javascript', source)), [['a'], ['b']]);
  });

  test('an empty document', async () => {
    assert.deepEqual(await commentsOf('typescript', ''), []);
  });

  test('blank lines inside a comment', async () => {
    assert.deepEqual(texts(await commentsOf('css', '/*\n\n  a\n\n*/')), [['', '', 'a', '', '']]);
  });
});

describe('Python docstrings', () => {
  const places: [name: string, before: string, indent: string][] = [
    ['of a module', '', ''],
    ['of a module, below a comment', '#!/usr/bin/env python3\n\n# a\n', ''],
    ['of a function', 'def f(a: int = 1) -> str:\n', '    '],
    ['of an async function', 'async def f():\n', '\t'],
    ['of a class', 'class A(B):\n', '  '],
    ['of a method', 'class A:\n    x = 1\n\n    @property\n    def f(self):\n', '        '],
  ];
  const prefixes = ['', 'r', 'R', 'u', 'U'];
  const quotes = ['"', "'", '"""', "'''"];
  const quoted = (prefix: string, quote: string, indent: string) =>
    quote.length === 1
      ? [`${indent}${prefix}${quote}one${quote}`]
      : [`${indent}${prefix}${quote}one`, '', `${indent}  two`, `${indent}${quote}`];

  for (const [name, before, indent] of places) {
    test(`${name}, in every prefix and quotes`, async () => {
      for (const prefix of prefixes) {
        for (const quote of quotes) {
          const lines = quoted(prefix, quote, indent);
          const source = `${before}${lines.join('\n')}\n${indent}x = ${quote}no${quote}\n`;
          const found = (await commentsOf('python', source)).filter(({ kind }) => kind === 'docstring');
          const line = before.split('\n').length - 1;
          assert.deepEqual(
            found.map(({ start, end, open, close }) => ({ start, end, open, close })),
            [
              {
                start: { line, character: indent.length },
                end: { line: line + lines.length - 1, character: lines.at(-1)?.length },
                open: prefix + quote,
                close: quote,
              },
            ],
            source,
          );
        }
      }
    });

    test(`${name} are none as bytes or with values in them`, async () => {
      for (const prefix of ['b', 'B', 'f', 'F', 'br', 'Rb', 'fr', 'rF', 't', 'ur']) {
        for (const quote of quotes) {
          const source = before + quoted(prefix, quote, indent).join('\n');
          const found = (await commentsOf('python', source)).filter(({ kind }) => kind === 'docstring');
          assert.deepEqual(found, [], source);
        }
      }
    });
  }
});

describe('Python strings that are no docstrings are left alone:', () => {
  const sources = [
    '"""a""".strip()',
    "'x' if y else z",
    'x = \\\n    """a"""',
    'f(\n    """a""",\n)',
    'x = {\n    "k":\n    u"a",\n}',
    'f"""a"""',
    'b"""a"""',
    'def f(): """a"""',
    'def f():\n    x = 1\n    u"""a"""',
  ];
  for (const source of sources) {
    test(JSON.stringify(source), async () => {
      assert.deepEqual(texts(await commentsOf('python', source)), []);
    });
  }

  test('but u"" right after def, class or at the top is one', async () => {
    const source = "U\"one\"\n\nclass A:\n    u'''two\n    three'''\n    # four\n";
    assert.deepEqual(texts(await commentsOf('python', source)), [['one'], ['two', 'three'], ['four']]);
  });
});
