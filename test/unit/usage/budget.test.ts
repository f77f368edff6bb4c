import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Budget, BudgetGate } from '../../../src/usage/budget.ts';

const never = new AbortController().signal;
const ten = async (): Promise<Budget[]> => [{ of: 'day', limit: 10, spent: 0 }];

describe('the gate of budgets', () => {
  it('lets out as many as the budget is just enough for', async () => {
    const gate = new BudgetGate();
    for (const _ of [1, 2]) {
      const entered = await gate.enter(5, ten, never);
      assert.ok(entered && 'end' in entered);
    }
  });

  it('keeps no money for who leaves while the budgets are read', async () => {
    const gate = new BudgetGate();
    const leaving = new AbortController();
    const left = gate.enter(
      6,
      async () => {
        leaving.abort();
        return ten();
      },
      leaving.signal,
    );
    assert.equal(await left, undefined);
    const entered = await gate.enter(6, ten, never);
    assert.ok(entered && 'end' in entered);
    entered.end();
  });
});
