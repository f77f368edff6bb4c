import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeCode } from '../../../src/chat/mergeCode.ts';

const file = `import { a } from './a.ts';
import { b } from './b.ts';

/** One. */
export function one() {
  return 1;
}

class Queue {
  #x = 1;

  push(job) {
    this.a();
    this.b();
    return job;
  }

  run() {
    for (;;) this.c();
  }
}
`;

function changed(code: string, from: string, to: string): void {
  assert.ok(file.includes(from));
  assert.equal(mergeCode(file, code), file.replace(from, to));
}

describe('a block of code in its file', () => {
  it('takes the place of the function of its name, with the file’s indentation', () => {
    changed(
      'export function one(x: number) {\n    return x;\n}',
      'export function one() {\n  return 1;\n}',
      'export function one(x: number) {\n  return x;\n}',
    );
  });

  it('takes the place of what leads to it, if it has that itself', () => {
    changed(
      '/** Two. */\nexport function one() {\n  return 2;\n}',
      '/** One. */\nexport function one() {\n  return 1;\n}',
      '/** Two. */\nexport function one() {\n  return 2;\n}',
    );
  });

  it('takes the place of a method, where it is', () => {
    changed('run() {\n  return;\n}', '  run() {\n    for (;;) this.c();\n  }', '  run() {\n    return;\n  }');
  });

  it('leaves what it leaves out', () => {
    changed(
      'class Queue {\n  // ...\n\n  push(job) {\n    this.z();\n    // ... existing code ...\n    return job;\n  }\n\n  // rest of the class unchanged\n}',
      '    this.a();\n    this.b();\n    return job;',
      '    this.z();\n    this.a();\n    this.b();\n    return job;',
    );
  });

  it('puts what is new after what it follows', () => {
    changed(
      "import { a } from './a.ts';\nimport { c } from './c.ts';",
      "import { a } from './a.ts';\n",
      "import { a } from './a.ts';\nimport { c } from './c.ts';\n",
    );
  });

  it('puts what is new at the end, after all that is left out', () => {
    assert.equal(
      mergeCode(file, "import { a } from './a.ts';\n\n// ...\n\nfunction two() {\n  return 2;\n}"),
      `${file}\nfunction two() {\n  return 2;\n}\n`,
    );
  });

  it('is the file, when it has all of it from its first declaration to its last', () => {
    const whole = file
      .replace('/** One. */\nexport function one() {\n  return 1;\n}\n\n', '')
      .replace('this.b', 'this.d');
    assert.equal(mergeCode(file, whole), whole);
  });

  it('is the file when that is empty', () => assert.equal(mergeCode('\n', 'a\nb'), 'a\nb\n'));

  it('changes nothing of a file that has it already', () => {
    assert.equal(mergeCode(file, 'export function one() {\n  return 1;\n}'), file);
  });

  for (const [what, code] of [
    ['is of another file', 'function other() {}'],
    ['may be either of two', 'this.a();'],
    ['is in another order', "class Queue {}\nimport { a } from './a.ts';"],
    ['is nothing but signs', '}'],
  ] as const) {
    it(`goes nowhere when it ${what}`, () => {
      const twice = what === 'may be either of two' ? `${file}\nthis.a();\n` : file;
      assert.equal(mergeCode(twice, code), undefined);
    });
  }

  it('of Python ends where the next line stands as far out', () => {
    const python = 'def a():\n    x()\n\n    y()\n\n\ndef b():\n    z()\n';
    assert.equal(mergeCode(python, 'def a(n):\n  w(n)\n'), 'def a(n):\n    w(n)\n\n\ndef b():\n    z()\n');
  });
});
