import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Budget, BudgetGate, nearlySpent } from '../../../src/usage/budget.ts';
import { costOfSums, Ledger, type Purpose } from '../../../src/usage/ledger.ts';
import type { Receipt } from '../../../src/usage/receipt.ts';
import { seededRandom } from '../../ui/webview/random.ts';
import { ledgerOnDisk } from './ledgerOnDisk.ts';

const tags: Purpose = { day: '2026-11-21', host: 'api.openai.com', task: 'tags' };
const never = new AbortController().signal;

function receipt(more: Partial<Receipt> = {}): Receipt {
  return {
    model: 'gpt-4o-mini',
    promptTokens: 100,
    cachedTokens: 10,
    completionTokens: 5,
    approximate: false,
    cost: 0.001,
    elapsed: 1,
    ...more,
  };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gloss-ledger-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the ledger', () => {
  it('adds up by day, endpoint, model and task', async () => {
    const ledger = new Ledger(ledgerOnDisk(folder), 'one');
    await ledger.add(tags, receipt());
    await ledger.add(tags, receipt({ approximate: true }));
    await ledger.add({ ...tags, task: 'chat' }, receipt({ model: 'other' }));
    const sums = await ledger.on('2026-11-21');
    assert.deepEqual(
      sums.map(({ task, model, requests, promptTokens, cost, approximate }) => [
        task,
        model,
        requests,
        promptTokens,
        cost,
        approximate,
      ]),
      [
        ['tags', 'gpt-4o-mini', 2, 200, 0.002, 1],
        ['chat', 'other', 1, 100, 0.001, 0],
      ],
    );
  });

  it('adds up every figure', async () => {
    const ledger = new Ledger(ledgerOnDisk(folder), 'one');
    const { cost: _none, ...unpriced } = receipt({ approximate: true });
    for (const one of [receipt(), unpriced, unpriced]) await ledger.add(tags, one);
    assert.deepEqual(await new Ledger(ledgerOnDisk(folder), 'two').on(tags.day), [
      {
        ...tags,
        model: 'gpt-4o-mini',
        requests: 3,
        promptTokens: 300,
        cachedTokens: 30,
        completionTokens: 15,
        cost: 0.001,
        approximate: 2,
        unpriced: 2,
      },
    ]);
  });

  it('counts what has no price, and adds nothing for it', async () => {
    const ledger = new Ledger(ledgerOnDisk(folder), 'one');
    const { cost: _none, ...unpriced } = receipt();
    await ledger.add(tags, unpriced);
    const [sum] = await ledger.on('2026-11-21');
    assert.deepEqual([sum?.cost, sum?.unpriced, sum?.promptTokens], [0, 1, 100]);
  });

  it('is that of all windows, those that are closed included', async () => {
    const [one, two] = ['one', 'two'].map(name => new Ledger(ledgerOnDisk(folder), name));
    await one?.add(tags, receipt());
    await two?.add(tags, receipt());
    await two?.add({ ...tags, day: '2026-11-03' }, receipt());
    const later = new Ledger(ledgerOnDisk(folder), 'three');
    assert.deepEqual(await later.spent('2026-11-21'), { day: 0.002, month: 0.003 });
    assert.deepEqual(await later.spent('2026-12-01'), { day: 0, month: 0 });
    assert.deepEqual((await later.since('2026-11-03')).length, 2, 'that day included');
    const recent = await later.since('2026-11-04');
    assert.deepEqual([...new Set(recent.map(({ day }) => day))], ['2026-11-21']);
  });

  it('is not harmed by a page that is broken, or was being written when the power went', async () => {
    const ledger = new Ledger(ledgerOnDisk(folder), 'one');
    await ledger.add(tags, receipt());
    await mkdir(join(folder, tags.day), { recursive: true });
    await writeFile(join(folder, tags.day, 'two.json'), '{"version":1,"sums":[{"day":');
    await writeFile(join(folder, tags.day, 'three.json.new'), 'x');
    const [sum] = await ledger.on(tags.day);
    const pages = {
      later: { version: 2, sums: [sum] },
      odd: { version: 1, sums: [{ ...sum, day: 'today' }] },
    };
    for (const [name, page] of Object.entries(pages)) {
      await writeFile(join(folder, tags.day, `${name}.json`), JSON.stringify(page));
    }
    assert.equal(costOfSums(await new Ledger(ledgerOnDisk(folder), 'four').on(tags.day)), 0.001);
    const kept = (await readdir(join(folder, tags.day))).filter(name => !name.endsWith('.new'));
    // What a later Gloss has written is not broken.
    assert.deepEqual(kept.sort(), ['later.json', 'odd.json.corrupt', 'one.json', 'two.json.corrupt']);
  });

  it('keeps everything that is added at once', async () => {
    const ledger = new Ledger(ledgerOnDisk(folder), 'one');
    await Promise.all(Array.from({ length: 50 }, () => ledger.add(tags, receipt())));
    const text = await readFile(join(folder, tags.day, 'one.json'), 'utf8');
    assert.equal(JSON.parse(text).sums[0].requests, 50);
  });

  it('says so when it cannot be written, and counts on', async () => {
    const broken = { ...ledgerOnDisk(folder), write: () => Promise.reject(new Error('full')) };
    const ledger = new Ledger(broken, 'one');
    await assert.rejects(ledger.add(tags, receipt()), /full/);
    assert.equal(costOfSums(await ledger.on(tags.day)), 0.001);
  });
});

describe('a budget', () => {
  const day = (spent: number): Budget => ({ of: 'day', limit: 1, spent });

  it('is nearly spent from four fifths on', () => {
    assert.deepEqual(nearlySpent([day(0.79), day(0.8), day(2)]), [day(0.8), day(2)]);
  });

  it('lets requests out beside each other while there is enough for all', async () => {
    const gate = new BudgetGate();
    const read = async () => [day(0)];
    for (const _round of [1, 2, 3]) assert.ok('end' in ((await gate.enter(0.3, read, never)) ?? {}));
    const controller = new AbortController();
    const fourth = gate.enter(0.3, read, controller.signal);
    await new Promise(resolve => setImmediate(resolve));
    controller.abort();
    assert.equal(await fourth, undefined);
  });

  it('stops before sending when it is spent', async () => {
    const gate = new BudgetGate();
    assert.deepEqual(await gate.enter(0.1, async () => [day(0.2), { ...day(1), of: 'month' }], never), {
      of: 'month',
      limit: 1,
      spent: 1,
    });
  });

  it('lets one out at a time for the last of it', async () => {
    const gate = new BudgetGate();
    let spent = 0.9;
    const read = async () => [day(spent)];
    const first = await gate.enter(0.3, read, never);
    const second = gate.enter(0.3, read, never);
    assert.ok(first && 'end' in first);
    spent = 0.95;
    first.end();
    const leave = await second;
    assert.ok(leave && 'end' in leave);
    spent = 1.1;
    const third = gate.enter(0.3, read, never);
    leave.end();
    assert.deepEqual(await third, day(1.1));
  });

  it('is not waited for longer than the user wants', async () => {
    const gate = new BudgetGate();
    await gate.enter(0.9, async () => [day(0)], never);
    const controller = new AbortController();
    const waiting = gate.enter(0.9, async () => [day(0)], controller.signal);
    await new Promise(resolve => setImmediate(resolve));
    controller.abort();
    assert.equal(await waiting, undefined);
    // Nor by somebody who comes when others wait already, and has gone.
    void gate.enter(0.9, async () => [day(0)], never);
    assert.equal(await gate.enter(0.9, async () => [day(0)], AbortSignal.abort()), undefined);
  });

  it('of two windows on one disk is never exceeded by more than the request that each has out', async () => {
    const limit = 1;
    const random = seededRandom(11);
    /** What a request costs, of which only the most is known before. */
    const dearest = 0.004;
    let sent = 0;
    const windows = ['one', 'two'].map(name => {
      const ledger = new Ledger(ledgerOnDisk(folder), name);
      const gate = new BudgetGate();
      const read = async () => [{ of: 'day' as const, limit, spent: (await ledger.spent(tags.day)).day }];
      const ask = async () => {
        const leave = await gate.enter(dearest, read, never);
        if (!leave || !('end' in leave)) return;
        sent += 1;
        await new Promise(resolve => setTimeout(resolve, random() * 3));
        await ledger.add(tags, receipt({ cost: dearest * (0.25 + 0.75 * random()) }));
        leave.end();
      };
      return { ledger, ask };
    });
    // A thousand, four at once in each window, as a task over many files has them.
    const run = async (ask: () => Promise<void>) => {
      for (let done = 0; done < 125; done += 1) await ask();
    };
    await Promise.all(windows.flatMap(({ ask }) => [1, 2, 3, 4].map(() => run(ask))));
    const spent = costOfSums(await new Ledger(ledgerOnDisk(folder), 'reader').on(tags.day));
    assert.ok(spent >= limit, `${spent} spent: all of it can be used`);
    assert.ok(spent <= limit + 2 * dearest, `${spent} spent of ${limit}`);
    assert.ok(sent > 300 && sent < 1_000, `${sent} sent: some of the thousand, not all`);
  });
});
