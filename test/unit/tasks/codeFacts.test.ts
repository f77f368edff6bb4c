import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hoverCode } from '../../../src/tasks/hoverCode.ts';
import { identifiers } from '../../../src/tasks/identifiers.ts';
import { importStatements } from '../../../src/tasks/importStatements.ts';

describe('import statements', () => {
  const files: [languageId: string, text: string, statements: string[]][] = [
    [
      'typescript',
      "import a from 'a';\nimport {\n  b,\n  c,\n} from 'b';\nexport * from 'd';\nexport { e } from 'e';\n" +
        "const f = require('f');\nconst g = await import('g');\nimport('h');\nexport const important = 1;\n",
      [
        "import a from 'a';",
        "import { b, c, } from 'b';",
        "export * from 'd';",
        "export { e } from 'e';",
        "const f = require('f');",
      ],
    ],
    [
      'python',
      'import os\nfrom typing import (\n    Any,\n)\nimportant = 1\n',
      ['import os', 'from typing import ( Any, )'],
    ],
    ['go', 'package a\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {}\n', ['import ( "fmt" "os" )']],
    [
      'cpp',
      '#include <vector>\r\n# include "a.h"\r\n#define X\r\n',
      ['#include <vector>', '# include "a.h"'],
    ],
    [
      'csharp',
      'using System;\nusing Json = System.Text.Json;\nusing var a = b();\nusing (var c = d()) {}\n',
      ['using System;', 'using Json = System.Text.Json;'],
    ],
    [
      'rust',
      'use std::{\n  fs,\n  io,\n};\npub use a::b;\nused();\n',
      ['use std::{ fs, io, };', 'pub use a::b;'],
    ],
    ['java', 'package a;\nimport java.util.List;\nclass A {}\n', ['import java.util.List;']],
    ['ruby', "require 'json'\nrequired = 1\n", ["require 'json'"]],
    ['plaintext', 'Nothing of the kind.', []],
  ];
  for (const [languageId, text, statements] of files) {
    it(`are found in ${languageId}`, () => assert.deepEqual(importStatements(text, languageId), statements));
  }

  it('that never end are one line, and there are only so many', () => {
    const open = importStatements(`import {\n${'a,\n'.repeat(200)}`, 'typescript');
    assert.deepEqual(open, ['import {']);
    assert.equal(importStatements("import 'a';\n".repeat(5_000), 'typescript').length, 60);
  });
});

describe('identifiers', () => {
  it('are names in their first places, without keywords, strings and comments', () => {
    const code =
      'const größe = await load("file name", other); // says nothing\n/* nor this */ größe.trim();';
    assert.deepEqual(
      identifiers(code, 10).map(({ name, offset }) => [name, code.slice(offset, offset + name.length)]),
      [
        ['größe', 'größe'],
        ['load', 'load'],
        ['other', 'other'],
        ['trim', 'trim'],
      ],
    );
  });

  it('are at most so many', () => {
    assert.deepEqual(
      identifiers('a b c d', 2).map(({ name }) => name),
      ['a', 'b'],
    );
  });

  it('of a huge minified line are found at once', () => {
    assert.equal(identifiers(`${'"'.repeat(200_001)}\n${'/* '.repeat(100_000)}`, 10).length, 0);
  });
});

describe('the code of a hover', () => {
  it('is the declaration at its head, not the examples after it', () => {
    assert.equal(
      hoverCode('```typescript\nfunction load(): void\n```\nLoads.\n```ts\nload();\n```'),
      'function load(): void',
    );
  });

  it('may be in several blocks', () => {
    assert.equal(
      hoverCode('\r\n```rust\r\nqueue\r\n```\r\n\r\n~~~rust\r\npub fn load()\r\n~~~\r\n---\r\n'),
      'queue\npub fn load()',
    );
  });

  it('is nothing in prose', () => {
    assert.equal(hoverCode('Loads `a` file.'), '');
    assert.equal(hoverCode('```ts\nnever closed'), '');
  });
});
