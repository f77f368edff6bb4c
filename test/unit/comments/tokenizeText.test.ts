import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type KnownLines, type LineGrammar, tokenizeText } from '../../../src/comments/tokenizeText.ts';
import { pick, random } from '../random.ts';
import { corpus } from './corpus.ts';
import { installedGrammars, tokenize } from './installedGrammars.ts';

/** The editor's grammar for a language, with the lines that it was given to tokenise. */
async function counting(languageId: string) {
  const grammar = await installedGrammars.open(languageId);
  assert.ok(grammar, `no grammar for ${languageId}`);
  return countingLines(grammar);
}

function countingLines<State>(grammar: LineGrammar<State>) {
  const asked: string[] = [];
  let known: KnownLines<State> | undefined;
  const counted: LineGrammar<State> = {
    ...grammar,
    tokenizeLine(text, state) {
      asked.push(text);
      return grammar.tokenizeLine(text, state);
    },
  };
  return {
    /** The document's next text: its tokens, and which lines were tokenised for them. */
    async next(text: string) {
      asked.length = 0;
      const result = await tokenizeText(text, counted, known);
      known = result.known;
      return { lines: result.lines, asked: [...asked] };
    },
  };
}

const numbered = Array.from({ length: 1000 }, (_, index) => `call(${index}); // number ${index}`);
const withLine = (line: number, text: string) => numbered.with(line, text).join('\n');

describe('after an edit only those lines are tokenised', () => {
  const cases: [name: string, edited: string, asked: string[]][] = [
    ['that changed', withLine(500, 'call(500x); // number 500'), ['call(500x); // number 500']],
    ['that are new, not those that moved', withLine(500, 'one;\ntwo;'), ['one;', 'two;']],
    ['none, when lines are gone', numbered.toSpliced(400, 200).join('\n'), []],
    [
      'that are in another state, to where it is the old one again',
      withLine(500, '/* open').replace(String(numbered[502]), '*/'),
      ['/* open', String(numbered[501]), '*/'],
    ],
  ];
  for (const [name, edited, asked] of cases) {
    test(name, async () => {
      const document = await counting('typescript');
      await document.next(numbered.join('\n'));
      assert.deepEqual((await document.next(edited)).asked, asked);
    });
  }

  test('to the end, when the edit changes the state of all that follows', async () => {
    const document = await counting('typescript');
    await document.next(numbered.join('\n'));
    assert.equal((await document.next(withLine(500, '/* never closed'))).asked.length, 500);
  });

  test('as few for each of many edits, which a document that is read anew would not pass', async () => {
    const edits = [100, 300, 500, 700, 900];
    const linesFor = async (anew: boolean) => {
      let document = await counting('typescript');
      await document.next(numbered.join('\n'));
      const lines = [...numbered];
      let count = 0;
      for (const line of edits) {
        if (anew) document = await counting('typescript');
        lines[line] = `edited(${line});`;
        count += (await document.next(lines.join('\n'))).asked.length;
      }
      return count;
    };
    assert.equal(await linesFor(false), edits.length);
    assert.ok((await linesFor(true)) > 100 * edits.length);
  });

  test('none after an edit in several places is taken back', async () => {
    const document = await counting('typescript');
    await document.next(numbered.join('\n'));
    const twice = numbered.with(3, 'a').with(900, 'b').join('\n');
    assert.deepEqual((await document.next(twice)).asked, ['a', 'b']);
    assert.deepEqual(
      (await document.next(numbered.join('\n'))).asked,
      [3, 900].map(line => numbered[line]),
    );
  });

  test('and equal lines that begin in the same state only once', async () => {
    const document = await counting('typescript');
    const { asked, lines } = await document.next('a;\nb;\na;\nb;\na;');
    // The first line of a document is in a state of its own.
    assert.deepEqual(asked, ['a;', 'b;', 'a;']);
    assert.equal(lines.length, 5);
  });
});

test('lines are forgotten when the document has them no longer', async () => {
  const document = await counting('typescript');
  await document.next('one;\ntwo;');
  await document.next('one;');
  assert.deepEqual((await document.next('one;\ntwo;')).asked, ['two;']);
});

test('more states of one text than are remembered cost time, and change nothing', async () => {
  const depths = Array.from({ length: 400 }, (_, index) => `${index}`);
  const nesting: LineGrammar<number> = {
    initial: 0,
    isSame: (a, b) => a === b,
    tokenizeLine: (text, state) => ({
      tokens: [{ start: 0, end: text.length, scopes: [String(state)] }],
      end: state + 1,
    }),
  };
  const document = countingLines(nesting);
  const text = depths.map(() => '{').join('\n');
  await document.next(text);
  const { lines } = await document.next(text);
  assert.deepEqual(
    lines.map(({ tokens }) => tokens[0]?.scopes[0]),
    depths,
  );
});

describe('tokens after any run of edits are those of the whole text tokenised anew in', () => {
  const edits = 8;
  for (const { languageId, source } of corpus) {
    test(languageId, async () => {
      const next = random(20_265);
      const document = await counting(languageId);
      let text = source;
      await document.next(text);
      for (let edit = 0; edit < edits; edit++) {
        text = editAtRandom(text, source, next);
        assert.deepEqual((await document.next(text)).lines, await tokenize(languageId, text), text);
      }
    });
  }
});

const snippets = [
  '\n',
  '\r\n',
  '/*',
  '*/',
  '"',
  "'",
  '`',
  '"""',
  '#',
  '//',
  '{',
  '}',
  '<!--',
  '-->',
  ' ',
  'x',
];

/** Types, deletes, or pastes something from elsewhere in the document. */
function editAtRandom(text: string, source: string, next: () => number): string {
  const at = Math.floor(next() * (text.length + 1));
  const from = Math.floor(next() * source.length);
  const inserted = next() < 0.6 ? pick(snippets, next) : source.slice(from, from + Math.floor(next() * 60));
  const removed = next() < 0.5 ? 0 : Math.floor(next() * 40);
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

describe('a document tokenised again', () => {
  test('keeps the objects of its unchanged lines', async () => {
    const document = {};
    const first = await installedGrammars.tokenize('typescript', 'a;\nb;', document);
    const second = await installedGrammars.tokenize('typescript', 'a;\nc;', document);
    assert.ok(first && second);
    assert.equal(second[0], first[0]);
    assert.notEqual(second[1], first[1]);
  });

  test('is read anew when its language has changed', async () => {
    const document = {};
    await installedGrammars.tokenize('typescript', '# a\n# b', document);
    assert.deepEqual(
      await installedGrammars.tokenize('python', '# a\n# b', document),
      await tokenize('python', '# a\n# b'),
    );
  });
});
