import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import { replaceText, textOf } from '../../../src/comments/commentText.ts';
import { findPassages } from '../../../src/comments/findPassages.ts';
import { provable } from '../../../src/comments/provable.ts';
import { mark } from './corpus.ts';
import { tokenize } from './installedGrammars.ts';

/** Comments in the code that strings are filled in with, marked as in the fixtures, and a string in its turn. */
const found: [languageId: string, marked: string][] = [
  ['typescript', 'a = `b $`{/* «zwei Worte» */ c} d`; // «drei»\n'],
  ['typescript', 'a = `b $`{c // «zwei Worte»\n} d`; // «drei»\n'],
  ['javascriptreact', 'a = <p b={`c $`{/* «zwei Worte» */ d}`}>{/* «vier» */}</p>; // «drei»\n'],
  ['ruby', 'a = "b #{c # «zwei Worte»\n} d" # «drei»\n'],
  ['swift', 'let a = "b \\(c /* «zwei Worte» */) d" // «drei»\n'],
  ['csharp', 'var a = $"b {c /* «zwei Worte» */} d"; // «drei»\n'],
  ['csharp', 'var a = $@"b {c // «zwei Worte»\n} d"; // «drei»\n'],
  ['coffeescript', 'a = "b #{c ### «zwei Worte» ###} d" # «drei»\n'],
  ['julia', 'a = "b $(c #= «zwei Worte» =#) d" # «drei»\n'],
  ['shellscript', 'a="b $(c # «zwei Worte»\n) d" # «drei»\n'],
  ['powershell', '$a = "b $(c <# «zwei Worte» #>) d" # «drei»\n'],
  ['php', '<?php $a = "b {$c[/* «zwei Worte» */ 1]} d"; // «drei»\n'],
  ['handlebars', '<p title="{{!-- «zwei Worte» --}}{{a}}">b</p>\n'],
  ['razor', '<p title="@(a /* «zwei Worte» */)">b</p>\n@* «drei» *@\n'],
];

/** To these grammars such a comment is code; where the string is found, that is what its words stand around. */
const code: [languageId: string, marked: string][] = [
  ['dart', "var a = 'b $`{/* zwei Worte */ c} d'; // «drei»\n"],
  ['dart', "var a = '''b $`{c // zwei Worte\n} d'''; // «drei»\n"],
  ['scss', 'a { b#{/* zwei Worte */ $c}: d; } // «drei»\n'],
  ['scss', 'a { b: #{$c /* zwei Worte */}; } // «drei»\n'],
  ['scss', 'a::after { content: "«b #{/* zwei Worte */ $c} d»"; } // «drei»\n'],
  ['groovy', 'def a = "«b $`{c /* zwei Worte */} d»" // «drei»\n'],
  ['python', 'a = f"""b {c # zwei Worte\n} d""" # «drei»\n'],
  ['perl', '$a = "b @{[ c # zwei Worte\n]} d"; # «drei»\n'],
];

/** `$` and `{` stand apart above, so that nobody takes the source for a template. */
const together = (marked: string) => marked.replaceAll('$`{', '$'.concat('{'));

async function passagesOf(languageId: string, marked: string) {
  const source = together(marked).replace(/[«»]/g, '');
  const before = await tokenize(languageId, source);
  return { source, before, passages: findPassages(before) };
}

describe('comments in what a string is filled in with are', () => {
  for (const [name, samples] of [
    ['found', found],
    ['code to some grammars', code],
  ] as const) {
    for (const [index, [languageId, marked]] of samples.entries()) {
      test(`${name}: ${languageId}, ${index}`, async () => {
        const { source, passages } = await passagesOf(languageId, marked);
        assert.equal(mark(source, passages), together(marked));
      });
    }
  }
});

test('what is code in a string stays as it is when all else is translated, its comment included', async () => {
  for (const [languageId, marked] of code) {
    const { source, before, passages } = await passagesOf(languageId, marked);
    const wanted = passages.map(block => ({
      block,
      source: replaceText(block, textOf(block).replace(/\b(?:drei|d)$/, 'three'), '\n'),
    }));
    const { safe, refused } = await provable(source, before, wanted, text => tokenize(languageId, text));
    assert.deepEqual(refused, [], languageId);
    const words = together(marked).replace(/(?:drei|d)»/g, 'three»');
    assert.equal(applyReplacements(source, safe), words.replace(/[«»]/g, ''), languageId);
    const spoilt = passages
      .filter(({ kind }) => kind === 'string')
      .map(block => ({
        block,
        source: replaceText(block, textOf(block).replace('zwei Worte', 'two words'), '\n'),
      }));
    const { safe: none } = await provable(source, before, spoilt, text => tokenize(languageId, text));
    assert.deepEqual(none, [], languageId);
  }
});
