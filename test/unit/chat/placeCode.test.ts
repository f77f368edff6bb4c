import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeCode } from '../../../src/chat/placeCode.ts';

const code = 'if (a) {\n  b();\n\n  c();\n}';
const blanks = ' '.repeat(4);

/** A document with the code in it; `|` is the cursor, or two of them around the selection. */
function put(document: string, text = code, unit = blanks): string {
  const [head = '', middle = '', tail] = document.split('|');
  const selected = tail === undefined ? '' : middle;
  const rest = tail ?? middle;
  const lineStart = head.lastIndexOf('\n') + 1;
  const lineEnd = rest.includes('\n') ? rest.indexOf('\n') : rest.length;
  const placed = placeCode(text, {
    before: head.slice(lineStart),
    selected,
    after: rest.slice(0, lineEnd),
    unit,
  });
  const start = placed.fromLineStart ? head.slice(0, lineStart) : head;
  return start + placed.text + (placed.toLineEnd ? rest.slice(lineEnd) : rest);
}

describe('a code at a cursor', () => {
  it('gets the indentation of a blank line, and the document’s own levels', () => {
    assert.equal(put('f() {\n    |\n}'), 'f() {\n    if (a) {\n        b();\n\n        c();\n    }\n}');
  });

  it('gets tabs where the document has them', () => {
    assert.equal(put('f() {\n\t|\n}', code, '\t'), 'f() {\n\tif (a) {\n\t\tb();\n\n\t\tc();\n\t}\n}');
  });

  it('gets blanks for its own tabs', () => {
    assert.equal(put('  |', 'a\n\tb\n\t\tc', '  '), '  a\n    b\n      c');
  });

  it('gets lines of its own before a line that is not blank', () => {
    assert.equal(put('    |next();', 'a();\nb();'), '    a();\n    b();\n    next();');
    assert.equal(put('|    next();', 'a();'), '    a();\n    next();');
  });

  it('goes on in the line that it is put into', () => {
    assert.equal(put('  x = |;', 'f(\n  1,\n)', '  '), '  x = f(\n    1,\n  );');
  });

  it('loses the margin and the blank lines around it', () => {
    assert.equal(put('|', '\n\n    a\n      b\n\n', '  '), 'a\n  b');
    assert.equal(put('|', '\n    a\n        b\n\n', '  '), 'a\n  b');
  });

  it('keeps what is aligned', () => {
    assert.equal(put('  |', '/**\n * a\n */\nf(a,\n  b)', '  '), '  /**\n   * a\n   */\n  f(a,\n    b)');
  });
});

describe('a code in place of a selection', () => {
  it('gets the indentation of its first line', () => {
    assert.equal(put('  |old();\n  old();|\n}', 'a();\nb();'), '  a();\n  b();\n}');
    assert.equal(put('|  old();\n  old();|\n}', 'a();\nb();'), '  a();\n  b();\n}');
  });

  it('ends in a line break where the selection did', () => {
    assert.equal(put('|  old();\n|}', 'a();'), '  a();\n}');
  });

  it('stays within its line', () => assert.equal(put('x = |1|;', '2'), 'x = 2;'));
});
