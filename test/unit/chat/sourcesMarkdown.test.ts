import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marked } from 'marked';
import { sourcesMarkdown } from '../../../src/chat/sourcesMarkdown.ts';
import { safeLink } from '../../../src/markdown/safeLink.ts';
import { hostileVectors } from '../../ui/webview/hostileVectors.ts';

const html = (markdown: string) => marked.parse(markdown, { async: false, gfm: true });

describe('what an answer cites, as Markdown', () => {
  it('is nothing where nothing is', () => {
    assert.equal(sourcesMarkdown([], 'Sources'), '');
    assert.equal(sourcesMarkdown([{ url: 'javascript:alert(1)', title: 'A' }], 'Sources'), '');
  });

  it('is a list of links, each with its host', () => {
    const markdown = sourcesMarkdown(
      [
        { url: 'https://example.com/a_(b)?c=<d>', title: 'A *B*' },
        { url: 'https://example.org', title: '' },
        { url: 'http://www.example.net/', title: 'Old' },
      ],
      'Sources',
    );
    assert.equal(
      html(markdown),
      '<p>Sources</p>\n<ol>\n' +
        '<li><a href="https://example.com/a_(b)?c=%3Cd%3E">A *B*</a> — example.com</li>\n' +
        '<li><a href="https://example.org/">example.org</a></li>\n' +
        '<li>Old — www.example.net</li>\n</ol>\n',
    );
  });

  it('links, fetches and runs nothing else, whatever the title and the address are', () => {
    for (const { text } of hostileVectors) {
      const cited = [
        { url: 'https://example.com/', title: text },
        { url: text, title: 'A' },
        { url: `https://example.com/${text}`, title: text },
      ];
      const rendered = html(sourcesMarkdown(cited, 'Sources'));
      for (const [, target = ''] of rendered.matchAll(/<\w[^>]*?(?:href|src)="([^"]*)"/g))
        assert.ok(safeLink(target.replaceAll('&amp;', '&')), `${target} of ${text}`);
      assert.match(
        rendered,
        /^<p>Sources<\/p>\n<ol>\n(<li>(<a href="https:[^"]*">)?[^<]*(<\/a>)?[^<]*<\/li>\n)+<\/ol>\n$/,
      );
    }
  });
});
