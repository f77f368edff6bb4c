import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelOf } from '../../../src/models/provider.ts';
import { openai } from '../../../src/models/providers/openai.ts';
import { costOf, formatCost, formatPrice } from '../../../src/usage/cost.ts';
import { addReceipts, receiptOf, tokensPerSecond } from '../../../src/usage/receipt.ts';

const price = { input: 0.15, cachedInput: 0.075, output: 0.6 };
const model = modelOf(openai, 'gpt-4o-mini');

describe('the cost of an answer', () => {
  it('counts cached tokens at their own price', () => {
    assert.equal(
      costOf({ promptTokens: 2_000_000, cachedTokens: 1_000_000, completionTokens: 1_000_000 }, price),
      0.825,
    );
  });

  it('of a long prompt is that of long prompts, from the first token on', () => {
    const longPrompt = { over: 272_000, input: 2, output: 1.5 };
    const usage = { promptTokens: 272_000, cachedTokens: 0, completionTokens: 1_000_000 };
    assert.equal(costOf(usage, { ...price, longPrompt }), 0.6408);
    assert.equal(costOf({ ...usage, promptTokens: 300_000 }, { ...price, longPrompt }), 0.99);
  });

  it('of a price keeps the digits that it is published with', () => {
    const written = [0, 0.075, 0.15, 0.0125, 4.5].map(dollars => formatPrice(dollars, 'en'));
    assert.deepEqual(written, ['$0.00', '$0.075', '$0.15', '$0.0125', '$4.50']);
  });

  it('of a rejected prediction is in that of the completion', () => {
    // What the API reported for an answer of 119 tokens, https://simonwillison.net/2024/Nov/4/predicted-outputs/.
    const usage = { promptTokens: 166, cachedTokens: 0, completionTokens: 226 };
    const prediction = { accepted: 49, rejected: 107 };
    assert.equal(costOf({ ...usage, prediction }, price), (166 * 0.15 + 226 * 0.6) / 1e6);
  });

  it('is written with the digits that matter', () => {
    const written = [0, 0.0000123, 0.00011, 0.0044, 0.0251, 0.0949, 0.5, 1.239].map(dollars =>
      formatCost(dollars, 'en'),
    );
    assert.deepEqual(written, [
      '$0.00',
      '$0.000012',
      '$0.00011',
      '$0.0044',
      '$0.025',
      '$0.095',
      '$0.50',
      '$1.24',
    ]);
  });
});

describe('a receipt', () => {
  const sent = { messages: [{ role: 'user' as const, content: 'Hello, world!' }] };

  it('keeps how it ended and what the provider calls it', async () => {
    const named = { finishReason: 'stop', requestId: 'req_1' };
    const receipt = await receiptOf({ state: 'complete', elapsed: 1, ...named }, model, sent, 'Hi');
    assert.deepEqual([receipt?.finishReason, receipt?.requestId], ['stop', 'req_1']);
  });

  it('takes the provider’s own count', async () => {
    const usage = { promptTokens: 10, cachedTokens: 4, completionTokens: 5 };
    const receipt = await receiptOf({ state: 'complete', usage, elapsed: 12 }, model, sent, 'Hi');
    assert.deepEqual(receipt, {
      model: 'gpt-4o-mini',
      ...usage,
      approximate: false,
      cost: costOf(usage, price),
      elapsed: 12,
    });
  });

  it('of a stopped answer is counted here, and says so', async () => {
    const receipt = await receiptOf({ state: 'stopped', elapsed: 1 }, model, sent, 'Hello, world!');
    assert.equal(receipt?.approximate, true);
    // Its words and its role, three more around it, three for the answer to begin.
    assert.equal(receipt.promptTokens, 4 + 1 + 3 + 3);
    assert.equal(receipt.completionTokens, 4);
    assert.ok(receipt.cost);
  });

  it('names no cost when the price is not known', async () => {
    const receipt = await receiptOf({ state: 'complete', elapsed: 1 }, modelOf(openai, 'other'), sent, 'Hi');
    assert.equal(receipt && 'cost' in receipt, false);
  });

  it('of several answers adds up what became of their predictions', async () => {
    const usage = { promptTokens: 1, cachedTokens: 0, completionTokens: 1 };
    const of = (prediction?: { accepted: number; rejected: number }) =>
      receiptOf(
        { state: 'complete', usage: { ...usage, ...(prediction ? { prediction } : {}) }, elapsed: 1 },
        model,
        sent,
        'Hi',
      );
    const receipts = await Promise.all([
      of({ accepted: 5, rejected: 1 }),
      of(),
      of({ accepted: 2, rejected: 3 }),
    ]);
    const all = receipts.filter(receipt => receipt !== undefined);
    assert.deepEqual(addReceipts(all)?.prediction, { accepted: 7, rejected: 4 });
    assert.equal('prediction' in (addReceipts(all.slice(1, 2)) ?? {}), false);
  });

  it('says how fast the answer came once it had begun', async () => {
    const usage = { promptTokens: 10, cachedTokens: 0, completionTokens: 100 };
    const of = (elapsed: number, firstToken?: number) =>
      receiptOf({ state: 'complete', usage, elapsed }, model, sent, 'Hi', firstToken);
    const [streamed, atOnce, unknown] = await Promise.all([of(2_500, 500), of(2_000, 1_990), of(2_000)]);
    assert.equal(streamed?.firstToken, 500);
    assert.equal(streamed && tokensPerSecond(streamed), 50);
    assert.equal(atOnce && tokensPerSecond(atOnce), 50);
    assert.equal(unknown && tokensPerSecond(unknown), 50);
    const none = streamed && { ...streamed, completionTokens: 0 };
    assert.equal(none && tokensPerSecond(none), undefined);
  });

  it('of several answers has no first token', async () => {
    const usage = { promptTokens: 1, cachedTokens: 0, completionTokens: 1 };
    const receipt = await receiptOf({ state: 'complete', usage, elapsed: 5 }, model, sent, 'Hi', 2);
    assert.ok(receipt);
    assert.equal('firstToken' in (addReceipts([receipt, receipt]) ?? {}), false);
    assert.equal(addReceipts([receipt])?.firstToken, 2);
  });

  it('is none when nothing was answered', async () => {
    assert.equal(await receiptOf({ state: 'error', elapsed: 1 }, model, sent, ''), undefined);
  });
});
