import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marked } from 'marked';
import { answerMarkup } from '../../../src/chat/codeBlocks.ts';
import { safeMarkdown } from '../../../src/chat/safeMarkdown.ts';
import type { Markup } from '../../../src/markdown/markup.ts';
import { safeLink } from '../../../src/markdown/safeLink.ts';
import { hostileVectors } from '../../ui/webview/hostileVectors.ts';

const rendered = (markdown: string) => marked.parse(safeMarkdown(markdown), { async: false, gfm: true });

/** What would be fetched or opened, as the editor's own renderer has it. */
function reached(markdown: string): string[] {
  const html = marked.parse(markdown, { async: false, gfm: true });
  return [...html.matchAll(/<(?:a|img)[^>]*?(?:href|src)="([^"]*)"/g)].map(([, target = '']) => target);
}

/** The tags and words of markup, without what stands beside a link. */
function outline(markup: readonly Markup[]): string {
  return markup
    .map(piece => {
      if (typeof piece === 'string') return piece.replace(/\s+/g, ' ');
      if (piece.tag === 'code-block') return `<code ${piece.language}>${piece.text}</code>`;
      return `<${piece.tag}>${outline(piece.children)}</${piece.tag}>`;
    })
    .join('');
}

describe('Markdown that the editor shows', () => {
  for (const markdown of [
    '[mail](mailto:a@evil.example?body=secret)',
    '[file](file:///etc/passwd) [code](vscode://x/y) [run](command:x)',
    '<mailto:a@evil.example> a@evil.example www.evil.example http://evil.example ftp://evil.example',
    '[a]\n\n[a]: http://evil.example',
    '![a](https://evil.example/a.png) [![b](https://evil.example/b.png)](https://fine.example)',
    '> - [x](javascript:alert(1))\n>   | a |\n>   | - |\n>   | [b](data:text/html,x) |',
    '&#x68;ttp://evil.example &lt;mailto:a@b.c&gt; [x](&#109;ailto:a@b.c)',
    '<a href="mailto:x">x</a> <img src=x>',
    '[a](https://user:password@evil.example) [b](https://evil.example\\@fine.example)',
  ]) {
    it(`opens nothing but https of ${JSON.stringify(markdown)}`, () => {
      assert.notDeepEqual(reached(markdown), [], 'there is something to be kept from');
      const left = reached(safeMarkdown(markdown));
      assert.deepEqual(
        left.filter(target => target !== 'https://fine.example/'),
        [],
      );
      assert.doesNotMatch(rendered(markdown), /<img/);
    });
  }

  it('opens and fetches nothing else of any hostile answer', () => {
    let kept = 0;
    for (const { text: markdown } of hostileVectors) {
      const left = reached(safeMarkdown(markdown));
      for (const target of left)
        assert.ok(safeLink(target.replaceAll('&amp;', '&')), `${target} of ${markdown}`);
      assert.doesNotMatch(rendered(markdown), /<img|<script|<iframe/);
      // Of some that are nested by the thousand the renderer makes nothing at all.
      if (markdown.length < 1_000) kept += reached(markdown).length - left.length;
    }
    assert.ok(kept > 100, `${kept} kept`);
  });

  it('names the host of a link beside it', () => {
    assert.equal(
      safeMarkdown('See [the *docs*](https://xn--e1awd7f.com/a_b?c=d&e).'),
      'See [the *docs*](<https://xn--e1awd7f.com/a_b?c=d&e>) \\(xn\\-\\-e1awd7f\\.com\\)\\.',
    );
  });

  for (const markdown of [
    'Plain words, 3 * 4 = 12, a_b_c, #1, 1. and `code`.',
    '**Bold**, *slanted*, ~~gone~~ and `` a`b `` in one.',
    '# One\n\nText.\n\n## Two\n\n---\n\n#### Four',
    '- a\n- b\n  - c\n    ```ts\n    let d = "*";\n    ```\n- e\n\n1. x\n2. y\n\n   more of y',
    '3. three\n4. four',
    '> A quote\n>\n> of two.\n\n> ```\n> code\n> ```',
    '| a | b |\n| - | - |\n| 1 \\| 2 | `c` |',
    'A line\\\nand another, and\na soft one.',
    '```rust\nlet a = vec![1]; // [x](mailto:y)\n```\n\n~~~\n```\n~~~',
    'Angles <T> & ampersands &amp; references &copy; in `a &amp; b`.',
    'A formula $x_1^2$ and $$\\sum$$.',
    '<div>\nraw\n</div>',
  ]) {
    it(`is otherwise what the panel shows: ${JSON.stringify(markdown)}`, () => {
      assert.equal(outline(answerMarkup(safeMarkdown(markdown))), outline(answerMarkup(markdown)));
    });
  }
});
