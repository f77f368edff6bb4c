import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkJson } from '../../../src/chat/checkJson.ts';
import { jsonTexts } from '../../../src/chat/jsonTexts.ts';
import { jsonPath } from '../../../src/markdown/jsonPath.ts';

const schema = {
  type: 'object',
  properties: { level: { enum: ['low', 'high'] }, lines: { type: 'array', items: { type: 'number' } } },
  required: ['level', 'lines'],
  additionalProperties: false,
};

describe('an answer that is to be JSON', () => {
  it('is all right as an object, or as what satisfies the schema', () => {
    assert.deepEqual(checkJson(['{"anything": [1, null]}']), []);
    assert.deepEqual(checkJson(['{"level": "low", "lines": [1, 2]}'], schema), []);
    assert.deepEqual(checkJson(['{}', '{"a": 1}']), []);
  });

  it('is not when it broke off, or is something else', () => {
    const [cut] = checkJson(['{"level": "lo']);
    assert.equal(cut?.why, 'notJson');
    assert.match(cut?.message ?? '', /\w/);
    assert.equal(checkJson(['Sure! {"level": "low"}'], schema)[0]?.why, 'notJson');
    assert.equal(checkJson([''])[0]?.why, 'notJson');
    for (const text of ['[]', 'null', '"text"', '7']) {
      assert.deepEqual(checkJson([text]), [{ why: 'notObject' }]);
    }
  });

  it('is not when it does not satisfy the schema: where, and why', () => {
    assert.deepEqual(checkJson(['{"level": "some", "lines": [1, "2"], "more": 1}'], schema), [
      { why: 'schema', at: '$.level', message: 'expected one of "low"|"high"' },
      { why: 'schema', at: '$.lines[1]', message: 'expected number, received string' },
      { why: 'schema', at: '$', message: 'Unrecognized key: "more"' },
    ]);
  });

  it('names no more than the first mistakes, and of several answers whose they are', () => {
    const lines = JSON.stringify({ level: 'low', lines: Array(50).fill('x') });
    assert.equal(checkJson([lines], schema).length, 5);
    assert.deepEqual(checkJson(['{}', '[]']), [{ why: 'notObject', answer: 2 }]);
  });

  it('is not when it is nested as no answer is, however deep', () => {
    const nested = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    assert.deepEqual(checkJson([nested(50)]), []);
    assert.deepEqual(checkJson([nested(5_000)]), [{ why: 'tooDeep' }]);
    assert.equal(checkJson([nested(1_000_000)])[0]?.why === undefined, false);
  });

  it('is not with a schema that cannot be used', () => {
    const broken = { type: 'object', properties: { a: { $ref: '#/$defs/missing' } } };
    const [fault] = checkJson(['{"a": 1}'], broken);
    assert.equal(fault?.why, 'unusableSchema');
    assert.match(fault?.message ?? '', /missing/);
  });

  it('has names of any kind in it, and changes nothing by them', () => {
    assert.deepEqual(checkJson(['{"__proto__": {"polluted": true}, "constructor": 1}']), []);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });

  it('is read out of a fence, and of several answers one by one', () => {
    assert.deepEqual(jsonTexts('```json\n{"a": 1}\n```'), ['{"a": 1}']);
    assert.deepEqual(jsonTexts('{"a": 1}\n\n---\n\n{"a": 2}'), ['{"a": 1}', '{"a": 2}']);
  });
});

describe('a place in JSON', () => {
  it('is named as JSONPath has it', () => {
    assert.equal(jsonPath([]), '$');
    assert.equal(
      jsonPath(['items', 3, 'odd key', '0', 'naïve', 'a"b']),
      '$.items[3]["odd key"]["0"]["naïve"]["a\\"b"]',
    );
  });
});
