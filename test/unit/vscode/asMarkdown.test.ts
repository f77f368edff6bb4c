import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marked } from 'marked';
import { asMarkdown } from '../../../src/vscode/services/asMarkdown.ts';

const hostile = [
  '[x](command:workbench.action.quit)',
  '![x](https://example.com/x.png)',
  '<img src=x onerror=alert(1)>',
  '# heading\n- list\n1. list\n> quotation\n```\nfence\n```\n    code',
  'https://example.com www.example.com a@example.com',
  'one\n\ntwo',
  '| a | b |\n|---|---|\n| c | d |',
  '*a* _b_ `c` ~~d~~ &lt; \\n $(globe) [a]: https://example.com',
];

describe('a text as Markdown', () => {
  for (const text of hostile) {
    it(`is itself: ${JSON.stringify(text)}`, () => {
      const html = marked.parse(asMarkdown(text), { async: false });
      assert.doesNotMatch(html, /<(?!\/?p>|br>)/);
      const shown = html
        .replace(/<br>/g, '\n')
        .replace(/<\/?p>/g, '')
        .replace(
          /&(lt|gt|quot|#39|amp);/g,
          (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '&',
        );
      assert.equal(
        shown.trim(),
        text
          .split('\n')
          .map(line => line.trim())
          .join('\n'),
      );
    });
  }
});
