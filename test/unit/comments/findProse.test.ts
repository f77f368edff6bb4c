import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPassages } from '../../../src/comments/findPassages.ts';
import { readsAsProse } from '../../../src/comments/readsAsProse.ts';
import { mark } from './corpus.ts';
import { tokenize } from './installedGrammars.ts';

/** As the fixtures are marked: `«text»`, and `‹text›` for a further line of the same paragraph. */
const marked = `---
title: Ein Titel
---
# «Eine **fette** Überschrift» ##

«Ein Absatz mit \`code\` und [Link](https://example.com "Titel"), der»
‹in der zweiten Zeile weitergeht.›  
«Nach dem harten Umbruch <b>fett</b>»\\
«und nach noch einem.»

«Überschrift mit Strichen»
==========

- «Ein Punkt,»
  ‹der weitergeht›
    * «tief»
1. «Erstens»
- [ ] «Eine Aufgabe»
- [x] «Eine erledigte»

> «Ein Zitat,»
> ‹das weitergeht›
>
> - «mit Liste»

> [!NOTE]
> «Ein Hinweis»

| «Kopf» | «Zwei» |
|------|:----:|
| «Eine Zelle» | «\`a\` und *b*» |
| «leer» | |

[ref]: https://example.com "Titel"

«Ein [Verweis][ref] und eine Fußnote[^1].»

[^1]: «Die Fußnote.»

<div title="«x»">kein Absatz</div>

    eingerückter Code

\`\`\`js
a('«ein Text»'); // «ein Kommentar»
\`\`\`

<!-- «Ein Kommentar» -->

[TOC]

«Begriff»
: «Erklärung»

* * *
`;

test('the prose of Markdown is found, and nothing that is code or draws the structure', async () => {
  const source = marked.replace(/[«»‹›⁅⁆]/g, '');
  assert.equal(mark(source, findPassages(await tokenize('markdown', source))), marked);
});

test('other languages have none', async () => {
  const passages = findPassages(await tokenize('html', '<p>Ein Absatz</p>\n'));
  assert.deepEqual(passages, []);
});

test('what has no words is not for people', async () => {
  for (const [source, isProse] of [
    ['Installation', true],
    ['[Anleitung](docs/anleitung.md)', true],
    ['`npm install`', false],
    ['https://example.com/seite', false],
    ['{{ template }}', false],
    ['1.0 – 2.0', false],
  ] as const) {
    const [block] = findPassages(await tokenize('markdown', source));
    assert.ok(block);
    assert.equal(readsAsProse(block), isProse, source);
  }
});
