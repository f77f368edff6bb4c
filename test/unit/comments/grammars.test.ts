import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { createGrammars, type GrammarContribution } from '../../../src/comments/grammars.ts';
import { installedContributions, onigWasm, readFile, tokenize } from './installedGrammars.ts';

const marker = (scopeName: string, word: string, extra = {}) =>
  JSON.stringify({ scopeName, patterns: [{ match: word, name: `mark.${word}` }], ...extra });

function grammarsOf(files: Record<string, string>, contributions: GrammarContribution[]) {
  return createGrammars({
    contributions,
    onigWasm,
    readFile: async uri => files[uri] ?? Promise.reject(new Error(`no file ${uri}`)),
  });
}

const scopesOf = (lines: Awaited<ReturnType<typeof tokenize>> | undefined) =>
  lines?.flatMap(line => line.tokens.map(token => token.scopes.join(' ')));

describe('grammars', () => {
  test('of JSON and of property lists are read', async () => {
    const plist = `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict>
      <key>scopeName</key><string>source.p</string>
      <key>patterns</key><array><dict><key>match</key><string>a</string><key>name</key><string>mark.a</string></dict></array>
      </dict></plist>`;
    const grammars = grammarsOf({ 'p.tmLanguage': plist, 'j.json': marker('source.j', 'a') }, [
      { language: 'p', scopeName: 'source.p', uri: 'p.tmLanguage' },
      { language: 'j', scopeName: 'source.j', uri: 'j.json' },
    ]);
    assert.deepEqual(scopesOf(await grammars.tokenize('p', 'a')), ['source.p mark.a']);
    assert.deepEqual(scopesOf(await grammars.tokenize('j', 'a')), ['source.j mark.a']);
  });

  test('are injected into the scope they name and those below it', async () => {
    const grammars = grammarsOf(
      {
        'x.json': marker('text.x.y', 'a'),
        'i.json': marker('inject.i', 'b', { injectionSelector: 'L:text.x' }),
      },
      [
        { language: 'x', scopeName: 'text.x.y', uri: 'x.json' },
        { scopeName: 'inject.i', uri: 'i.json', injectTo: ['text.x'] },
      ],
    );
    assert.deepEqual(scopesOf(await grammars.tokenize('x', 'ab')), ['text.x.y mark.a', 'text.x.y mark.b']);
  });

  test('that come later replace earlier ones of the same language', async () => {
    const grammars = grammarsOf(
      { '1.json': marker('source.one', 'a'), '2.json': marker('source.two', 'a') },
      [
        { language: 'x', scopeName: 'source.one', uri: '1.json' },
        { language: 'x', scopeName: 'source.two', uri: '2.json' },
      ],
    );
    assert.deepEqual(scopesOf(await grammars.tokenize('x', 'a')), ['source.two mark.a']);
  });

  test('that are missing, unreadable or unknown give no tokens', async () => {
    const grammars = grammarsOf({ 'bad.json': '{' }, [
      { language: 'bad', scopeName: 'source.bad', uri: 'bad.json' },
      { language: 'gone', scopeName: 'source.gone', uri: 'gone.json' },
    ]);
    for (const language of ['bad', 'gone', 'unknown']) {
      assert.equal(await grammars.tokenize(language, 'a'), undefined, language);
    }
  });

  test('of the editor that are property lists load too', () => {
    const lists = installedContributions().filter(({ uri }) => uri.endsWith('.tmLanguage'));
    assert.ok(lists.length > 0);
    assert.ok(lists.every(({ uri }) => fs.existsSync(path.resolve(uri))));
  });
});

describe('tokens', () => {
  test('cover each line and end with it', async () => {
    const lines = await tokenize('typescript', 'const a = 1;\r\n\n// b');
    assert.deepEqual(
      lines.map(({ text, tokens }) => [text, tokens[0]?.start, tokens.at(-1)?.end]),
      [
        ['const a = 1;', 0, 12],
        ['', 0, 0],
        ['// b', 0, 4],
      ],
    );
  });

  test('are missing on a line over the editor’s limit, and the state carries over it', async () => {
    const lines = await tokenize('typescript', `/* a\n${'x'.repeat(20_001)}\nb */`);
    assert.deepEqual(lines[1]?.tokens, []);
    assert.ok(lines[2]?.tokens[0]?.scopes.includes('comment.block.ts'));
  });

  test('of an embedded language carry its scopes', async () => {
    const [, line] = await tokenize('html', '<script>\nlet a\n</script>');
    assert.ok(line?.tokens[0]?.scopes.includes('source.js'));
  });
});

test('the engine is asked for once, and again after it could not be read', async () => {
  // The engine of this process is loaded by now or later; a module of its own shows the first loading.
  const again = new URL('../../../src/comments/grammars.ts?first', import.meta.url).href;
  const { createGrammars: create }: typeof import('../../../src/comments/grammars.ts') = await import(again);
  let reads = 0;
  const grammars = create({
    contributions: installedContributions(),
    readFile,
    onigWasm: () => {
      reads++;
      return reads === 1 ? Promise.reject(new Error('not now')) : onigWasm();
    },
  });
  await assert.rejects(grammars.tokenize('typescript', 'a'), /not now/);
  assert.ok(await grammars.tokenize('typescript', 'a'));
  assert.ok(await grammars.tokenize('typescript', 'b'));
  assert.equal(reads, 2);
});
