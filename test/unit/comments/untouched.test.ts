import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import type { CommentBlock, Position, Range } from '../../../src/comments/commentBlock.ts';
import { replaceText } from '../../../src/comments/commentText.ts';
import { commonRules } from '../../../src/comments/commonRules.ts';
import { findComments } from '../../../src/comments/findComments.ts';
import { type Proof, proveUntouched, type Replacement } from '../../../src/comments/proof.ts';
import { type CommentRules, scanComments } from '../../../src/comments/scanComments.ts';
import type { TokenizedLine } from '../../../src/comments/tokens.ts';
import { pick, random } from '../random.ts';
import { corpus, sources } from './corpus.ts';
import { hostileAnswers } from './hostileAnswers.ts';
import { installedGrammars } from './installedGrammars.ts';
import { type Syntax, syntaxes } from './syntaxes.ts';

/** Each answer for each syntax takes long; by default a syntax takes every third, and the next one those after them. */
const stride = process.env['GLOSS_LONG'] === undefined ? 3 : 1;

function answersFor(syntax: Syntax): string[] {
  const first = syntaxes.indexOf(syntax) % stride;
  return hostileAnswers.filter((_, index) => index % stride === first);
}

/** What became of one comment when its text was replaced. */
interface Outcome {
  proof: Proof;
  /** Whether all tokens outside of the comment are as they were, and all inside are comment. */
  untouched: boolean;
}

/** Replaces a comment in a document again and again, always from the document as it was at first. */
async function document(languageId: string, source: string) {
  const known = {};
  const read = async (text: string) => {
    const lines = await installedGrammars.tokenize(languageId, text, known);
    assert.ok(lines, `no grammar for ${languageId}`);
    return lines;
  };
  const before = await read(source);
  return {
    blocks: findComments(before),
    async replace(replacement: Replacement): Promise<Outcome> {
      const after = await read(applyReplacements(source, [replacement]));
      return {
        proof: proveUntouched(before, after, [replacement]),
        untouched: isUntouched(before, after, replacement),
      };
    },
  };
}

/** An oracle of its own, which knows nothing of how comments are found: it takes only where one was, and what it became. */
function isUntouched(
  before: readonly TokenizedLine[],
  after: readonly TokenizedLine[],
  { block, source }: Replacement,
): boolean {
  const written = source.split(/\r\n|\r|\n/);
  const end: Position = {
    line: block.start.line + written.length - 1,
    character: (written.length === 1 ? block.start.character : 0) + (written.at(-1)?.length ?? 0),
  };
  const was = divide(before, block);
  const is = divide(after, { start: block.start, end });
  return (
    is.outside.join('\n') === was.outside.join('\n') &&
    is.inside.every(token => /comment|docstring|string\.quoted\.\w+\.python/.test(token))
  );
}

/** Each token that is not blank as its text and its scopes; a line that was not tokenised is one token. */
function divide(lines: readonly TokenizedLine[], { start, end }: Range) {
  const inside: string[] = [];
  const outside: string[] = [];
  for (const [line, { text, tokens }] of lines.entries()) {
    const from = line < start.line ? text.length : line > start.line ? 0 : start.character;
    const to = line > end.line ? 0 : line < end.line ? text.length : end.character;
    const all = tokens.length > 0 ? tokens : [{ start: 0, end: text.length, scopes: ['untokenised'] }];
    const add = (list: string[], a: number, b: number, scopes: string[]) => {
      const part = text.slice(a, Math.max(a, b)).trim();
      if (part !== '') list.push(`${part} ${scopes.join(' ')}`);
    };
    for (const token of all) {
      add(outside, token.start, Math.min(token.end, from), token.scopes);
      add(inside, Math.max(token.start, from), Math.min(token.end, to), token.scopes);
      add(outside, Math.max(token.start, from, to), token.end, token.scopes);
    }
  }
  return { inside, outside };
}

/** As `document`, but where comments are and the proof come from the scanner; what became of the code says the grammar. */
async function scannedDocument(languageId: string, source: string, rules: CommentRules) {
  const known = {};
  const read = async (text: string) => (await installedGrammars.tokenize(languageId, text, known)) ?? [];
  const before = await read(source);
  const scanned = scanComments(source, rules);
  return {
    async replace(replacement: Replacement): Promise<Outcome> {
      const next = applyReplacements(source, [replacement]);
      return {
        proof: proveUntouched(scanned, scanComments(next, rules), [replacement]),
        untouched: isUntouched(before, await read(next), replacement),
      };
    },
  };
}

async function commentOf({ languageId, source, text, name }: Syntax) {
  const { blocks, replace } = await document(languageId, source);
  const block = blocks.find(({ lines }) => lines.some(line => line.text.includes(text)));
  assert.ok(block, `no comment in ${name}`);
  const inItsText = (answer: string) => ({ block, source: replaceText(block, answer, '\n') });
  /** As a careless program would do it: the answer where the first line of text was, whatever it is. */
  const asItIs = (answer: string) => {
    const first = block.lines.find(line => line.text !== '');
    const lines = block.lines.map(line => line.prefix + (line === first ? answer : line.text) + line.suffix);
    return { block, source: lines.join('\n') };
  };
  return { replace, inItsText, asItIs };
}

test(`there are enough of both: ${hostileAnswers.length} answers for ${syntaxes.length} syntaxes`, () => {
  assert.ok(hostileAnswers.length >= 40);
  assert.ok(syntaxes.length >= 30);
  assert.equal(new Set(syntaxes.map(({ name }) => name)).size, syntaxes.length);
});

describe('no hostile answer changes a token of code, in', () => {
  for (const syntax of syntaxes) {
    test(syntax.name, async () => {
      const { replace, inItsText, asItIs } = await commentOf(syntax);
      assert.deepEqual(await replace(inItsText('ein neuer Text')), { proof: { ok: true }, untouched: true });
      for (const answer of answersFor(syntax)) {
        for (const replacement of [inItsText(answer), asItIs(answer)]) {
          const { proof, untouched } = await replace(replacement);
          const what = `${JSON.stringify(answer).slice(0, 80)}: ${JSON.stringify(proof.ok || proof.reason)}`;
          assert.ok(untouched || !proof.ok, what);
          // A refusal says why, and which comment is left as it was.
          if (!proof.ok) assert.equal(proof.block, replacement.block, what);
        }
      }
    });
  }
});

test('the answers are hostile: written as they are, they change code in most syntaxes', async () => {
  const harmed: string[] = [];
  for (const syntax of syntaxes) {
    const { replace, asItIs } = await commentOf(syntax);
    for (const answer of hostileAnswers) {
      if ((await replace(asItIs(answer))).untouched) continue;
      harmed.push(syntax.name);
      break;
    }
  }
  assert.ok(harmed.length > 0.9 * syntaxes.length, `${harmed.length} of ${syntaxes.length}`);
});

describe('nor without a grammar', () => {
  const missed: string[] = [];
  for (const syntax of syntaxes) {
    const { name, languageId, source, text } = syntax;
    const rules = commonRules(languageId) ?? {};
    const block = findComments(scanComments(source, rules)).find(({ lines }) =>
      lines.some(line => line.text.includes(text)),
    );
    if (!block) {
      missed.push(name);
      continue;
    }
    test(`in ${name}`, async () => {
      const { replace } = await scannedDocument(languageId, source, rules);
      for (const answer of answersFor(syntax)) {
        const { proof, untouched } = await replace({ block, source: replaceText(block, answer, '\n') });
        assert.ok(untouched || !proof.ok, JSON.stringify(answer).slice(0, 80));
      }
    });
  }

  test('where the scanner finds the comment, which it does unless it is inside of something else', () => {
    assert.deepEqual(missed, [
      'a script in HTML',
      'a block of a script in HTML',
      'a style in HTML',
      'a hole of a string in Ruby',
      'the page around PHP',
      'a docstring of Julia',
      'a fence in Markdown',
      'a list in Markdown',
    ]);
  });
});

const pieces = [
  ...hostileAnswers.filter(text => text.length < 100),
  ...[
    'word',
    ' ',
    '\n',
    '\n\n',
    '- item',
    '// ',
    '# ',
    '-- ',
    '"',
    "'",
    '`',
    '\\',
    '{',
    '}',
    '(',
    ')',
    '<',
    '>',
  ],
  ...['日本語', '🎉', '\t'],
];

const randomAnswer = (next: () => number) =>
  Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(pieces, next)).join('');

describe('nor does one put together at random', () => {
  for (const syntax of syntaxes) {
    test(`in ${syntax.name}`, async () => {
      const { replace, inItsText, asItIs } = await commentOf(syntax);
      const next = random(20_261);
      for (let count = 0; count < 24 / stride; count++) {
        const answer = randomAnswer(next);
        for (const replacement of [inItsText(answer), asItIs(answer)]) {
          const { proof, untouched } = await replace(replacement);
          assert.ok(untouched || !proof.ok, JSON.stringify(answer));
          if (!proof.ok) assert.equal(proof.block, replacement.block, JSON.stringify(answer));
        }
      }
    });
  }

  for (const [index, { languageId, source }] of [...corpus, ...sources].entries()) {
    test(`in file ${index + 1}, ${languageId}`, async () => {
      const { blocks, replace } = await document(languageId, source);
      const next = random(20_262);
      const replaceable = blocks.filter((block: CommentBlock) => !block.directive);
      for (let count = 0; count < 18 / stride; count++) {
        const block = pick(replaceable, next);
        const answer = randomAnswer(next);
        const { proof, untouched } = await replace({ block, source: replaceText(block, answer, '\n') });
        assert.ok(untouched || !proof.ok, `${JSON.stringify(answer)} in ${JSON.stringify(block)}`);
      }
    });
  }
});
