import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSchemaForm, schemaFormOf } from '../../../src/models/schemaForm.ts';

describe('a schema for chat answers', () => {
  it('is sent strictly: closed, with every property required, under its title', () => {
    const written = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'A bug, if any!',
      type: 'object',
      properties: { name: { type: 'string' } },
    };
    const { form, faults } = schemaFormOf(written);
    assert.deepEqual(faults, []);
    assert.deepEqual(form.json_schema, {
      name: 'A_bug_if_any_',
      strict: true,
      schema: {
        title: 'A bug, if any!',
        type: 'object',
        properties: { name: { type: 'string' } },
        required: ['name'],
        additionalProperties: false,
      },
    });
    assert.deepEqual(readSchemaForm(form), form.json_schema);
  });

  it('that strict mode does not take is sent as it stands, with what is in the way', () => {
    const schema = { type: 'object', properties: { name: { type: 'string', minLength: 1 } } };
    const { form, faults } = schemaFormOf(schema);
    assert.deepEqual(form.json_schema, { name: 'answer', strict: false, schema });
    assert.deepEqual(faults, [
      { at: ['properties', 'name', 'minLength'], why: 'keyword', name: 'minLength' },
    ]);
  });

  it('has a name that the API takes', () => {
    const names = ['Two words', '„Größe“', '???', '', 'x'.repeat(80)].map(
      title => schemaFormOf({ type: 'object', title }).form.json_schema.name,
    );
    assert.deepEqual(names, ['Two_words', '_Gr_e_', 'answer', 'answer', 'x'.repeat(64)]);
  });

  it('is read from nothing else', () => {
    for (const format of [undefined, 'json_schema', { type: 'json_object' }, { type: 'json_schema' }]) {
      assert.equal(readSchemaForm(format), undefined);
    }
  });
});
