import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { normaliseTags } from '../../../src/tasks/normaliseTags.ts';

describe('tags as a style writes them', () => {
  const given = ['Error Handling', 'error_handling', ' C++ ', '---', 'naïve', '重试', 'HTTP client', 'Wi-Fi'];

  it('kebab-case', () => {
    const expected = ['error-handling', 'c', 'naïve', '重试', 'http-client', 'wi-fi'];
    assert.deepEqual(normaliseTags(given, 'kebab-case'), expected);
  });

  it('snake_case', () => {
    const expected = ['error_handling', 'c', 'naïve', '重试', 'http_client', 'wi_fi'];
    assert.deepEqual(normaliseTags(given, 'snake_case'), expected);
  });

  it('camelCase', () => {
    const expected = ['errorHandling', 'c', 'naïve', '重试', 'httpClient', 'wiFi'];
    assert.deepEqual(normaliseTags(given, 'camelCase'), expected);
    assert.deepEqual(normaliseTags(['fileUpload', 'HTTPClient', 'URL'], 'camelCase'), [
      'fileUpload',
      'httpClient',
      'url',
    ]);
  });

  it('words', () => {
    const expected = ['Error Handling', 'C++', 'naïve', '重试', 'HTTP client', 'Wi-Fi'];
    assert.deepEqual(normaliseTags(given, 'words'), expected);
    assert.deepEqual(normaliseTags(['one, two\nthree */ four'], 'words'), ['one two three four']);
  });

  it('are never longer than anybody would file by', () => {
    assert.deepEqual(normaliseTags(['a'.repeat(41), 'b'], 'kebab-case'), ['b']);
  });

  it('are the same however their accents were written', () => {
    assert.deepEqual(normaliseTags(['café', 'cafe\u0301'], 'words'), ['café']);
  });
});
