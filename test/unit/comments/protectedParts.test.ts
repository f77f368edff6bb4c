import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { textOf } from '../../../src/comments/commentText.ts';
import { isLicence } from '../../../src/comments/isLicence.ts';
import { changedParts, codeNames } from '../../../src/comments/protectedParts.ts';
import { sources } from './corpus.ts';
import { commentsOf, tokenize } from './installedGrammars.ts';

const changed = (text: string, translation: string, ...names: string[]) =>
  changedParts(text, translation, new Set(names));

describe('a translation keeps', () => {
  const cases: [name: string, text: string, right: string, wrong: string, part: string][] = [
    ['code spans', 'Calls `push a`.', 'Ruft `push a` auf.', 'Ruft `schiebe a` auf.', '`push a`'],
    ['code spans of two backticks', 'See ``a`b``.', 'Siehe ``a`b``.', 'Siehe ``ab``.', '``a`b``'],
    ['fenced code', 'See\n```\nrun();\n```\nthere', 'Siehe\n```\nrun();\n```\ndort', 'Siehe dort', 'run();'],
    [
      'addresses',
      'See https://a.org/b?c=d.',
      'Siehe https://a.org/b?c=d!',
      'Siehe dort.',
      'https://a.org/b?c=d',
    ],
    ['e-mail addresses', 'Ask a.b@c.org.', 'Frag a.b@c.org.', 'Frag a.b.', 'a.b@c.org'],
    [
      'names of parameters',
      '@param size how many',
      '@param size wie viele',
      '@param größe wie viele',
      '@param size',
    ],
    [
      'types of parameters',
      '@param {string[]} [a=1] the name',
      '@param {string[]} [a=1] der Name',
      '@param {Text} [a=1] der Name',
      '@param {string[]} [a=1]',
    ],
    ['tags', '@returns a job', '@returns einen Auftrag', '@gibt einen Auftrag', '@returns'],
    ['tags of Doxygen', '\\brief A job', '\\brief Ein Auftrag', '\\kurz Ein Auftrag', '\\brief'],
    ['tags of Sphinx', ':param a: a job', ':param a: ein Auftrag', ':Parameter a: ein Auftrag', ':param a:'],
    ['markup', '<summary>A job</summary>', '<summary>Ein Auftrag</summary>', 'Ein Auftrag', '<summary>'],
    [
      'inline tags',
      'See {@link Queue.push}.',
      'Siehe {@link Queue.push}.',
      'Siehe {@link Queue}.',
      '{@link Queue.push}',
    ],
    ['placeholders of printf', 'Shows %5.2f of %s', 'Zeigt %5.2f von %s', 'Zeigt %5,2f von %s', '%5.2f'],
    [
      'placeholders of messages',
      'Shows {0} and {name}',
      'Zeigt {0} und {name}',
      'Zeigt {0} und {Name}',
      '{name}',
    ],
    ['calls', 'Before push() ends', 'Bevor push() endet', 'Bevor schiebe() endet', 'push()'],
    ['marks', 'TODO(mira): wait', 'TODO(mira): warten', 'ZU TUN(mira): warten', 'TODO(mira)'],
  ];
  for (const [name, text, right, wrong, part] of cases) {
    test(name, () => {
      assert.deepEqual(changed(text, right), []);
      assert.ok(changed(text, wrong).includes(part), JSON.stringify(changed(text, wrong)));
    });
  }

  test('the names of the code, of a shape that no word has', () => {
    assert.deepEqual(changed('The pushAll of a queue', 'Das pushAll einer Schlange', 'pushAll'), []);
    assert.deepEqual(changed('The pushAll', 'Das alleSchieben', 'pushAll'), ['pushAll']);
    assert.deepEqual(changed('The pushAll', 'Das alleSchieben'), []);
  });

  test('the terms that the user wants kept', () => {
    const kept = (text: string, translation: string) =>
      changedParts(text, translation, new Set(), ['queue', 'Gloss Panel']);
    assert.deepEqual(kept('The Queue is full', 'Die queue ist voll'), []);
    assert.deepEqual(kept('The queue is full', 'Die Schlange ist voll'), ['queue']);
    assert.deepEqual(kept('The gloss\npanel', 'Das Feld'), ['Gloss Panel']);
    assert.deepEqual(kept('All queues', 'Alle Schlangen'), []);
  });

  test('the order of tags, which tells what is said of which', () => {
    const text = '@param a one\n@param b two';
    assert.deepEqual(changed(text, '@param a eins\n@param b zwei'), []);
    assert.deepEqual(changed(text, '@param b zwei\n@param a eins'), ['@param a', '@param b']);
    assert.deepEqual(changed(text, '@param a eins\n@param b zwei\n@param b drei'), ['@param b']);
  });
});

describe('a translation brings no new', () => {
  for (const [name, translation, part] of [
    ['address', 'Ein Auftrag, siehe https://evil.example/x', 'https://evil.example/x'],
    ['e-mail address', 'Ein Auftrag, frag evil@example.org', 'evil@example.org'],
    ['tag', 'Ein Auftrag\n@deprecated', '@deprecated'],
    ['markup', 'Ein <img src="x"> Auftrag', '<img src="x">'],
  ] as const) {
    test(name, () => assert.deepEqual(changed('A job', translation), [part]));
  }
});

describe('prose stays free:', () => {
  for (const [text, translation] of [
    ['100% sure, 50 % of them', '100 % sicher, 50% davon'],
    ['one & two (three)', 'eins und zwei, drei'],
    ['a queue', 'eine `queue`'],
    ['wrapped `a\nb`', 'umbrochen `a b`'],
  ] as const) {
    test(text, () => assert.deepEqual(changed(text, translation), []));
  }
});

test('every text of the corpus keeps its parts when nothing is changed', async () => {
  for (const { languageId, source } of sources) {
    const names = codeNames(await tokenize(languageId, source));
    for (const block of await commentsOf(languageId, source)) {
      assert.deepEqual(changedParts(textOf(block), textOf(block), names), [], textOf(block));
    }
  }
});

test('names are taken from code, not from strings and comments', async () => {
  const source = 'const maxSize = readAll("not_this") + queue; // norThis\n';
  assert.deepEqual([...codeNames(await tokenize('typescript', source))], ['maxSize', 'readAll']);
});

describe('a licence is', () => {
  const licences = [
    '// Copyright 2026 The Orchard Authors\nx;',
    '/*\n * (c) 2026 The Orchard Authors\n */',
    '// Licensed under the Apache License, Version 2.0',
    '// Use of this source is governed by a BSD-style license',
    '// Permission is hereby granted, free of charge, to any person',
    '/* © Orchard */',
    '// SPDX-License-Identifier: MIT',
  ];
  for (const source of licences) {
    test(source, async () => {
      const [block] = await commentsOf('typescript', source);
      assert.ok(block && isLicence(block));
    });
  }
  for (const source of [
    '// Shows the copyright notice',
    '// (a) one, (b) two, (c) three',
    '// checks the licence key',
  ]) {
    test(`not ${source}`, async () => {
      const [block] = await commentsOf('typescript', source);
      assert.ok(block && !isLicence(block));
    });
  }
});
