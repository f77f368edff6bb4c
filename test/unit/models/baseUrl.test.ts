import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkBaseUrl } from '../../../src/models/baseUrl.ts';
import { readCustomEndpoints } from '../../../src/models/customEndpoints.ts';

describe('the address of an endpoint', () => {
  const fine: [text: string, baseUrl: string, origin: string][] = [
    ['https://api.openai.com/v1', 'https://api.openai.com/v1', 'https://api.openai.com'],
    [' https://API.OpenAI.com:443/v1/ ', 'https://api.openai.com/v1', 'https://api.openai.com'],
    ['https://example.com:8443/a/b', 'https://example.com:8443/a/b', 'https://example.com:8443'],
    ['http://localhost:11434/v1', 'http://localhost:11434/v1', 'http://localhost:11434'],
    ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080'],
    ['http://127.1/v1', 'http://127.0.0.1/v1', 'http://127.0.0.1'],
    ['http://[::1]:8000/v1', 'http://[::1]:8000/v1', 'http://[::1]:8000'],
  ];
  for (const [text, baseUrl, origin] of fine) {
    it(`${text} is ${origin}`, () => assert.deepEqual(checkBaseUrl(text), { baseUrl, origin }));
  }

  const refused: [text: string, mistake: string][] = [
    ['', 'invalid'],
    ['api.openai.com/v1', 'invalid'],
    ['https://', 'invalid'],
    ['ftp://example.com', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['http://api.openai.com/v1', 'plainHttp'],
    ['http://localhost.evil.example/v1', 'plainHttp'],
    ['http://127.0.0.1.evil.example/v1', 'plainHttp'],
    ['http://169.254.169.254/v1', 'plainHttp'],
    ['https://key@example.com/v1', 'credentials'],
    ['https://api.openai.com@evil.example/v1', 'credentials'],
    ['https://example.com/v1?key=1', 'queryOrFragment'],
    ['https://example.com/v1#', 'queryOrFragment'],
  ];
  for (const [text, mistake] of refused) {
    it(`${text || 'nothing'} is refused: ${mistake}`, () =>
      assert.deepEqual(checkBaseUrl(text), { mistake }));
  }
});

describe('the user’s own endpoints', () => {
  const known = {
    id: 'known',
    name: 'Known',
    baseUrl: 'https://known.example/v1',
    key: 'required' as const,
    models: [
      {
        id: 'm',
        contextWindow: 10,
        maxOutput: 5,
        refuses: [],
        price: { input: 1, cachedInput: 1, output: 1 },
      },
    ],
  };
  const profiles = [known];

  it('are read one by one: a mistake in one leaves the others', () => {
    const { providers, mistakes } = readCustomEndpoints(
      [
        { id: 'lan', baseUrl: 'http://192.168.0.2/v1' },
        { id: 'mine', name: 'Mine', baseUrl: 'http://localhost:1234/v1', key: 'none' },
        'nonsense',
      ],
      profiles,
    );
    assert.deepEqual(
      providers.map(({ id, name, key }) => ({ id, name, key })),
      [{ id: 'mine', name: 'Mine', key: 'none' }],
    );
    assert.deepEqual(mistakes, ['lan', '#3']);
  });

  it('never take another provider’s price', () => {
    const price = { input: 2, cachedInput: 1, output: 3 };
    const { providers } = readCustomEndpoints(
      [
        { id: 'a', baseUrl: 'https://a.example/v1' },
        { id: 'b', baseUrl: 'https://b.example/v1', price },
      ],
      profiles,
    );
    assert.equal(providers[0]?.models[0]?.price, undefined);
    assert.deepEqual(providers[1]?.models[0]?.price, price);
  });

  it('cannot take the id of another: the user would not know who answers', () => {
    const endpoints = [
      { id: 'known', baseUrl: 'https://a.example/v1' },
      { id: 'mine', baseUrl: 'https://a.example/v1' },
      { id: 'mine', baseUrl: 'https://b.example/v1' },
    ];
    const { providers, mistakes } = readCustomEndpoints(endpoints, profiles);
    assert.deepEqual(
      providers.map(({ baseUrl }) => baseUrl),
      ['https://a.example/v1'],
    );
    assert.deepEqual(mistakes, ['known', 'mine']);
  });

  it('are none when the setting is not a list', () => {
    assert.deepEqual(readCustomEndpoints({ id: 'x' }, profiles), { providers: [], mistakes: [] });
  });
});
