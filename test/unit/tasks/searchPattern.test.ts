import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchPattern } from '../../../src/tasks/searchPattern.ts';
import { seededRandom } from '../../ui/webview/random.ts';

/** As the editor reads it for what is open in it. */
function finds(keywords: readonly string[], text: string): string[] {
  return [...text.matchAll(new RegExp(searchPattern(keywords), 'giu'))].map(([found]) => found);
}

describe('the pattern of keywords', () => {
  const found: [keyword: string, texts: string[]][] = [
    [
      'retryUpload',
      ['retryUpload', 'retry_upload', 'retry-upload', 'RetryUpload', 'RETRY_UPLOAD', 'retry upload'],
    ],
    ['RETRY_UPLOAD', ['retry_upload', 'retryUpload']],
    ['retry-upload', ['retryUpload', 'retry_upload']],
    ['HTTPServer', ['HTTPServer', 'httpServer', 'http_server']],
    ['parseJSONBody', ['parse_json_body', 'ParseJsonBody']],
    ['sha256Sum', ['sha256_sum', 'SHA256Sum']],
    ['größeÄndern', ['GRÖSSEÄNDERN'.replace('SS', 'ß'), 'größe_ändern']],
    ['__init__', ['def __init__(self)']],
    ['--no-verify', ['git commit --no-verify']],
    ['C++', ['in C++20']],
    ['a.b(c)', ['A.B(C)']],
    ['upload', ['uploadWithRetry', 'reUpload', 'uploads']],
    ['重试', ['上传重试']],
    ['été', ['un été chaud']],
    ['🚀launch', ['🚀launch()']],
  ];
  for (const [keyword, texts] of found) {
    it(`of ${keyword} finds ${texts.join(', ')}`, () => {
      for (const text of texts) assert.equal(finds([keyword], text).length, 1, text);
    });
  }

  const notFound: [keyword: string, text: string][] = [
    ['log', 'catalogue'],
    ['log', 'logger'],
    ['retryUpload', 'retry  upload'],
    ['retryUpload', 'retry.upload'],
    ['a.b', 'axb'],
    ['$0', '10'],
    ['__init__', 'init'],
  ];
  for (const [keyword, text] of notFound) {
    it(`of ${keyword} does not find ${text}`, () => assert.deepEqual(finds([keyword], text), []));
  }

  it('finds any of several', () => {
    assert.deepEqual(finds(['maxRetries', 'jitter', 'C++'], 'C++: max_retries, no jitter'), [
      'C++',
      'max_retries',
      'jitter',
    ]);
  });

  it('is written without capitals, which could make the search mind the case', () => {
    assert.equal(searchPattern(['RetryUpload', 'JSON']), String.raw`retry[_\- ]?upload|json`);
  });

  it('can be read and finds every one of its keywords, whatever is in them', () => {
    const random = seededRandom(4);
    const pick = <Item>(items: readonly Item[]): Item | undefined =>
      items[Math.floor(random() * items.length)];
    const pieces = [
      ...String.raw`\^$.*+?()[]{}|/-_#&~,:<>=!'"@%;`,
      ...'` \t\n',
      ...'aZ09kKsSéßİıſKǅ重🚀',
      ...['\ud83d', '\ude80', '\u0301', '\u200d', '\0', '\\b', '\\u{41}', '(?i)', '[:alpha:]', '$&'],
    ];
    for (let round = 0; round < 5_000; round += 1) {
      const keywords = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
        Array.from({ length: 1 + Math.floor(random() * 8) }, () => pick(pieces)).join(''),
      );
      for (const keyword of keywords) {
        const around = ` ${keyword} `;
        assert.ok(finds([keyword], around).includes(keyword), JSON.stringify(keyword));
        assert.notEqual(finds(keywords, around).length, 0, JSON.stringify(keywords));
      }
    }
  });
});
