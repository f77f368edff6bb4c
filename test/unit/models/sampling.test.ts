import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ParameterSetting, parameterSettings, parameters } from '../../../src/models/parameters.ts';
import { type Mistake, samplingFrom } from '../../../src/models/sampling.ts';
import { allSettings } from '../../../src/vscode/contributions/settings.ts';

/** A value that a parameter takes, and what it is sent as. */
function good(parameter: (typeof parameterSettings)[number]): [set: unknown, sent: unknown] {
  switch (parameter.control) {
    case 'number':
      return [parameter.maximum, parameter.maximum];
    case 'choice': {
      const [choice] = parameter.choices;
      if (parameter.field === 'response_format') return [choice, { type: choice }];
      if (parameter.field === 'web_search_options') return [choice, { search_context_size: choice }];
      return [choice, choice];
    }
    case 'switch':
      return ['off', false];
    case 'text':
      return ['a'.repeat(parameter.maxLength), 'a'.repeat(parameter.maxLength)];
    case 'list': {
      const list = Array.from({ length: parameter.maxItems }, () => 'a');
      return [list, list];
    }
    case 'schema': {
      const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };
      const json_schema = { name: 'answer', schema, strict: true };
      return [schema, { type: 'json_schema', json_schema }];
    }
    case 'map': {
      if (parameter.forms) {
        const approximate = { city: 'Graz', country: 'AT', region: 'Styria', timezone: 'Europe/Vienna' };
        const user_location = { type: 'approximate', approximate };
        return [approximate, { search_context_size: 'low', user_location }];
      }
      const map = parameter.values === 'text' ? { a: 'b' } : { 5: 1 };
      return [map, map];
    }
  }
}

type Reason = Mistake extends infer M ? (M extends Mistake ? Omit<M, 'key'> : never) : never;

/** Values that a parameter does not take, each with why. */
function bad(parameter: ParameterSetting): [value: unknown, why: Reason][] {
  switch (parameter.control) {
    case 'number': {
      const { minimum, maximum, integer } = parameter;
      const range = { why: 'range' as const, minimum, maximum };
      const notNumber = { why: 'notNumber' as const };
      const rows: [unknown, Reason][] = [
        ['1', notNumber],
        [Number.NaN, notNumber],
        [Infinity, notNumber],
        [true, notNumber],
        [[1], notNumber],
        [maximum * 2 + 1, range],
        [minimum - Math.abs(minimum) - 1, range],
      ];
      return integer ? [...rows, [1.5, { why: 'notWhole' }]] : rows;
    }
    case 'choice': {
      const reason = { why: 'notChoice' as const, choices: parameter.choices };
      return ['something else', parameter.choices[0]?.toUpperCase(), 5, true, ['text']].map(value => [
        value,
        reason,
      ]);
    }
    case 'switch':
      return ['perhaps', true, false, 1, ['on']].map(value => [value, { why: 'notSwitch' }]);
    case 'text':
      return [
        [5, { why: 'notText' }],
        [['a'], { why: 'notText' }],
        ['a'.repeat(parameter.maxLength + 1), { why: 'tooLong', limit: parameter.maxLength }],
      ];
    case 'list':
      return [
        ['a', { why: 'notList' }],
        [[5], { why: 'notList' }],
        [['a', ''], { why: 'notList' }],
        [{ 0: 'a' }, { why: 'notList' }],
        [
          Array.from({ length: parameter.maxItems + 1 }, () => 'a'),
          { why: 'tooMany', limit: parameter.maxItems },
        ],
      ];
    case 'schema':
      return [
        ['{"type":"object"}', { why: 'notSchema' }],
        [[{ type: 'object' }], { why: 'notSchema' }],
        [{ type: 'array' }, { why: 'notSchema' }],
        [{ properties: {} }, { why: 'notSchema' }],
        [
          { type: 'object', title: 'a'.repeat(parameter.maxLength) },
          { why: 'tooLong', limit: parameter.maxLength },
        ],
      ];
    case 'map': {
      const entry = (name: string): Reason => ({ why: 'entry', entry: name });
      const [name, value] = parameter.values === 'text' ? ['a', 'b'] : ['5', 1];
      const many = Array.from({ length: parameter.maxItems + 1 }, (_, index) => [index, value]);
      if (parameter.forms) {
        return [
          ['Graz', { why: 'notMap' }],
          [{ city: '' }, entry('city')],
          [{ city: ' ' }, entry('city')],
          [{ city: 5 }, entry('city')],
          [{ city: 'x'.repeat(101) }, entry('city')],
          [{ city: 'Graz', country: 'Austria' }, entry('country')],
          [{ country: 'A1' }, entry('country')],
          [{ street: 'Herrengasse' }, entry('street')],
          [Object.fromEntries(many), { why: 'tooMany', limit: parameter.maxItems }],
        ];
      }
      return [
        ['a', { why: 'notMap' }],
        [7, { why: 'notMap' }],
        [[value], { why: 'notMap' }],
        [{ [name]: [] }, entry(name)],
        [{ [name]: null }, entry(name)],
        [Object.fromEntries(many), { why: 'tooMany', limit: parameter.maxItems }],
        ...(parameter.values === 'text'
          ? ([
              [{ a: 'x'.repeat(513) }, entry('a')],
              [{ ['k'.repeat(65)]: 'b' }, entry('k'.repeat(65))],
              [{ '': 'b' }, entry('')],
              [{ a: 1 }, entry('a')],
            ] satisfies [unknown, Reason][])
          : ([
              [{ 5: 101 }, entry('5')],
              [{ 5: -101 }, entry('5')],
              [{ 5: 0.5 }, entry('5')],
              [{ hello: 1 }, entry('hello')],
              [{ '-1': 1 }, entry('-1')],
              [{ 5: '1' }, entry('5')],
            ] satisfies [unknown, Reason][])),
      ];
    }
  }
}

/** What another goes along with. */
const company: Readonly<Record<string, Record<string, unknown>>> = {
  jsonSchema: { responseFormat: 'json_schema' },
  webSearchLocation: { webSearch: 'low' },
};

describe('each parameter of the table', () => {
  for (const parameter of parameterSettings) {
    const { key, field } = parameter;
    const [set, sent] = good(parameter);
    const beside = company[key] ?? {};
    const { fields: alone } = samplingFrom(beside);

    it(`${key}: set, it is sent as ${field}`, () => {
      const { fields, mistakes } = samplingFrom({ ...beside, [key]: set });
      assert.deepEqual(fields, { [field]: sent });
      assert.deepEqual(mistakes, []);
    });

    it(`${key}: its default is not sent`, () => {
      const { default: unset } = allSettings()[`gloss.request.${key}`] ?? {};
      assert.notEqual(unset, undefined, 'every setting has a default');
      const entry = parameter.control === 'text' ? [] : ['default'];
      for (const value of [unset, undefined, null, '', ...entry, {}, []]) {
        assert.deepEqual(samplingFrom({ [key]: value }), { fields: {}, mistakes: [] });
      }
    });

    for (const [value, why] of bad(parameter)) {
      it(`${key}: ${String(JSON.stringify(value)).slice(0, 40)} is not sent, and said to be ${why.why}`, () => {
        assert.deepEqual(samplingFrom({ ...beside, [key]: value }), {
          // A form without its schema is none.
          fields: parameter.control === 'schema' ? {} : alone,
          mistakes: [{ key, ...why }],
        });
      });
    }
  }

  it('a schema goes along with its own form alone, which is nothing without it', () => {
    const jsonSchema = { type: 'object' };
    const sent = (responseFormat: string) => samplingFrom({ responseFormat, jsonSchema }).fields;
    assert.deepEqual(sent('text'), { response_format: { type: 'text' } });
    assert.deepEqual(sent('default'), {});
    assert.deepEqual(samplingFrom({ responseFormat: 'json_schema', jsonSchema: {} }), {
      fields: {},
      mistakes: [{ key: 'responseFormat', why: 'noSchema' }],
    });
  });

  it('a place goes along with a search alone', () => {
    const webSearchLocation = { country: 'AT' };
    assert.deepEqual(samplingFrom({ webSearchLocation }), { fields: {}, mistakes: [] });
    for (const webSearch of ['default', 'some']) {
      assert.deepEqual(samplingFrom({ webSearch, webSearchLocation }).fields, {});
    }
    assert.deepEqual(samplingFrom({ webSearch: 'high', webSearchLocation }).fields, {
      web_search_options: {
        search_context_size: 'high',
        user_location: { type: 'approximate', approximate: { country: 'AT' } },
      },
    });
  });

  it('a text may say “default”, and the tier of that name goes by another', () => {
    const { fields } = samplingFrom({ promptCacheKey: 'default', serviceTier: 'standard' });
    assert.deepEqual(fields, { prompt_cache_key: 'default', service_tier: 'default' });
  });

  it('has a choice for each value, and none twice', () => {
    for (const [name, { enum: choices }] of Object.entries(allSettings())) {
      if (Array.isArray(choices)) assert.equal(new Set(choices).size, choices.length, name);
    }
  });

  it('says of the rest why they are not the user’s', () => {
    for (const [field, parameter] of Object.entries(parameters)) {
      if (parameter.use !== 'setting') assert.notEqual(parameter.why, '', field);
    }
  });
});
