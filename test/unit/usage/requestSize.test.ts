import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelOf } from '../../../src/models/provider.ts';
import { openai } from '../../../src/models/providers/openai.ts';
import { dearestCost, tokensAgainstLimit } from '../../../src/usage/requestSize.ts';

const model = modelOf(openai, 'gpt-4o-mini');
const price = { input: 1, cachedInput: 0.5, output: 10 };
const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'x'.repeat(4_000) }] };

describe('the size of a request', () => {
  it('counts against a limit by its characters, or by the longest answer, whichever is more', () => {
    const read = tokensAgainstLimit(body, model);
    assert.ok(read > 1_000 && read < 1_100, String(read));
    assert.ok(tokensAgainstLimit({ ...body, max_completion_tokens: 50 }, model) < read + 10);
    assert.equal(tokensAgainstLimit({ ...body, max_completion_tokens: 8_000 }, model), 8_000);
    assert.equal(
      tokensAgainstLimit(
        { ...body, max_tokens: 8_000 },
        { ...model, takes: { max_completion_tokens: { as: 'max_tokens' } } },
      ),
      8_000,
    );
  });

  it('costs no more than a token for each byte, and the longest answer as often as it is asked for', () => {
    const read = JSON.stringify(body).length / 1e6;
    const near = (actual: number, expected: number) =>
      assert.ok(Math.abs(actual - expected) < 1e-4, `${actual}, not ${expected}`);
    near(dearestCost(body, model, price), read + 0.16384);
    near(dearestCost({ ...body, max_completion_tokens: 1_000, n: 3 }, model, price), read + 0.03);
    near(dearestCost(body, { ...model, maxOutput: 0 }, price), read);
  });

  it('costs no more than a full window when a file goes along, of which nobody knows what a model reads', () => {
    const file = {
      type: 'file',
      file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERi0=' },
    };
    const withFile = { ...body, messages: [{ role: 'user', content: [file] }], max_completion_tokens: 0 };
    assert.equal(dearestCost(withFile, model, price), 0.128);
    const { contextWindow: _, ...unknown } = model;
    assert.equal(dearestCost(withFile, unknown, price), 1.05);
  });
});
