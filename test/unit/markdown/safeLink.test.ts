import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { safeLink } from '../../../src/markdown/safeLink.ts';

describe('a link of the model', () => {
  const allowed: [target: string, url: string, host: string][] = [
    ['https://example.com', 'https://example.com/', 'example.com'],
    ['HTTPS://EXAMPLE.com/Path', 'https://example.com/Path', 'example.com'],
    ['https://example.com:443/', 'https://example.com/', 'example.com'],
    ['https://example.com:8443/', 'https://example.com:8443/', 'example.com:8443'],
    ['https://example.com/a/../b', 'https://example.com/b', 'example.com'],
    ['https://example.com/?q=1&r=2#part', 'https://example.com/?q=1&r=2#part', 'example.com'],
    ['https://example.com./', 'https://example.com./', 'example.com.'],
    ['https://exa%6Dple.com/', 'https://example.com/', 'example.com'],
    ['https://münchen.example/', 'https://xn--mnchen-3ya.example/', 'xn--mnchen-3ya.example'],
    // A Cyrillic а: the tooltip shows that this is not apple.com.
    ['https://аpple.com/', 'https://xn--pple-43d.com/', 'xn--pple-43d.com'],
    ['https://example.com/ümlaut', 'https://example.com/%C3%BCmlaut', 'example.com'],
    ['https://[::1]/', 'https://[::1]/', '[::1]'],
    ['https://127.1/', 'https://127.0.0.1/', '127.0.0.1'],
    ['https://0x7f000001/', 'https://127.0.0.1/', '127.0.0.1'],
    ['https://example.com/@user', 'https://example.com/@user', 'example.com'],
    ['https://example.com/javascript:alert(1)', 'https://example.com/javascript:alert(1)', 'example.com'],
  ];
  for (const [target, url, host] of allowed) {
    test(`opens ${target} as ${url}`, () => assert.deepEqual(safeLink(target), { url, host }));
  }

  const refused = [
    '',
    'example.com',
    '/path',
    '#part',
    '?query',
    '//example.com/',
    'http://example.com/',
    'ftp://example.com/',
    'ws://example.com/',
    'mailto:a@example.com?body=secret',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript://https://example.com/%0aalert(1)',
    'vbscript:x',
    'data:text/html,<script>1</script>',
    'blob:https://example.com/1',
    'view-source:https://example.com/',
    'file:///etc/passwd',
    'command:workbench.action.terminal.new',
    'vscode:extension/evil',
    'vscode-insiders://evil',
    'vscode-webview://evil',
    'vscode-resource:/etc/passwd',
    'https:example.com',
    'https:/example.com',
    'https:///example.com',
    'https:\\\\example.com',
    'https://\\example.com',
    'https://example.com\\@evil.example/',
    'https://user@example.com/',
    'https://user:password@example.com/',
    'https://example.com@evil.example/',
    'https://exa mple.com/',
    'https://exa\tmple.com/',
    'https://example.com/a b',
    'https://example.com/\nx',
    'https://example.com/\u00a0',
    ' https://example.com/',
    'https://example.com:99999/',
    'https://exa<mple.com/',
    'https://[::1/',
    'https://%00/',
    'https://',
    `https://example.com/${'a'.repeat(4096)}`,
  ];
  for (const target of refused) {
    test(`is no link: ${JSON.stringify(target.slice(0, 60))}`, () =>
      assert.equal(safeLink(target), undefined));
  }
});
