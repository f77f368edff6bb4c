import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPreset, readPresets, writePreset } from '../../../src/models/presets.ts';

describe('presets of the settings', () => {
  const rows: [what: string, setting: unknown, read: object][] = [
    [
      'sets of values are read',
      { Calm: { temperature: 0 }, Bare: {} },
      { Calm: { temperature: 0 }, Bare: {} },
    ],
    ['what is no set of values is left out', { a: 5, b: 'x', c: null, d: [1], e: { n: 1 } }, { e: { n: 1 } }],
    ['a list is none', [{ temperature: 0 }], {}],
    ['nothing is none', undefined, {}],
    ['null is none', null, {}],
    ['a text is none', 'Calm', {}],
  ];
  for (const [what, setting, read] of rows) {
    it(what, () => assert.deepEqual(readPresets(setting), new Map(Object.entries(read))));
  }
});

describe('a preset that is shared', () => {
  const parameters = { temperature: 0, stop: ['§'], logitBias: { 5: 1 }, seed: null, store: 'default' };

  it('is the same on the other side', () => {
    const preset = { name: 'Calm “and” short', parameters };
    assert.deepEqual(readPreset(JSON.parse(writePreset(preset))), { preset });
  });

  const refused: [what: string, value: unknown, mistake: unknown][] = [
    ['no object', 5, 'notPreset'],
    ['null', null, 'notPreset'],
    ['a list', [], 'notPreset'],
    ['no name', { parameters: {} }, 'notPreset'],
    ['an empty name', { name: '', parameters: {} }, 'notPreset'],
    ['a long name', { name: 'x'.repeat(61), parameters: {} }, 'notPreset'],
    ['no parameters', { name: 'a' }, 'notPreset'],
    ['more than a preset', { name: 'a', parameters: {}, baseUrl: 'https://evil.example' }, 'notPreset'],
    ['a name that no parameter has', { name: 'a', parameters: { apiKey: 'x' } }, { unknown: 'apiKey' }],
    ['a name of the API', { name: 'a', parameters: { top_p: 1 } }, { unknown: 'top_p' }],
    ['a value of another kind', { name: 'a', parameters: { seed: 'x' } }, { key: 'seed', why: 'notNumber' }],
    [
      'a value out of range',
      { name: 'a', parameters: { temperature: 3 } },
      { key: 'temperature', why: 'range', minimum: 0, maximum: 2 },
    ],
  ];
  for (const [what, value, mistake] of refused) {
    it(`is not read: ${what}`, () => assert.deepEqual(readPreset(value), { mistake }));
  }
});
