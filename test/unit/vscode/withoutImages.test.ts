import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marked } from 'marked';
import { withoutImages } from '../../../src/vscode/explain/withoutImages.ts';

describe('Markdown without pictures', () => {
  for (const markdown of [
    '![a](https://evil.example/a.png)',
    '[![a](https://evil.example/a.png)](https://evil.example)',
    '![a][b]\n\n[b]: https://evil.example/a.png',
    '![b]\n\n[b]: https://evil.example/a.png',
    '![a\nb](https://evil.example/a.png)',
    '> ![a](<https://evil.example/a.png> "title")',
    '\\![a](https://evil.example) !![a](https://evil.example)',
    '<script>\n```\n</script>\n![a](https://evil.example)\n```',
    '```a`b\n![a](https://evil.example)\n```',
  ]) {
    it(`loads none from ${JSON.stringify(markdown)}`, () => {
      assert.doesNotMatch(marked.parse(withoutImages(markdown), { async: false }), /<img/);
    });
  }

  it('leaves code alone in a text that can have none', () => {
    const markdown = '```rust\nlet a = vec![1, 2];\n```\nand `b![0]`.';
    assert.equal(withoutImages(markdown), markdown);
  });
});
