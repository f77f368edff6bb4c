import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCustomEndpoints } from '../../../src/models/customEndpoints.ts';
import { modelOf } from '../../../src/models/provider.ts';
import { providers } from '../../../src/models/providers/index.ts';
import { unorouter } from '../../../src/models/providers/unorouter.ts';
import { costOf } from '../../../src/usage/cost.ts';
import { addReceipts, receiptOf } from '../../../src/usage/receipt.ts';
import { dearestCost } from '../../../src/usage/requestSize.ts';
import { searchIn } from '../../../src/usage/searchCost.ts';

const tokens = { input: 0.15, cachedInput: 0.075, output: 0.6 };
const bySize = { low: 0.025, medium: 0.0275, high: 0.03 };
const takes = { web_search_options: {} };
const model = { ...modelOf(unorouter, 'gpt-4o-mini'), price: { ...tokens, search: bySize } };
const asking = (search_context_size?: unknown) => ({ web_search_options: { search_context_size } });

describe('a search of the web', () => {
  it('costs what its size does, the middle one unless one is asked for', () => {
    for (const [size, cost] of Object.entries(bySize))
      assert.deepEqual(searchIn(asking(size), model), { cost });
    assert.deepEqual(searchIn({ web_search_options: {} }, model), { cost: 0.0275 });
    assert.deepEqual(searchIn(asking('huge'), model), { cost: 0.0275 });
  });

  it('costs the same where there is one price', () => {
    assert.deepEqual(searchIn(asking('high'), { takes, price: { ...tokens, search: 0.004 } }), {
      cost: 0.004,
    });
  });

  it('is none where none was asked for, and one where it was', () => {
    assert.equal(searchIn({ model: 'a' }, model), undefined);
    assert.deepEqual(searchIn(asking('low'), { takes, price: tokens }), {}, 'at a price that is not known');
    assert.deepEqual(searchIn(asking('low'), { takes }), {});
  });

  it('is as many as the provider says', () => {
    assert.deepEqual(searchIn(asking('low'), model, 3), { cost: 3 * 0.025 });
    assert.equal(searchIn(asking('low'), model, 0), undefined);
    assert.deepEqual(searchIn({}, model, 1), { cost: 0.0275 }, 'unasked, too');
  });

  it('goes by the name that the provider has for it', () => {
    const named = { takes: { web_search_options: { as: 'search' } }, price: model.price };
    assert.deepEqual(searchIn({ search: { search_context_size: 'low' } }, named), { cost: 0.025 });
  });

  it('is part of what a request can cost at most', () => {
    const body = { model: 'a', messages: [], max_completion_tokens: 10 };
    const searched = { ...body, ...asking('high') };
    const more = dearestCost(searched, model, model.price) - dearestCost(body, model, model.price);
    assert.ok(more > 0.03 && more < 0.0301, String(more));
  });

  it('may have a price in the settings of an endpoint', () => {
    const priced = (search: unknown) => {
      const entry = { id: 'a', baseUrl: 'https://a.example/v1', price: { ...tokens, search } };
      const { providers: read, mistakes } = readCustomEndpoints([entry], providers);
      return read[0] ? modelOf(read[0], 'any').price?.search : mistakes[0]?.why;
    };
    assert.equal(priced(0.01), 0.01);
    assert.deepEqual(priced(bySize), bySize);
    for (const wrong of [-1, '0.01', { low: 1 }]) assert.equal(priced(wrong), 'form');
  });
});

describe('a receipt for an answer that was searched for', () => {
  const usage = { promptTokens: 300, cachedTokens: 0, completionTokens: 200 };
  const receipt = (search: { cost?: number } | undefined) =>
    receiptOf({ state: 'complete', usage, elapsed: 1 }, model, { messages: [], search }, 'Hi');

  it('has it in the cost, and says how much of that it is', async () => {
    const { cost, search } = (await receipt({ cost: 0.025 })) ?? {};
    assert.equal(cost, costOf(usage, tokens) + 0.025);
    assert.deepEqual(search, { cost: 0.025 });
  });

  it('says when its price is not known', async () => {
    const { cost, search } = (await receipt({})) ?? {};
    assert.equal(cost, costOf(usage, tokens));
    assert.deepEqual(search, {});
    assert.equal((await receipt(undefined))?.search, undefined);
  });

  it('of several adds them up, as far as their prices are known', async () => {
    const [one, free, unknown] = await Promise.all([receipt({ cost: 0.5 }), receipt(undefined), receipt({})]);
    assert.ok(one && free && unknown);
    assert.deepEqual(addReceipts([one, one])?.search, { cost: 1 });
    assert.deepEqual(addReceipts([one, free])?.search, { cost: 0.5 });
    assert.deepEqual(addReceipts([free, one])?.search, { cost: 0.5 });
    assert.deepEqual(addReceipts([one, unknown])?.search, {});
    assert.equal('search' in (addReceipts([free, free]) ?? {}), false);
  });
});
