import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeListed } from '../../../src/models/mergeListed.ts';
import type { Model, Provider } from '../../../src/models/provider.ts';
import type { ListedModel } from '../../../src/openai/listedModel.ts';

const model = (id: string, more: Partial<Model> = {}): Model => ({
  id,
  takes: { temperature: {} },
  features: [],
  unverified: [],
  ...more,
});

const provider: Provider = {
  id: 'p',
  name: 'P',
  baseUrl: 'https://p.example/v1',
  key: 'required',
  models: [
    model('small', { contextWindow: 100, fineTuned: { price: { input: 1, cachedInput: 1, output: 1 } } }),
    model('ended', { shutdown: '2026-10-23' }),
    model('ending', { shutdown: '2027-01-14' }),
  ],
  dialect: { takes: {}, features: [] },
  otherKinds: ['search', 'embedding'],
};

describe('the models of a provider', () => {
  const rows: [what: string, listed: ListedModel[] | undefined, ids: string[]][] = [
    ['are those with a profile while there is no list', undefined, ['small', 'ended', 'ending']],
    ['are those listed, and what has ended', [{ id: 'small' }], ['small', 'ended']],
    ['are what has ended alone of an empty list', [], ['ended']],
    [
      'are first those with a profile, then the others by name',
      [{ id: 'z' }, { id: 'a' }, { id: 'ending' }],
      ['ended', 'ending', 'a', 'z'],
    ],
    ['are for chats only', [{ id: 'text-embedding-3' }, { id: 'a-search-preview' }], ['ended']],
    [
      'have fine-tunes among them, whatever their owners call them',
      [{ id: 'ft:small:acme-research:search::1' }, { id: 'ft:a-search-preview:acme::2' }],
      ['ended', 'ft:small:acme-research:search::1'],
    ],
  ];
  for (const [what, listed, ids] of rows) {
    it(what, () => {
      const merged = mergeListed(provider, listed, '2026-11-21');
      assert.deepEqual(
        merged.map(({ id }) => id),
        ids,
      );
    });
  }

  it('are as large, and end as early, as the list says', () => {
    const [first] = mergeListed(
      provider,
      [{ id: 'small', contextWindow: 200, shutdown: '2027-02-01' }],
      '2026-11-21',
    );
    assert.equal(first?.contextWindow, 200);
    assert.equal(first?.shutdown, '2027-02-01');
  });

  it('keep what the list does not say', () => {
    assert.equal(mergeListed(provider, [{ id: 'small' }], '2026-11-21')[0]?.contextWindow, 100);
  });
});
