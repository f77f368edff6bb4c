import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commonRules } from '../../../src/comments/commonRules.ts';
import { isTagLine, placeAbove, placeAtTop, tagLine } from '../../../src/comments/tagLine.ts';
import { tokenize } from './installedGrammars.ts';

const rulesOf = (languageId: string) => commonRules(languageId) ?? {};

describe('a line of tags', () => {
  for (const [language, expected] of [
    ['typescript', '// Tags: a-b, c'],
    ['python', '# Tags: a-b, c'],
    ['css', '/* Tags: a-b, c */'],
    ['html', '<!-- Tags: a-b, c -->'],
    ['json', undefined],
  ] as const) {
    it(`of ${language} is ${expected ?? 'none'}`, () => {
      assert.equal(tagLine(['a-b', 'c'], rulesOf(language)), expected);
      if (expected) assert.ok(isTagLine(`  ${expected} `, rulesOf(language)));
    });
  }

  it('is none when a tag would end the comment', () => {
    assert.equal(tagLine(['a */ b'], rulesOf('css')), undefined);
    assert.equal(tagLine(['a\nb'], rulesOf('python')), undefined);
  });

  it('is known in either form of a language, and nowhere else', () => {
    assert.ok(isTagLine('/* Tags: a */', rulesOf('typescript')));
    for (const line of ['Tags: a', '# Tags: a', '// tagged: a', 'f(); // Tags: a', '/* Tags: a', '']) {
      assert.equal(isTagLine(line, rulesOf('typescript')), false, line);
    }
  });
});

describe('the tags of a selection go', () => {
  const rules = rulesOf('typescript');
  it('above its first line', () => {
    assert.deepEqual(placeAbove(1, ['a', 'b'], rules), { line: 1, replaces: false });
  });

  it('where its tags already are, directly above or in its first line', () => {
    assert.deepEqual(placeAbove(1, ['  // Tags: x', 'b'], rules), { line: 0, replaces: true });
    assert.deepEqual(placeAbove(0, ['  // Tags: x', 'b'], rules), { line: 0, replaces: true });
  });

  it('not where others’ tags are', () => {
    assert.deepEqual(placeAbove(2, ['// Tags: x', 'a', 'b'], rules), { line: 2, replaces: false });
  });
});

describe('the tags of a whole file go', () => {
  const rows: [what: string, language: string, file: string, line: number, replaces: boolean][] = [
    ['first', 'typescript', 'let a = 1;\n', 0, false],
    ['where they are', 'typescript', '// Tags: x\nlet a = 1;\n', 0, true],
    ['below a shebang', 'shellscript', '#!/bin/sh\nls\n', 1, false],
    ['below a shebang, where they are', 'shellscript', '#!/bin/sh\n# Tags: x\nls\n', 1, true],
    ['below shebang and encoding', 'python', '#!/usr/bin/python\n# coding: utf-8\n\nx = 1\n', 3, false],
    ['below a licence', 'typescript', '/*\n * Copyright 2026\n */\n\nlet a = 1;\n', 4, false],
    ['below a licence, where they are', 'go', '// Copyright 2026\n\n// Tags: x\npackage a\n', 2, true],
    ['below a directive', 'typescript', '// @ts-check\nlet a = 1;\n', 1, false],
    ['below a doctype', 'html', '<!DOCTYPE html>\n<p>a</p>\n', 1, false],
    ['above a page', 'html', '<p>a</p>\n', 0, false],
    ['below the opening tag of PHP', 'php', '<?php\nnamespace A;\n', 1, false],
    ['below the encoding of a style sheet', 'css', '@charset "utf-8";\na {}\n', 1, false],
    ['below front matter', 'markdown', '---\na: 1\n---\n\nText\n', 4, false],
    ['at the end of what is all licence', 'typescript', '// Copyright 2026\n', 1, false],
  ];
  for (const [what, language, file, line, replaces] of rows) {
    it(what, async () => {
      const place = placeAtTop(await tokenize(language, file), rulesOf(language), language);
      assert.deepEqual(place, { line, replaces });
    });
  }
});
