import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import vm from 'node:vm';
import { parse as parseYaml } from 'yaml';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import { replaceText, textOf } from '../../../src/comments/commentText.ts';
import { findPassages } from '../../../src/comments/findPassages.ts';
import { proveUntouched } from '../../../src/comments/proof.ts';
import { random } from '../random.ts';
import { hostileAnswers } from './hostileAnswers.ts';
import { tokenize } from './installedGrammars.ts';

const said = 'Die Warteschlange ist leer';

/** What a string could be left by, filled with, or made to run. */
const hostile = [
  ...hostileAnswers,
  "', evil(), '",
  '", evil(), "',
  '`, evil(), `',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is an answer, not a template
  '${evil()}',
  '#{evil()}',
  '\\(evil())',
  '{evil}',
  '{0}',
  '%s',
  '%n',
  '%1$s',
  '%(evil)s',
  '$evil',
  '\\',
  "\\'",
  '\\"',
  '\\\\"',
  '""',
  "''",
  "don't",
  'a "b" c',
  '\\n',
  '\\0',
  '<b>evil</b>',
  '&lt;evil',
];

/** The string that says `§`, among others that are to stay as they are. */
const syntaxes: [name: string, languageId: string, source: string][] = [
  ['single quotes in TypeScript', 'typescript', "a('x', '§', `y`, 'z');\nb();\n"],
  ['double quotes in TypeScript', 'typescript', 'a("x", "§", `y`, "z");\nb();\n'],
  ['a template', 'typescript', "a('x', `§`, `y`);\nb();\n"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  ['a template with a hole', 'typescript', "a('x', `§: ${c} ${d('e')}`, `y`);\nb();\n"],
  ['JSX', 'typescriptreact', '<p title="§">x</p>;\nb();\n'],
  ['HTML', 'html', '<p title="§" class="x">y</p>\n<script>b()</script>\n'],
  ['JSON', 'json', '{ "x": "y", "a": "§", "z": ["c"] }\n'],
  ['YAML in single quotes', 'yaml', "x: y\na: '§'\nz: [c]\n"],
  ['YAML in double quotes', 'yaml', 'x: y\na: "§"\nz: [c]\n'],
  ['Python', 'python', "a('x', '§', 'y')\nb()\n"],
  ['an f-string', 'python', "a('x', f'§: {c} {d:>10}', 'y')\nb()\n"],
  ['placeholders in Python', 'python', "a('§: %d {0}' % c)\nb()\n"],
  ['C', 'c', 'a("x", "§ %d\\n", y);\nb();\n'],
  ['C++', 'cpp', 'a(u8"§", y);\nb();\n'],
  ['C#', 'csharp', 'a($"§ {c} {d(e)}", y);\nb();\n'],
  ['a verbatim string of C#', 'csharp', 'a(@"§ ""c"" \\d", y);\nb();\n'],
  ['Java', 'java', 'class A { void a() { b("§ \\"c\\"", d); } }\n'],
  ['PHP', 'php', "<?php a(\"§ $c {$d['e']}\", 'y');\nb();\n"],
  ['PHP in single quotes', 'php', "<?php a('§ l\\'eau', 'y');\nb();\n"],
  ['Ruby', 'ruby', 'a("§ #{c}", "y")\nb()\n'],
  ['Go', 'go', 'package a\n\nvar b = c("§ %v", d)\n'],
  ['a raw string of Go', 'go', 'package a\n\nvar b = c(`§`, d)\n'],
  ['Rust', 'rust', 'fn a() { b!("§ {} {x}", c); }\n'],
  ['Swift', 'swift', 'a("§ \\(c)", d)\nb()\n'],
  ['shell', 'shellscript', 'echo "§ $a $(b)" \'c\'\nd\n'],
  ['PowerShell', 'powershell', 'a "§ $b $(c)" d\ne\n'],
  ['Lua', 'lua', 'a("§", b)\nc()\n'],
  ['Julia', 'julia', 'a("§ $b $(c)", d)\ne()\n'],
  ['Visual Basic', 'vb', 'a("§", b)\nc()\n'],
  ['a style sheet', 'scss', '.a::after { content: "§ #{$b}"; c: d }\n'],
];

async function stringIn(languageId: string, source: string) {
  const text = source.replace('§', said);
  const before = await tokenize(languageId, text);
  const block = findPassages(before).find(
    ({ kind, lines }) => kind === 'string' && lines[0]?.text.includes(said),
  );
  assert.ok(block);
  assert.equal(block.directive, false);
  return {
    block,
    text,
    /** What becomes of the whole text; `undefined` when that is refused. */
    async replace(written: string): Promise<string | undefined> {
      const next = applyReplacements(text, [{ block, source: written }]);
      const proof = proveUntouched(before, await tokenize(languageId, next), [{ block, source: written }]);
      return proof.ok ? next : undefined;
    },
    fill: (answer: string) =>
      replaceText(
        block,
        textOf(block).replace(said, () => answer),
        '\n',
      ),
    /** As a careless program would do it. */
    fillAsItIs: (answer: string) => (block.lines[0]?.prefix ?? '') + answer + (block.lines[0]?.suffix ?? ''),
  };
}

describe('a string takes other words, and keeps its escapes and what is filled in:', () => {
  for (const [name, languageId, source] of syntaxes) {
    test(name, async () => {
      const { replace, fill } = await stringIn(languageId, source);
      assert.equal(await replace(fill('The queue is empty')), source.replace('§', 'The queue is empty'));
      assert.equal(await replace(fill('队列为空')), source.replace('§', '队列为空'));
    });
  }
});

/** What could begin an escape, a hole, a placeholder, a tag or another line. */
const risky = /[\r\n\\{}$`]|%[a-z(\d]|<[a-z/]|&\w+;/gi;

describe('no answer leaves a string, or has it run or filled in with something else:', () => {
  for (const [name, languageId, source] of syntaxes) {
    test(name, async () => {
      const { block, text, replace, fill, fillAsItIs } = await stringIn(languageId, source);
      const from = text.indexOf(said) - (block.lines[0]?.text.indexOf(said) ?? 0);
      const insideOf = (whole: string, to: number) =>
        whole.slice(from, to).replaceAll(block.escapedQuote ?? '\0', '');
      const [head, tail] = [text.slice(0, from), text.slice(from + (block.lines[0]?.text.length ?? 0))];
      const before = insideOf(text, text.length - tail.length);
      for (const answer of hostile) {
        for (const written of [fill(answer), fillAsItIs(answer)]) {
          const next = await replace(written);
          if (next === undefined) continue;
          assert.ok(next.startsWith(head) && next.endsWith(tail), answer);
          const inside = insideOf(next, next.length - tail.length);
          assert.ok(!inside.includes(block.close), answer);
          assert.deepEqual(inside.match(risky), before.match(risky), answer);
        }
      }
    });
  }
});

describe('what reads a file finds all other values in it as they were, whatever an answer is:', () => {
  const readers: [name: string, languageId: string, source: string, read: (text: string) => unknown[]][] = [
    ['JavaScript', 'javascript', "['x', '§', `y`, 'z']", text => run(text)],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
    ['a template', 'javascript', "['x', `§ ${1 + 1}`, `y`, 'z']", text => run(text)],
    ['JSON', 'json', '["x", "§", "y", "z"]', text => JSON.parse(text)],
    ['YAML', 'yaml', "- x\n- '§'\n- y\n- z\n", text => parseYaml(text)],
  ];
  for (const [name, languageId, source, read] of readers) {
    test(name, async () => {
      const { replace, fill, fillAsItIs } = await stringIn(languageId, source);
      let written = 0;
      for (const answer of [...hostile, ...randomAnswers(400)]) {
        for (const candidate of [fill(answer), fillAsItIs(answer)]) {
          const next = await replace(candidate);
          if (next === undefined) continue;
          written += 1;
          const values = read(next);
          assert.equal(values.length, 4, answer);
          assert.equal(typeof values[1], 'string', answer);
          assert.deepEqual([values[0], ...values.slice(2)], ['x', 'y', 'z'], answer);
          if (name === 'a template') assert.match(String(values[1]), /2$/, answer);
        }
      }
      assert.ok(written > 50, `${written}`);
    });
  }
});

/** The source is above; that nothing else runs in it is what is tested. */
const run = (source: string): unknown[] => vm.runInNewContext(source);

/** Put together from what ends strings, and from words. */
function randomAnswers(count: number): string[] {
  const pieces = [
    "'",
    '"',
    '`',
    '\\',
    '${',
    '}',
    '#',
    ': ',
    ' ',
    'evil',
    'don',
    't',
    ',',
    '[',
    ']',
    '- ',
    '\n',
    'Wort ',
    'ü',
  ];
  const next = random(20_264);
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + Math.floor(next() * 5) }, () => pieces[Math.floor(next() * pieces.length)]).join(
      '',
    ),
  );
}

describe('quotes', () => {
  const cases: [name: string, languageId: string, source: string, answer: string, expected: string][] = [
    [
      'are escaped as the string has them',
      'php',
      "<?php a('l\\'eau est');",
      "don't, can't",
      "<?php a('don\\'t, can\\'t');",
    ],
    ['are doubled as the string has them', 'csharp', 'a(@"x ""y"" z");', 'the "z"', 'a(@"the ""z""");'],
    ['may lose what escaped them', 'yaml', "a: 'l''eau est'", 'the water', "a: 'the water'"],
    ['in words need no escape', 'typescript', "a('ist nicht');", "isn't", "a('isn’t');"],
    ['of the other kind are as they are', 'typescript', "a('ist nicht');", 'is "not"', 'a(\'is "not"\');'],
    ['that would end the string are refused', 'typescript', 'a("ist nicht");', 'is "not"', 'a("ist nicht");'],
  ];
  for (const [name, languageId, source, answer, expected] of cases) {
    test(name, async () => {
      const before = await tokenize(languageId, source);
      const [block] = findPassages(before).filter(({ kind }) => kind === 'string');
      assert.ok(block);
      const replacement = { block, source: replaceText(block, answer, '\n') };
      const next = applyReplacements(source, [replacement]);
      const proof = proveUntouched(before, await tokenize(languageId, next), [replacement]);
      assert.equal(proof.ok ? next : source, expected);
    });
  }
});
