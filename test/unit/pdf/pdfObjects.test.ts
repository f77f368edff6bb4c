import assert from 'node:assert/strict';
import { it } from 'node:test';
import { PdfReader } from '../../../src/pdf/pdfObjects.ts';
import { bytes } from './builtPdf.ts';

const statements: [text: string, values: unknown[], operator?: string][] = [
  ['1 -2 +3 .5 -.25 4. 00012', [1, -2, 3, 0.5, -0.25, 4, 12]],
  ['--5 1.5-2 .', [-5, 1.52, 0]],
  ['true false null trueish', [true, false, null], 'trueish'],
  ['/Name /A#20B /#zz / /1', ['Name', 'A B', '#zz', '', '1']],
  ['(a(b)c) (\\(\\)\\\\) (\\n\\r\\t\\b\\f\\x)', [bytes('a(b)c'), bytes('()\\'), bytes('\n\r\t\b\fx')]],
  ['(\\101\\60\\0001\\8\\777) (a\\\r\nb\\\nc\\\rd)', [bytes('A0\x001\x38\xff'), bytes('abcd')]],
  ['<48656C 6c6F> <4> <> <zz48>', [bytes('Hello'), bytes('@'), bytes(''), bytes('H')]],
  [
    '[1[2/A]3]<</A<</B[]>>/C 1>>',
    [
      [1, [2, 'A'], 3],
      new Map<string, unknown>([
        ['A', new Map([['B', []]])],
        ['C', 1],
      ]),
    ],
  ],
  ['[1 0 R 2 3 0 R]', [[{ ref: 1 }, 2, { ref: 3 }]]],
  ['<< /Length 7 0 R >> stream', [new Map([['Length', { ref: 7 }]])], 'stream'],
  ['1 % a comment (\n2 %', [1, 2]],
  ['(Hello)Tj', [bytes('Hello')], 'Tj'],
  ['[(a)-5(b)]TJ', [[bytes('a'), -5, bytes('b')]], 'TJ'],
  ["(it)'", [bytes('it')], "'"],
  ['[1 2 Tj', [[1, 2]], 'Tj'],
  ['<< /A 1 endobj', [new Map([['A', 1]])], 'endobj'],
  [
    '<< /A 1 2 3 /B 4 >>',
    [
      new Map([
        ['A', 1],
        ['B', 4],
      ]),
    ],
  ],
  ['(never closed', [bytes('never closed')]],
  ['<41', [bytes('A')]],
  ['1 ] 2', [1], ']'],
  ['1 constructor', [1], 'constructor'],
  ['', []],
];
for (const [text, values, operator = ''] of statements) {
  it(`reads ${JSON.stringify(text)}`, () => {
    assert.deepEqual(new PdfReader(bytes(text)).next(), { values, operator });
  });
}

it('goes on behind each operator, and behind the bytes of a picture', () => {
  const reader = new PdfReader(bytes('q BI /W 1 ID \x00 EI\x01 )( EI Q EI'));
  const operators = [];
  for (let statement = reader.next(); statement.operator !== ''; statement = reader.next()) {
    if (statement.operator === 'ID') reader.skipImage();
    operators.push(statement.operator);
  }
  assert.deepEqual(operators, ['q', 'BI', 'ID', 'Q', 'EI']);
});
