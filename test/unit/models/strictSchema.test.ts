import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonSchema, strictSchema } from '../../../src/models/strictSchema.ts';
import { schema as endpointSchema } from '../../endpoint/schema.ts';
import { findStrictViolation } from '../../endpoint/strict.ts';

const object = (properties: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  ...more,
});

function deep(levels: number): JsonSchema {
  return object(levels === 1 ? {} : { a: deep(levels - 1) });
}

describe('a schema of the user’s', () => {
  const taken: [what: string, schema: JsonSchema][] = [
    ['a bare object', { type: 'object' }],
    ['one of ten levels', deep(10)],
    [
      'some of its properties required',
      object({ a: { type: 'string' }, b: { type: 'null' } }, { required: ['b'] }),
    ],
    [
      'objects in lists',
      object({ a: { type: 'array', items: object({ b: { type: 'integer' } }), minItems: 1 } }),
    ],
    ['a property that may be null', object({ a: { type: ['string', 'null'] } })],
    [
      'an object that may be null',
      object({ a: object({ b: { type: 'boolean' } }, { type: ['object', 'null'] }) }),
    ],
    ['alternatives', object({ a: { anyOf: [{ type: 'string' }, object({ b: { const: 1 } })] } })],
    [
      'a definition that refers to itself',
      object(
        { a: { $ref: '#/$defs/n' } },
        { $defs: { n: object({ next: { anyOf: [{ $ref: '#/$defs/n' }, { type: 'null' }] } }) } },
      ),
    ],
    [
      'words about it',
      object({ a: { type: 'string', description: 'What it is', title: 'A' } }, { description: 'All' }),
    ],
  ];
  for (const [what, schema] of taken) {
    it(`is what strict mode takes, with ${what}`, () => {
      const strict = strictSchema(schema);
      assert.deepEqual(strict.faults, []);
      // The local endpoint is as strict as the API.
      assert.equal(findStrictViolation(endpointSchema.parse(strict.schema)), undefined);
    });
  }

  const refused: [schema: JsonSchema, at: string, why: string][] = [
    [{ type: 'string' }, 'type', 'rootNotObject'],
    [{}, 'type', 'rootNotObject'],
    [object({ a: 'string' }), 'properties.a', 'notSchema'],
    [{ type: 'object', properties: ['a'] }, 'properties', 'notSchema'],
    [object({ a: {} }), 'properties.a', 'noType'],
    [object({ a: { type: 'text' } }), 'properties.a.type', 'type'],
    [object({ a: { type: 'array' } }), 'properties.a', 'noItems'],
    [object({}, { additionalProperties: true }), 'additionalProperties', 'open'],
    [object({ a: { enum: [] } }), 'properties.a.enum', 'noChoices'],
    [object({ a: { anyOf: [] } }), 'properties.a.anyOf', 'noChoices'],
    [
      object({ a: { anyOf: [{ type: 'string', minLength: 1 }] } }),
      'properties.a.anyOf.0.minLength',
      'keyword',
    ],
    [object({ a: { type: 'string' } }, { required: ['b'] }), 'required', 'notProperty'],
    [object({}, { patternProperties: {} }), 'patternProperties', 'keyword'],
    [deep(11), Array(10).fill('properties.a').join('.'), 'tooDeep'],
  ];
  for (const [schema, at, why] of refused) {
    it(`${JSON.stringify(schema).slice(0, 80)} has a fault: ${why}`, () => {
      const found = strictSchema(schema).faults.map(fault => `${fault.at.join('.')} ${fault.why}`);
      assert.ok(found.includes(`${at} ${why}`), found.join('; '));
    });
  }
});
