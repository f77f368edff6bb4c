import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { textOf } from '../../../src/comments/commentText.ts';
import { findPassages } from '../../../src/comments/findPassages.ts';
import { readsAsProse } from '../../../src/comments/readsAsProse.ts';
import { mark, sources } from './corpus.ts';
import { commentsOf, tokenize } from './installedGrammars.ts';

/** As the fixtures are marked: `«for people»`, `⁅for the program⁆`; comments, too. */
const samples: [name: string, languageId: string, marked: string][] = [
  [
    'quotes, escapes and holes',
    'typescript',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
    "a('«l\\'eau est là»', \"«x \\\"y\\\" \\n z»\", `«da ${b('c')} ist»`);",
  ],
  ['blanks at the ends', 'javascript', "a = ' «mit Rand» ' + b;"],
  ['modules', 'typescript', "import a from '⁅b c⁆';\nexport * from '⁅d⁆';\nconst e = require('⁅f g⁆');"],
  ['keys and indexes', 'javascript', "a = { '⁅b c⁆': '«d e»' };\nf['⁅g h⁆'] = ['«i j»'];"],
  ['both ends of a choice', 'javascript', "a = b ? '«c d»' : '«e f»';"],
  ['what is compared', 'javascript', "if (a === '⁅b c⁆' || '⁅d e⁆' != f) g('«h i»');"],
  ['cases', 'javascript', "switch (a) {\n  case '⁅b c⁆': d('«e f»');\n}"],
  ['what is looked up', 'javascript', "document.querySelector('⁅div p⁆').title = '«Zwei Worte»';"],
  ['a tagged template', 'javascript', 'a = sql`⁅select b from c⁆`;'],
  ['a directive of the language', 'javascript', "'⁅use strict⁆';\na();"],
  ['a template over lines', 'javascript', "a = `b\nc 'd e' f`;\ng = '«h i»';"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  ['a comment in a hole', 'javascript', "a = `b ${/* «c» */ d} e`;\nf = '«g h»';"],
  ['a pattern', 'javascript', "a = /b c'd e'/;\nf = '«g h»';"],
  [
    'attributes of JSX',
    'typescriptreact',
    '<p title="«Zwei Worte»" className="⁅a b⁆">{\'«drei vier»\'}</p>;',
  ],
  ['attributes of HTML', 'html', '<p class="⁅a b⁆" title="«Zwei Worte»" onclick="⁅b(\'c d\')⁆">x</p>'],
  ['a script in HTML', 'html', "<script>\na('«zwei Worte»');\n</script>"],
  ['keys of JSON', 'json', '{ "a b": "«zwei Worte»", "c": ["«d e»"] }'],
  ['YAML', 'yaml', "a: '«l''eau est»'\n'⁅b c⁆': \"«zwei Worte»\""],
  ['Python', 'python', "a = f'«zwei {b!r:>10} Worte»'\nc = b'⁅d e⁆'\nif '⁅g h⁆' in i: pass"],
  ['docstrings, which are comments', 'python', 'def a():\n    """«Zwei Worte.»"""\n    return "«drei vier»"'],
  ['keys of Python', 'python', "a = {'⁅b c⁆': '«d e»'}\nf['⁅g h⁆'] = 1"],
  ['includes of C', 'c', '#include "⁅a b.h⁆"\nchar *a = "«zwei %d\\n»";'],
  ['a prefix of C++', 'cpp', 'auto a = u8"«zwei Worte»";'],
  ['C#', 'csharp', 'var a = $"«zwei {b} Worte»"; var c = @"«x ""y"" z»";'],
  ['PHP', 'php', "<?php $a = ['⁅b c⁆' => \"«zwei $b {$c['d']}»\"]; $e = '«l\\'eau est»';"],
  ['Ruby', 'ruby', 'a = "«zwei #{b} Worte»"\nrequire \'⁅c d⁆\''],
  ['Go', 'go', 'import (\n\t"«fmt»"\n)\nvar a = "«zwei %v Worte»"'],
  ['Rust', 'rust', 'let a = format!("«zwei {} Worte {x}»");'],
  ['Swift', 'swift', 'let a = "«zwei \\(b) Worte»"'],
  ['shell', 'shellscript', 'echo "«zwei $a Worte»"\n[ "«$a»" = "⁅b c⁆" ]'],
  ['SQL, which is data', 'sql', "SELECT '⁅zwei Worte⁆' FROM a;"],
  ['doubled quotes that the grammar takes for two strings', 'vb', 'a = "zwei ""b"" da"'],
];

describe('strings are found, and those that the program reads told apart:', () => {
  for (const [name, languageId, marked] of samples) {
    test(name, async () => {
      const source = marked.replace(/[«»⁅⁆]/g, '');
      assert.equal(mark(source, findPassages(await tokenize(languageId, source))), marked);
    });
  }
});

test('comments are the same with strings beside them, in each language', async () => {
  for (const { languageId, source } of sources) {
    const passages = findPassages(await tokenize(languageId, source));
    const comments = passages.filter(({ kind }) => kind !== 'string' && kind !== 'prose');
    assert.deepEqual(comments, await commentsOf(languageId, source), languageId);
    for (const [index, { start }] of passages.entries()) {
      const before = passages[index - 1]?.end ?? { line: 0, character: 0 };
      const isApart = before.line < start.line || before.character <= start.character;
      assert.ok(isApart, `${languageId}, line ${start.line + 1}`);
    }
  }
});

describe('a string', () => {
  const cases: [source: string, isProse: boolean][] = [
    ['"Datei nicht gefunden"', true],
    ['"Löschen"', true],
    ['"保存"', true],
    ['"Сохранить"', true],
    ['"%d Dateien gelöscht"', true],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
    ['`${count} of ${total} files`', true],
    ['"Really delete \\"x\\"?"', true],
    ['"save"', false],
    ['"btn btn-primary large"', false],
    ['"SELECT name FROM users WHERE id = 1"', false],
    ['"/usr/local/share my files"', false],
    ['"https://example.com/eine seite"', false],
    ['"--verbose and more"', false],
    ['"%s: %s"', false],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
    ['`${left} - ${right}`', false],
    ['"#fff 1px"', false],
    ['"\\n\\t"', false],
    ['"a b"', false],
  ];
  for (const [source, isProse] of cases) {
    test(`${source} ${isProse ? 'reads' : 'does not read'} as prose`, async () => {
      const [block] = findPassages(await tokenize('typescript', `a = ${source};`));
      assert.ok(block);
      assert.equal(readsAsProse(block), isProse, textOf(block));
    });
  }
});
