import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCustomEndpoints } from '../../../src/models/customEndpoints.ts';
import { dialects } from '../../../src/models/dialects.ts';
import { type Model, modelOf } from '../../../src/models/provider.ts';
import { providers as known } from '../../../src/models/providers/index.ts';

const price = { input: 2, cachedInput: 1, output: 3 };
const a = { id: 'a', baseUrl: 'https://a.example/v1' };

function modelFrom(entry: object, id: string): Model {
  const { providers, mistakes } = readCustomEndpoints([entry], known);
  assert.deepEqual(mistakes, []);
  const [provider] = providers;
  assert.ok(provider);
  return modelOf(provider, id);
}

describe('an endpoint of the user’s own', () => {
  it('is taken as it is described, with what is usual where nothing is said', () => {
    const entries = [
      { ...a, baseUrl: 'https://a.example/v1/' },
      { id: 'b', name: 'B', baseUrl: 'http://localhost:1', key: 'none' },
    ];
    assert.deepEqual(
      readCustomEndpoints(entries, known).providers.map(({ id, name, baseUrl, key, models }) => ({
        id,
        name,
        baseUrl,
        key,
        models,
      })),
      [
        { id: 'a', name: 'a', baseUrl: 'https://a.example/v1', key: 'required', models: [] },
        { id: 'b', name: 'B', baseUrl: 'http://localhost:1', key: 'none', models: [] },
      ],
    );
  });

  const mistakes: [what: string, entry: unknown, named: string, why: string][] = [
    ['no object', 'nonsense', '#1', 'form'],
    ['null', null, '#1', 'form'],
    ['no id', { baseUrl: 'https://a.example' }, '#1', 'form'],
    ['an id with a blank', { ...a, id: 'a b' }, '#1', 'form'],
    ['a long id', { ...a, id: 'a'.repeat(65) }, '#1', 'form'],
    ['no address', { id: 'a' }, '#1', 'form'],
    ['a key that is no kind', { ...a, key: 'sk-secret' }, '#1', 'form'],
    ['a dialect that there is not', { ...a, dialect: 'french' }, '#1', 'form'],
    ['a price below nothing', { ...a, price: { ...price, input: -1 } }, '#1', 'form'],
    ['half a price', { ...a, price: { input: 1 } }, '#1', 'form'],
    ['a model without an id', { ...a, models: [{ id: '' }] }, '#1', 'form'],
    ['a window of nothing', { ...a, models: [{ id: 'm', contextWindow: 0 }] }, '#1', 'form'],
    ['plain HTTP elsewhere', { ...a, baseUrl: 'http://192.168.0.2/v1' }, 'a', 'plainHttp'],
    ['a key in the address', { ...a, baseUrl: 'https://k@a.example/v1' }, 'a', 'credentials'],
    ['no address at all', { ...a, baseUrl: 'a.example' }, 'a', 'invalid'],
    ['the id of a provider', { ...a, id: 'openai' }, 'openai', 'idTaken'],
  ];
  for (const [what, entry, named, why] of mistakes) {
    it(`is left out and named: ${what}; the others stay`, () => {
      const { providers, mistakes } = readCustomEndpoints([entry, { ...a, id: 'good' }], known);
      assert.deepEqual(
        providers.map(({ id }) => id),
        ['good'],
      );
      assert.deepEqual(mistakes, [{ entry: named, why }]);
    });
  }

  it('cannot take the id of another: the user would not know who answers', () => {
    const { providers, mistakes } = readCustomEndpoints(
      [a, { ...a, baseUrl: 'https://b.example/v1' }],
      known,
    );
    assert.deepEqual(
      providers.map(({ baseUrl }) => baseUrl),
      ['https://a.example/v1'],
    );
    assert.deepEqual(mistakes, [{ entry: 'a', why: 'idTaken' }]);
  });

  for (const setting of [undefined, null, 'x', { id: 'x' }]) {
    it(`is none when the setting is no list: ${JSON.stringify(setting)}`, () =>
      assert.deepEqual(readCustomEndpoints(setting, known), { providers: [], mistakes: [] }));
  }

  for (const dialect of ['openai', 'common', 'form'] as const) {
    it(`that speaks ${dialect} takes from an unknown model what that has`, () => {
      const { takes, features } = modelFrom({ ...a, dialect }, 'qwen3:4b');
      assert.deepEqual(
        { takes, features },
        { takes: dialects[dialect].takes, features: dialects[dialect].features },
      );
    });
  }

  it('that follows the API refuses of a known model what its maker refuses', () => {
    assert.equal(modelFrom(a, 'gpt-4o-mini').takes.reasoning_effort, undefined);
    assert.equal(modelFrom({ ...a, dialect: 'common' }, 'gpt-6-luna').takes.stop !== undefined, true);
  });

  it('is not held to what another gateway lacks', () => {
    assert.deepEqual(modelFrom(a, 'openai/gpt-4o-mini').takes, dialects.openai.takes);
  });

  it('has a known model as large as it is, but neither its price nor its end', () => {
    const { contextWindow, maxOutput, price, shutdown, fineTuned } = modelFrom(a, 'gpt-4o-mini');
    assert.deepEqual(
      { contextWindow, maxOutput, price, shutdown, fineTuned },
      {
        contextWindow: 128_000,
        maxOutput: 16_384,
        price: undefined,
        shutdown: undefined,
        fineTuned: undefined,
      },
    );
  });

  it('has its own price for every model, and a model’s own before it', () => {
    const cheap = { input: 0, cachedInput: 0, output: 0 };
    const entry = { ...a, price, models: [{ id: 'cheap', price: cheap }, { id: 'usual' }] };
    for (const [id, expected] of [
      ['gpt-4o-mini', price],
      ['unheard-of', price],
      ['usual', price],
      ['cheap', cheap],
    ] as const) {
      assert.deepEqual(modelFrom(entry, id).price, expected, id);
    }
  });

  it('says of its models what goes before what is known of them', () => {
    const entry = { ...a, models: [{ id: 'gpt-4o-mini', contextWindow: 8_192, maxOutput: 1_024 }] };
    const { contextWindow, maxOutput, features } = modelFrom(entry, 'gpt-4o-mini');
    assert.deepEqual([contextWindow, maxOutput], [8_192, 1_024]);
    assert.ok(features.includes('structuredOutputs'));
  });
});
