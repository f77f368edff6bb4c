import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyReplacements } from '../../../src/comments/applyReplacements.ts';
import type { CommentBlock } from '../../../src/comments/commentBlock.ts';
import { replaceText, textOf } from '../../../src/comments/commentText.ts';
import { findComments } from '../../../src/comments/findComments.ts';
import { findPassages } from '../../../src/comments/findPassages.ts';
import { proveUntouched, type Replacement } from '../../../src/comments/proof.ts';
import { provable } from '../../../src/comments/provable.ts';
import type { TokenizedLine } from '../../../src/comments/tokens.ts';
import { pick, random } from '../random.ts';
import { corpus, sources } from './corpus.ts';
import { hostileAnswers } from './hostileAnswers.ts';
import { installedGrammars, tokenize } from './installedGrammars.ts';

/** An oracle of its own: the text and scopes of every token that is no comment, blanks and places left out. */
function codeOf(lines: readonly TokenizedLine[]): string {
  return lines
    .flatMap(({ text, tokens }) =>
      (tokens.length > 0 ? tokens : [{ start: 0, end: text.length, scopes: ['untokenised'] }])
        .filter(({ scopes }) => !scopes.some(scope => /comment|docstring/.test(scope)))
        .map(({ start, end, scopes }) => `${text.slice(start, end).trim()} ${scopes.join(' ')}`)
        .filter(token => !token.startsWith(' ')),
    )
    .join('\n');
}

async function replaceIn(
  languageId: string,
  source: string,
  pick: (blocks: CommentBlock[]) => Replacement[],
) {
  const before = await tokenize(languageId, source);
  const replacements = pick(findComments(before));
  const next = applyReplacements(source, replacements);
  const after = await tokenize(languageId, next);
  return { proof: proveUntouched(before, after, replacements), before, after, next };
}

const inText = (block: CommentBlock, text: string): Replacement => ({
  block,
  source: replaceText(block, text, '\n'),
});

describe('every comment at once can be replaced by', () => {
  const answers = {
    'its own text': textOf,
    'a longer text': (block: CommentBlock) =>
      `${textOf(block)} Und noch etwas mehr, damit es umbrechen muss.`,
    'one word': () => 'kurz',
    'wide characters': () => '保持队列的顺序，并且告诉读者这一点。'.repeat(4),
    'text from right to left, and emoji': () => 'שומר על הסדר 👩‍👩‍👧 é',
  };
  for (const [name, answer] of Object.entries(answers)) {
    test(name, async () => {
      for (const { languageId, source } of corpus) {
        const { proof, before, after } = await replaceIn(languageId, source, blocks =>
          blocks
            .filter(block => !block.directive && textOf(block) !== '')
            .map(block => inText(block, answer(block))),
        );
        assert.deepEqual(proof, { ok: true }, languageId);
        assert.equal(codeOf(after), codeOf(before), languageId);
      }
    });
  }
});

describe('of many answers at once, hostile ones among them, the harmless are written and all others reported:', () => {
  for (const { languageId, source } of sources) {
    test(languageId, async () => {
      const document = {};
      const read = async (text: string) =>
        (await installedGrammars.tokenize(languageId, text, document)) ?? assert.fail(languageId);
      const before = await read(source);
      const blocks = findComments(before).filter(
        block =>
          !block.directive &&
          textOf(block) !== '' &&
          // What the grammar does not take for a docstring is code to the oracle.
          (block.kind !== 'docstring' || block.scopes.some(scope => scope.includes('docstring'))),
      );
      const next = random(20_263);
      const isHostile = blocks.map(() => next() < 0.5);
      const wanted = blocks.map((block, index) =>
        inText(block, isHostile[index] ? pick(hostileAnswers, next) : `${textOf(block)} neu`),
      );
      const { safe, refused } = await provable(source, before, wanted, read);
      const settled = new Set([...safe, ...refused.map(({ replacement }) => replacement)]);
      assert.equal(safe.length + refused.length, wanted.length);
      assert.deepEqual(settled, new Set(wanted));
      for (const { replacement, reason } of refused) {
        assert.ok(isHostile[wanted.indexOf(replacement)], `${reason}: ${replacement.source}`);
      }
      assert.equal(codeOf(await read(applyReplacements(source, safe))), codeOf(before));
    });
  }
});

describe('a refusal names its reason and its comment', () => {
  const cases: [name: string, languageId: string, source: string, answer: string, reason: string][] = [
    ['a new delimiter', 'typescript', '/* a */', 'x */ evil(); /*', 'delimiter'],
    ['a delimiter of the page around', 'html', '<script>// a\n</script>', '</script>', 'delimiter'],
    ['a closing quote', 'python', '"""a"""', 'x""" + evil()', 'delimiter'],
    ['a quote at the end', 'python', '"""a"""', 'x"', 'escaped'],
    ['a quote of a docstring in single quotes', 'python', "'a'", "don't", 'delimiter'],
    ['a control character', 'c', '// a', 'x\u0000', 'control'],
    ['a bidi control', 'c', '// a', '\u202ex', 'bidi'],
    ['an escape that Java reads in comments', 'java', '// a', '\\u000a evil();', 'escape'],
    ['an escape in a docstring', 'python', '"""a"""', '\\x', 'escape'],
    ['an interpolation in a docstring', 'julia', '"""\na\n"""\nf(x) = 1', '$(evil)', 'escape'],
    ['a line continuation', 'c', '// a\nint x;', 'x\\', 'splice'],
    ['the trigraph for one', 'c', '// a\nint x;', 'x??/', 'splice'],
    ['a text that becomes a directive', 'typescript', '// a\nx;', '@ts-ignore', 'protected'],
    ['an encoding line', 'python', '# a', 'coding: utf-7', 'protected'],
    ['a directive', 'typescript', '// @ts-ignore', 'a', 'protected'],
    ['a line that became too long to judge', 'typescript', '// a', 'x'.repeat(20_001), 'untokenised'],
    ['nothing to read', 'typescript', '/* a */', ' ', 'empty'],
  ];
  for (const [name, languageId, source, answer, reason] of cases) {
    test(name, async () => {
      const { proof } = await replaceIn(languageId, source, ([block]) =>
        block ? [inText(block, answer)] : [],
      );
      assert.equal(proof.ok ? 'proved' : proof.reason, reason);
      assert.ok(!proof.ok && proof.block);
    });
  }

  test('a comment of another kind in its place', async () => {
    const { proof } = await replaceIn('javascript', '/* a */', ([block]) =>
      block ? [{ block, source: '// a' }] : [],
    );
    assert.equal(proof.ok ? 'proved' : proof.reason, 'escaped');
  });

  test('a line break beside code, which statements may end at', async () => {
    const { proof } = await replaceIn('javascript', 'return /* a */ x;', ([block]) =>
      block ? [{ block, source: '/* a\n */' }] : [],
    );
    assert.equal(proof.ok ? 'proved' : proof.reason, 'lines');
  });
});

describe('of a string or of prose, too:', () => {
  const cases: [name: string, languageId: string, source: string, answer: string, reason: string][] = [
    ['a closing quote', 'typescript', 'a("b c");', 'd", evil(), "e', 'delimiter'],
    ['a line break', 'typescript', 'a("b c");', '"d\ne"', 'lines'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
    ['a hole that is gone', 'typescript', 'a(`b ${c}`);', 'd', 'escape'],
    ['a placeholder that only its language knows', 'python', 'a("b % c" % d)', 'e % f', 'escape'],
    ['a value that became a key', 'typescript', "'b c'\n", 'use evil', 'protected'],
    ['a string for the program', 'typescript', "import 'b c';", 'd', 'protected'],
    ['an emphasis', 'markdown', 'a b\n', '**c**', 'markup'],
    ['a heading', 'markdown', 'a b\n', '# c', 'escaped'],
  ];
  for (const [name, languageId, source, answer, reason] of cases) {
    test(name, async () => {
      const before = await tokenize(languageId, source);
      const [block] = findPassages(before);
      assert.ok(block);
      const replacement = answer.includes('\n') ? { block, source: answer } : inText(block, answer);
      const after = await tokenize(languageId, applyReplacements(source, [replacement]));
      const proof = proveUntouched(before, after, [replacement]);
      assert.equal(proof.ok ? 'proved' : proof.reason, reason);
    });
  }
});

test('a comment that would move up to where it is an encoding line is refused', async () => {
  const source = '# one\n# two\n  # coding: utf-7\n';
  const { proof } = await replaceIn('python', source, ([block]) => (block ? [{ block, source: '# a' }] : []));
  assert.equal(proof.ok ? 'proved' : proof.reason, 'protected');
});

describe('the proof sees through a broken replacement:', () => {
  const source = 'const a = 1; // one\n/* two */ const b = 2;\n';
  const broken: [name: string, next: string][] = [
    ['a changed character of code', 'const a = 2; // eins\n/* two */ const b = 2;\n'],
    ['a changed blank', 'const a = 1;  // eins\n/* two */ const b = 2;\n'],
    ['code appended', 'const a = 1; // eins\n/* two */ const b = 2;\nevil();'],
    ['a line added', 'const a = 1; // eins\n\n/* two */ const b = 2;\n'],
    ['another comment changed', 'const a = 1; // eins\n/* zwei */ const b = 2;\n'],
    ['the comment left out', 'const a = 1; \n/* two */ const b = 2;\n'],
    ['the comment turned into code', 'const a = 1; eins;\n/* two */ const b = 2;\n'],
  ];
  for (const [name, next] of broken) {
    test(name, async () => {
      const before = await tokenize('typescript', source);
      const [block] = findComments(before);
      assert.ok(block);
      const after = await tokenize('typescript', next);
      assert.equal(proveUntouched(before, after, [{ block, source: '// eins' }]).ok, false);
    });
  }

  test('but lets the right one pass', async () => {
    const before = await tokenize('typescript', source);
    const [block] = findComments(before);
    assert.ok(block);
    const after = await tokenize('typescript', source.replace('one', 'eins'));
    assert.deepEqual(proveUntouched(before, after, [{ block, source: '// eins' }]), { ok: true });
  });

  test('a token that is read in another way although its text is the same', async () => {
    const before = await tokenize('typescript', source);
    const [block] = findComments(before);
    const after = structuredClone(before);
    after[1]?.tokens.at(-1)?.scopes.splice(-1, 1, 'string.template.ts');
    assert.ok(block);
    assert.equal(proveUntouched(before, after, [{ block, source: '// one' }]).ok, false);
  });
});

test('a docstring that only Python knows as one is replaced like the others', async () => {
  const source = 'def f():\n    u"""one\n    two"""\n    return u"no"\n';
  const { proof, next } = await replaceIn('python', source, blocks =>
    blocks.map(block => inText(block, 'eins')),
  );
  assert.deepEqual(proof, { ok: true });
  assert.equal(next, 'def f():\n    u"""eins\n    """\n    return u"no"\n');
});
