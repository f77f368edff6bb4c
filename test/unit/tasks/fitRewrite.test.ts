import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitRewrite } from '../../../src/tasks/fitRewrite.ts';

const block = '  if (a) {\n    b();\n  }';

describe('a rewritten text', () => {
  const rows: [what: string, rewritten: string, source: string, fitted: string][] = [
    ['that fits stays as it is', '  if (c) {\n    b();\n  }', block, '  if (c) {\n    b();\n  }'],
    ['without the first indentation gets it', 'if (c) {\n    b();\n  }', block, '  if (c) {\n    b();\n  }'],
    [
      'at the margin is moved back',
      'if (c) {\n  b();\n\n  d();\n}',
      block,
      '  if (c) {\n    b();\n\n    d();\n  }',
    ],
    [
      'of Python at the margin is moved back',
      'def f():\n    x',
      '    def f():\n        y',
      '    def f():\n        x',
    ],
    ['of one line gets its indentation', 'return 2;', '\treturn 1;', '\treturn 2;'],
    ['of one line that becomes two keeps theirs', 'a;\n    b;', '    ab;', '    a;\n    b;'],
    ['of one line that becomes two at the margin', 'a;\nb;', '    ab;', '    a;\n    b;'],
    ['with other indentation has been asked for it', '\ta\n\t\tb', '    a\n        b', '\ta\n\t\tb'],
    [
      'of a selection from the first word on',
      '  f() {\n    b\n  }',
      'g() {\n    a\n  }',
      'f() {\n    b\n  }',
    ],
    ['that was to be indented is', '  f():\n    b', 'f():\n  b', '  f():\n    b'],
    ['ends with the line break of the selection', 'b', 'a\n', 'b\n'],
    ['ends without one', 'b\n\n', 'a', 'b'],
    ['ends with the blanks of the next line', 'b;\n', 'a;\n  ', 'b;\n  '],
    ['keeps spaces at the end of its line', 'b  ', 'a', 'b  '],
    ['keeps the blank lines around it', '\nb\n', '\n\na\n\n', '\n\nb\n\n'],
    ['takes the line breaks of the source', 'a\nb', 'a\r\nc\r\n', 'a\r\nb\r\n'],
    ['is the source again when nothing changed', 'if (a) {\n    b();\n  }\n', `${block}\n`, `${block}\n`],
    ['of one line is the source again, too', 'return 1;', '    return 1;', '    return 1;'],
    [
      'whose indentation alone was taken away stays so: it was asked for',
      'if (a) {\n  b();\n\n}',
      '  if (a) {\n    b();\n\n  }\n',
      'if (a) {\n  b();\n\n}\n',
    ],
    ['whose indentation was taken away in part stays so', '  a\n    b', '    a\n      b', '  a\n    b'],
  ];
  for (const [what, rewritten, source, fitted] of rows) {
    it(what, () => assert.equal(fitRewrite(rewritten, source), fitted));
  }

  it('takes no time, however long it is', () => {
    const blanks = `a${'\n \n'.repeat(100_000)}b`;
    assert.equal(fitRewrite(blanks, blanks), blanks);
  });
});
