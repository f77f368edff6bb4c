import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commonRules } from '../../../src/comments/commonRules.ts';
import { tagLine } from '../../../src/comments/tagLine.ts';
import { tagsInText } from '../../../src/tasks/tagsInText.ts';

describe('the tags in a file', () => {
  const languages = [
    ...['typescript', 'python', 'css', 'html', 'sql', 'lua', 'haskell', 'fsharp', 'ini', 'clojure', 'latex'],
    ...['vb', 'bat', 'jade', 'handlebars', 'markdown'],
  ];
  for (const language of languages) {
    it(`are found in a comment of ${language}`, () => {
      const comment = tagLine(['a-b', '重试'], commonRules(language) ?? {});
      assert.ok(comment);
      const path = language === 'markdown' ? 'a.md' : 'a';
      assert.deepEqual(tagsInText(path, `x\r\n  ${comment}\r\ny\n`), ['a-b', '重试']);
    });
  }

  it('are those of its front matter and of all its comments, none twice', () => {
    const text = '---\ntags: [a, b]\n---\n<!-- Tags: b, c -->\nText\n<!-- Tags: d -->\n';
    assert.deepEqual(tagsInText('notes.md', text), ['a', 'b', 'c', 'd']);
  });

  it('are not in front matter where no Markdown is', () => {
    assert.deepEqual(tagsInText('a.yaml', '---\ntags: [a]\n---\n'), []);
  });

  for (const text of ['Tags: a', '# Tags: a\n', 'f(); // Tags: a', '<!-- tags: a -->', '<!-- Tags: , -->']) {
    it(`are not ${JSON.stringify(text)} in Markdown`, () => assert.deepEqual(tagsInText('a.md', text), []));
  }

  for (const text of [
    'Tags: a',
    'f(); // Tags: a',
    '/* Tags: many, more',
    '//Tags: a',
    '// tags: a',
    '// Tags: ',
  ]) {
    it(`are not ${JSON.stringify(text)} in code`, () => assert.deepEqual(tagsInText('a.ts', text), []));
  }

  it('take no time to be found, however long the file is', () => {
    assert.deepEqual(tagsInText('a.ts', `// Tags: ${' '.repeat(200_000)}x${'\t'.repeat(200_000)}`), ['x']);
    assert.deepEqual(tagsInText('a.ts', ' '.repeat(400_000)), []);
  });
});
