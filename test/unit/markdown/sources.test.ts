import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourcesOf } from '../../../src/markdown/sources.ts';

describe('a page that is cited', () => {
  it('is shown with its host as it is in ASCII, and opened at its canonical address', () => {
    assert.deepEqual(sourcesOf([{ url: 'HTTPS://Аpple.com:443/a/../b', title: 'A — B' }]), [
      { title: 'A — B', host: 'xn--pple-43d.com', url: 'https://xn--pple-43d.com/b' },
    ]);
  });

  it('may have no title', () => {
    assert.deepEqual(sourcesOf([{ url: 'https://example.com/', title: ' \n\u200b' }]), [
      { title: '', host: 'example.com', url: 'https://example.com/' },
    ]);
  });

  it('over http is named, and not opened', () => {
    assert.deepEqual(sourcesOf([{ url: 'http://example.com/a', title: 'A' }]), [
      { title: 'A', host: 'example.com' },
    ]);
  });

  for (const url of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'command:workbench.action.quit',
    'vscode://x/y',
    'file:///etc/passwd',
    'mailto:a@example.com',
    'https://user:password@example.com/',
    'http://example.org@example.com/',
    'https://example.com\\@example.org',
    'https://exa\u202emple.com/a b',
    '//example.com/',
    'example.com',
    '',
    `https://example.com/${'x'.repeat(5_000)}`,
  ]) {
    it(`is none at ${JSON.stringify(url.slice(0, 40))}`, () => {
      assert.deepEqual(sourcesOf([{ url, title: 'A' }]), []);
    });
  }

  it('has a title on one line, without what nobody sees', () => {
    const [source] = sourcesOf([
      { url: 'https://example.com/', title: ' A\u202e\n\n<b>B</b>\u0007\tC\u2028 ' },
    ]);
    assert.equal(source?.title, 'A <b>B</b> C');
  });

  it('has no more of a title than is read, and no part of a character', () => {
    const [source] = sourcesOf([{ url: 'https://example.com/', title: '🌍'.repeat(1_000_000) }]);
    assert.equal(source?.title, `${'🌍'.repeat(160)}…`);
    const [whole] = sourcesOf([{ url: 'https://example.com/', title: 'x'.repeat(160) }]);
    assert.equal(whole?.title, 'x'.repeat(160));
  });

  it('is one of 64 at most', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({ url: `https://example.com/${at}`, title: '' }));
    assert.deepEqual(
      sourcesOf(many).map(({ url }) => url),
      many.slice(0, 64).map(({ url }) => url),
    );
  });
});
