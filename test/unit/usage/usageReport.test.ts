import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Sum } from '../../../src/usage/ledger.ts';
import { usageCsv } from '../../../src/usage/usageCsv.ts';
import { firstDay, reportUsage } from '../../../src/usage/usageReport.ts';

function sum(more: Partial<Sum> = {}): Sum {
  return {
    day: '2026-11-21',
    host: 'api.openai.com',
    model: 'gpt-4o-mini',
    task: 'tags',
    requests: 1,
    promptTokens: 100,
    cachedTokens: 0,
    completionTokens: 10,
    cost: 0.5,
    approximate: 0,
    unpriced: 0,
    ...more,
  };
}

describe('a report of usage', () => {
  it('has every day, over the end of a month', () => {
    const { days } = reportUsage([sum({ day: '2026-11-01' })], '2026-11-02', 4);
    assert.deepEqual(
      days.map(({ day, amount }) => [day, amount]),
      [
        ['2026-10-30', 0],
        ['2026-10-31', 0],
        ['2026-11-01', 0.5],
        ['2026-11-02', 0],
      ],
    );
    assert.equal(firstDay('2027-01-01', 2), '2026-12-31');
  });

  it('leaves out what is before and after', () => {
    const { total, rows } = reportUsage(
      [sum({ day: '2026-11-14' }), sum({ day: '2026-11-22' })],
      '2026-11-21',
      7,
    );
    assert.equal(total, undefined);
    assert.deepEqual(rows, []);
  });

  it('splits each day by task, the dearest task of all days first', () => {
    const sums = [
      sum({ cost: 0.3 }),
      sum({ task: 'chat', cost: 0.1 }),
      sum({ task: 'chat', model: 'other', cost: 0.1 }),
      sum({ day: '2026-11-20', task: 'chat', cost: 2 }),
    ];
    const { days, tasks } = reportUsage(sums, '2026-11-21', 2);
    assert.deepEqual(tasks, ['chat', 'tags']);
    assert.deepEqual(
      days.map(({ parts }) => parts),
      [
        [{ task: 'chat', amount: 2 }],
        [
          { task: 'chat', amount: 0.2 },
          { task: 'tags', amount: 0.3 },
        ],
      ],
    );
  });

  it('has a row for each task and model at each endpoint, and their sum', () => {
    const sums = [sum(), sum({ day: '2026-11-20' }), sum({ host: 'localhost:11434', cost: 0, unpriced: 1 })];
    const { rows, total } = reportUsage(sums, '2026-11-21', 2);
    assert.deepEqual(
      rows.map(({ host, requests, cost }) => [host, requests, cost]),
      [
        ['api.openai.com', 2, 1],
        ['localhost:11434', 1, 0],
      ],
    );
    assert.deepEqual([total?.requests, total?.cost, total?.unpriced], [3, 1, 1]);
  });

  it('measures by tokens what has no price', () => {
    const { measure, days } = reportUsage([sum({ cost: 0, unpriced: 1 })], '2026-11-21', 1);
    assert.equal(measure, 'tokens');
    assert.equal(days[0]?.amount, 110);
    assert.equal(reportUsage([], '2026-11-21', 1).measure, 'cost', 'of nothing there is nothing to say');
  });
});

describe('usage as CSV', () => {
  it('has a row for each sum, with costs to the last digit', () => {
    assert.equal(
      usageCsv([sum({ cost: 0.00000123 })]),
      'day,host,model,task,requests,promptTokens,cachedTokens,completionTokens,cost,approximate,unpriced\r\n' +
        '2026-11-21,api.openai.com,gpt-4o-mini,tags,1,100,0,10,0.00000123,0,0\r\n',
    );
  });

  it('is safe to open in a spreadsheet', () => {
    const [, row] = usageCsv([sum({ model: '=cmd()', task: 'user:a "b", c' })]).split('\r\n');
    assert.equal(row, `2026-11-21,api.openai.com,'=cmd(),"user:a ""b"", c",1,100,0,10,0.50000000,0,0`);
  });
});
