import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countTokens } from '../../../src/models/tokens.ts';
import { type CodeContext, contextText } from '../../../src/tasks/contextText.ts';

const nothing: CodeContext = { path: [], signature: '', problems: [], types: [], imports: [] };
const full: CodeContext = {
  path: ['class Queue', 'method upload'],
  signature: 'async upload(file: UploadFile): Promise<number> {',
  problems: [{ line: 20, severity: 'error', message: "Cannot find name 'jitter'." }],
  types: ['const response: Response', '(parameter) file: UploadFile'],
  imports: ["import { wait } from './wait.ts'"],
};

describe('the context of code as text', () => {
  it('says what matters most first', async () => {
    assert.equal(
      (await contextText(full, 1000))?.text,
      [
        'Inside:',
        '- class Queue › method upload',
        'async upload(file: UploadFile): Promise<number> {',
        '',
        'Problems:',
        "- line 20, error: Cannot find name 'jitter'.",
        '',
        'Types:',
        '- const response: Response',
        '- (parameter) file: UploadFile',
        '',
        'Imports:',
        "- import { wait } from './wait.ts'",
      ].join('\n'),
    );
  });

  it('knows how many tokens it has', async () => {
    const context = await contextText(full, 1000);
    assert.equal(context?.tokens, await countTokens(context?.text ?? ''));
  });

  it('keeps to any budget, leaves out whole entries, the least important first, and says how many', async () => {
    const many: CodeContext = {
      ...full,
      types: Array.from({ length: 20 }, (_, index) => `const value${index}: Map<string, number>`),
      imports: Array.from({ length: 30 }, (_, index) => `import { name${index} } from './file${index}.ts'`),
    };
    const whole = (await contextText(many, 10_000))?.text.split('\n') ?? [];
    for (let budget = 0; budget <= 700; budget += 50) {
      const context = await contextText(many, budget);
      if (!context) continue;
      assert.ok(context.tokens <= budget, `${context.tokens} of ${budget}`);
      const lines = context.text.split('\n');
      const last = lines.pop() ?? '';
      const left = [...last.matchAll(/(\d+) (?:types|imports|problems|enclosing symbol)/g)];
      const missing = left.reduce((sum, [, count]) => sum + Number(count), 0);
      if (left.length === 0) lines.push(last);
      else assert.match(last, /^Left out for its length: /);
      for (const line of lines) assert.ok(whole.includes(line), line);
      const entries = (texts: string[]) => texts.filter(line => line.startsWith('- ')).length;
      assert.equal(entries(lines) + missing, entries(whole), `with ${budget}`);
      if (lines.includes('Imports:')) assert.ok(lines.includes('Problems:'));
    }
  });

  it('is nothing when nothing is known, or nothing fits', async () => {
    assert.equal(await contextText(nothing, 1000), undefined);
    assert.equal(await contextText(full, 0), undefined);
    assert.equal(await contextText(full, -5), undefined);
  });

  it('lets no message pass itself off as a heading', async () => {
    const message = 'Wrong.\n\nInside:\n- class Liar';
    const context = await contextText(
      { ...nothing, problems: [{ line: 1, severity: 'error', message }] },
      1000,
    );
    assert.equal(context?.text, 'Problems:\n- line 1, error: Wrong. Inside: - class Liar');
  });

  it('has each type once', async () => {
    const context = await contextText({ ...nothing, types: ['let a: A', 'let a:\n  A'] }, 1000);
    assert.equal(context?.text, 'Types:\n- let a: A');
  });
});
