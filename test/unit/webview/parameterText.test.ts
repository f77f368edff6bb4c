import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Control, ParameterValue } from '../../../src/chat/protocol.ts';
import { formatParameter, parseParameter } from '../../../src/webview/parameterText.ts';

const number: Control = { control: 'number', minimum: 0, maximum: 1 };
const text: Control = { control: 'text', maxLength: 5 };
const list: Control = { control: 'list', maxItems: 2 };
const words: Control = { control: 'map', values: 'text', keys: '', maxItems: 2 };
const schema: Control = { control: 'schema', maxLength: 60_000 };
const numbers: Control = { control: 'map', values: 'number', keys: '', maxItems: 2 };

describe('the text of a parameter', () => {
  const values: [Control, ParameterValue][] = [
    [number, 0],
    [number, -1e-7],
    [number, Number.MAX_SAFE_INTEGER],
    [number, null],
    [text, ' a text: with "all" \\n of it '],
    [text, null],
    [list, ['\n', '\r\n', '\\n', '\\', '\\\\d+', ' ', 'a: b']],
    [list, null],
    [numbers, { 1734: -100, 50256: 0.5 }],
    [words, { 'a: b': 'c: d', 'e\\': '\\:', 'f\n': 'g\nh', __proto: '', 'name with spaces': 'ü' }],
    [words, Object.fromEntries([['__proto__', 'x']])],
    [words, null],
  ];
  for (const [control, value] of values) {
    test(`says the same when read back: ${JSON.stringify(value)}`, () => {
      assert.deepEqual(parseParameter(control, formatParameter(value)), value);
    });
  }

  const read: [Control, string, ParameterValue | undefined][] = [
    [number, ' 7 ', 7],
    [number, '7000', 7000],
    [number, 'x', undefined],
    [number, '1e999', undefined],
    [list, '\n\n', null],
    [list, '\\d\n\\n', ['\\d', '\n']],
    [words, '\n \n', null],
    [words, 'a:b', { a: 'b' }],
    [words, 'a:', { a: '' }],
    [words, 'a', undefined],
    [words, ': b', undefined],
    [words, 'a: 1\na: 2', undefined],
    [numbers, 'a: ', undefined],
    [numbers, 'a: x', undefined],
    [schema, ' ', null],
    [schema, ' {"type": "object"} ', ' {"type": "object"} '],
    [schema, '{"type": ', undefined],
    [schema, '[]', undefined],
    // Longer than the host would take.
    [schema, `{"a":"${'x'.repeat(100_000)}"}`, undefined],
    [text, 'x'.repeat(4097), undefined],
    [list, 'x\n'.repeat(65), undefined],
    [words, `${'x'.repeat(257)}: y`, undefined],
  ];
  for (const [control, typed, value] of read) {
    test(`of a ${control.control}, ${JSON.stringify(typed.slice(0, 20))}, is read as ${JSON.stringify(value)}`, () => {
      assert.deepEqual(parseParameter(control, typed), value);
    });
  }
});
