import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lex } from '../../../src/markdown/lex.ts';

/** The code in a text: `block` or `span`, each with its text. */
function codeIn(source: string): string[] {
  return lex(source).flatMap(token => {
    if (token.type === 'code') return [`block ${token.text}`];
    const inside = 'tokens' in token ? (token.tokens ?? []) : [];
    return inside.flatMap(inner => (inner.type === 'codespan' ? [`span ${inner.text}`] : []));
  });
}

describe('formulas', () => {
  const table: [what: string, source: string, code: string[]][] = [
    ['between dollars', 'so $a_1^2 = b$ holds', ['span $a_1^2 = b$']],
    ['in TeX’s own signs', 'so \\(x_1 * y_1 *\\) holds', ['span \\(x_1 * y_1 *\\)']],
    ['on lines of their own', 'text\n$$\n\\frac{a}{b} * c\n$$\nafter', ['block \\frac{a}{b} * c']],
    ['in TeX’s own signs on lines of their own', '\\[ x \\{ y \\} \\]', ['block x \\{ y \\}']],
  ];
  for (const [what, source, code] of table) {
    test(`${what} are code, as they were written`, () => {
      assert.deepEqual(codeIn(source), code);
      assert.equal(
        lex(source)
          .map(token => token.raw)
          .join(''),
        source,
      );
    });
  }

  for (const other of [
    'It costs $5, or $6.50 and $7_000',
    'set $HOME/$USER_NAME',
    'a $$ b',
    '$$\nopen\n\nnever closed',
    'only $ x_1 $ blanks',
  ]) {
    test(`are not in ${JSON.stringify(other)}`, () => assert.deepEqual(codeIn(other), []));
  }
});
