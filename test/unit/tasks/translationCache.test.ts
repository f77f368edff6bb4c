import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addTranslations,
  readTranslationCache,
  translationKey,
  writeTranslationCache,
} from '../../../src/tasks/translationCache.ts';

describe('the key of a translation', () => {
  const wish = { target: 'English', glossary: { Queue: '' } };
  const key = (text: string, changed: object = {}, model = 'openai/gpt-4o-mini') =>
    translationKey(text, { ...wish, ...changed }, model);

  it('is the same for the same question', async () => {
    assert.equal(await key('Leert die Queue.'), await key('Leert die Queue.'));
  });

  it('changes with the text, the model, the languages and a term that is in the text', async () => {
    const keys = await Promise.all([
      key('Leert die Queue.'),
      key('Leert die Queue'),
      key('Leert die Queue.', {}, 'openai/gpt-4.1-nano'),
      key('Leert die Queue.', { target: 'French' }),
      key('Leert die Queue.', { otherwise: 'German' }),
      key('Leert die Queue.', { glossary: { Queue: 'line' } }),
    ]);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('does not change with terms that are not in the text', async () => {
    assert.equal(await key('Zählt.'), await key('Zählt.', { glossary: {} }));
  });
});

describe('the cache of translations', () => {
  const pairs = (...keys: string[]) => keys.map(key => [key, key.toUpperCase()] as const);

  it('forgets what was added first when it has too many entries, or too many characters', () => {
    const limit = { entries: 3, characters: 100 };
    const cache = addTranslations(new Map(pairs('a', 'b', 'c')), pairs('a', 'd'), limit);
    assert.deepEqual([...cache.keys()], ['c', 'a', 'd']);
    const short = addTranslations(new Map(pairs('aaaa', 'bbbb')), pairs('cccc'), {
      entries: 9,
      characters: 9,
    });
    assert.deepEqual([...short.keys()], ['bbbb', 'cccc']);
  });

  it('is not changed in place', () => {
    const before = new Map(pairs('a'));
    addTranslations(before, pairs('b'));
    assert.deepEqual([...before.keys()], ['a']);
  });

  it('comes back as it was written', () => {
    const cache = new Map(pairs('a', 'b'));
    assert.deepEqual(readTranslationCache(writeTranslationCache(cache)), cache);
  });

  for (const text of [
    '',
    '{',
    '{"version":2,"translations":[]}',
    '{"version":1,"translations":[["a"]]}',
    'null',
  ]) {
    it(`is empty when its file holds ${JSON.stringify(text)}`, () => {
      assert.equal(readTranslationCache(text), undefined);
    });
  }
});
