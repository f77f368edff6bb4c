import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerMarkup } from '../../../src/chat/codeBlocks.ts';
import { isFilePath, linkPlaces, placesIn, readPlace, readSymbol } from '../../../src/markdown/places.ts';

describe('a place', () => {
  const table: [text: string, place: ReturnType<typeof readPlace>][] = [
    ['src/a.ts', { path: 'src/a.ts' }],
    ['./src/./a.ts', { path: 'src/a.ts' }],
    ['src\\a.ts', { path: 'src/a.ts' }],
    ['a.ts:10', { path: 'a.ts', line: 10 }],
    ['a.ts:10:5', { path: 'a.ts', line: 10, column: 5 }],
    ['a.ts:10-20', { path: 'a.ts', line: 10, lastLine: 20 }],
    ['a.ts#L10', { path: 'a.ts', line: 10 }],
    ['a.ts#L10-L20', { path: 'a.ts', line: 10, lastLine: 20 }],
    ['/work/a.ts', { path: '/work/a.ts' }],
    ['C:\\work\\a.ts:3', { path: 'C:/work/a.ts', line: 3 }],
    ['my file.ts', { path: 'my file.ts' }],
    ['../a.ts', undefined],
    ['src/../../etc/passwd', undefined],
    ['src\\..\\a.ts', undefined],
    ['//server/share/a.ts', undefined],
    ['https://example.com/a.ts', undefined],
    ['file:///etc/passwd', undefined],
    ['command:quit', undefined],
    ['a\u202ets.ts', undefined],
    ['a\nb.ts', undefined],
    ['', undefined],
    [`${'a'.repeat(300)}.ts`, undefined],
  ];
  for (const [text, place] of table) {
    test(`of ${JSON.stringify(text.slice(0, 40))} is ${JSON.stringify(place)}`, () =>
      assert.deepEqual(readPlace(text), place));
  }

  test('looks like a file by its ending', () => {
    for (const path of ['a.ts', 'src/a.test.ts', 'app/[id].tsx', '.env', '.github/x.yml', 'Ä.md'])
      assert.ok(isFilePath(path), path);
    for (const path of ['Makefile', 'src/', 'v1.2', '3.14', '...', 'a. b'])
      assert.ok(!isFilePath(path), path);
  });

  test('is the name of something in code', () => {
    assert.deepEqual(readSymbol('retry()'), ['retry']);
    assert.deepEqual(readSymbol('Queue.push()'), ['Queue', 'push']);
    assert.deepEqual(readSymbol('std::vector'), ['std', 'vector']);
    for (const text of ['a b', 'x', 'a()b', 'retry(1)', '1a', 'a.', '<b>'])
      assert.equal(readSymbol(text), undefined, text);
  });
});

describe('the places in an answer', () => {
  test('are its code spans and the words that look like paths, each once', () => {
    const text =
      '# In `Queue`\n\nSee **src/a.ts:12**, (README.md), `src/b.ts`, src/a.ts:12. And `x = 1`?\n\n- `push()`\n\n| c.ts |\n|---|\n| `d` |';
    assert.deepEqual(placesIn(answerMarkup(text)), [
      'Queue',
      'src/a.ts:12',
      'README.md',
      'src/b.ts',
      'push()',
      'c.ts',
    ]);
  });

  test('are not in links, nor in blocks of code', () => {
    const text = '[`a.ts`](https://example.com/b.ts) https://example.com/c.ts\n\n```\nd.ts\n```\n\n    e.ts';
    assert.deepEqual(placesIn(answerMarkup(text)), []);
  });

  test('are no more than the host looks for', () => {
    const text = Array.from({ length: 500 }, (_, index) => `file${index}.ts`).join(' ');
    assert.equal(placesIn(answerMarkup(text)).length, 64);
  });

  test('become links of which nothing but the text leaves the page', () => {
    const linked = linkPlaces(answerMarkup('In a.ts, and `b.ts`.'), text =>
      text === 'x' ? undefined : `to ${text}`,
    );
    const link = (text: string, child: unknown) => ({
      tag: 'a',
      attributes: { role: 'link', tabindex: '0', title: `to ${text}`, 'data-place': text },
      children: [child],
    });
    const code = { tag: 'code', attributes: {}, children: ['b.ts'] };
    const children = ['In ', link('a.ts', 'a.ts'), ', and ', link('b.ts', code), '.'];
    assert.deepEqual(linked, [{ tag: 'p', attributes: {}, children }]);
  });

  test('of a long text are found in no time', () => {
    const texts = ['a/'.repeat(50_000), '.a'.repeat(50_000), 'a.b '.repeat(20_000), '`'.repeat(10_000)];
    for (const text of texts) assert.ok(placesIn([text]).length <= 64);
  });
});
