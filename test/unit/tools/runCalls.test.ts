import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ToolCall } from '../../../src/openai/answer.ts';
import { Approvals, type Decision } from '../../../src/tools/approvals.ts';
import type { OfferedTool, PreparedCall } from '../../../src/tools/offeredTool.ts';
import { longestResult } from '../../../src/tools/result.ts';
import { type CallChange, runCalls } from '../../../src/tools/runCalls.ts';

const tool = (name: string, prepare: (args: unknown) => PreparedCall): OfferedTool => ({
  ...{ name, description: '', parameters: {}, strict: true, readsOnly: true },
  prepare: async args => prepare(args),
});
const echo = tool('echo', args => ({ run: async () => JSON.stringify(args) }));
const hang = tool('hang', () => ({ run: () => new Promise<string>(() => {}) }));
const call = (name: string, args = '{}', id = 'c'): ToolCall => ({ id, name, arguments: args });

interface Run {
  changes: [number, CallChange][];
  isMistaken: boolean;
}

async function run(
  calls: readonly ToolCall[],
  tools: readonly OfferedTool[],
  { permits = true, signal = new AbortController().signal, longestRun = 60_000 } = {},
): Promise<Run> {
  const changes: Run['changes'] = [];
  const host = {
    tools,
    longestRun,
    permits: async () => permits,
    tell: (index: number, change: CallChange) => void changes.push([index, change]),
  };
  return { isMistaken: await runCalls(calls, host, signal), changes };
}

const lastOf = ({ changes }: Run, index = 0) => changes.findLast(([at]) => at === index)?.[1];

describe('calls of tools', () => {
  it('run side by side, and each has its own result', async () => {
    const running: (() => void)[] = [];
    const both = tool('both', args => ({
      run: () =>
        new Promise(resolve => {
          running.push(() => resolve(JSON.stringify(args)));
          // The first ends after the second.
          if (running.length === 2) for (const end of running.toReversed()) end();
        }),
    }));
    const done = await run([call('both', '{"a":1}'), call('both', '{"a":2}')], [both]);
    assert.equal(lastOf(done, 0)?.result, '{"a":1}');
    assert.equal(lastOf(done, 1)?.result, '{"a":2}');
    assert.deepEqual(done.changes.map(([index, { state }]) => `${index} ${state}`).sort(), [
      '0 done',
      '0 running',
      '1 done',
      '1 running',
    ]);
    assert.ok(Number(lastOf(done)?.tokens) > 0);
    assert.equal(typeof lastOf(done)?.elapsed, 'number');
  });

  const mistakes: [what: string, ToolCall, RegExp][] = [
    ['of what there is not', call('rm'), /There is no tool rm\./],
    ['whose arguments are no JSON', call('echo', '{"a":'), /have to be a JSON object/],
    ['whose arguments are no object', call('echo', '[1]'), /have to be a JSON object/],
    ['that the tool does not take', call('picky'), /No path\./],
    ['at which the tool itself fails', call('broken'), /could not be read: boom/],
  ];
  const picky = tool('picky', () => ({ mistake: 'No path.' }));
  const broken = tool('broken', () => {
    throw new Error('boom');
  });
  for (const [what, mistake, words] of mistakes) {
    it(`are a mistake ${what}, of which the model is told, and the others run`, async () => {
      const done = await run([mistake, call('echo')], [echo, picky, broken]);
      assert.equal(done.isMistaken, true);
      assert.equal(lastOf(done)?.state, 'failed');
      assert.match(lastOf(done)?.result ?? '', words);
      assert.equal(lastOf(done, 1)?.state, 'done');
    });
  }

  it('need no arguments where a tool takes none', async () => {
    const done = await run([call('echo', ' ')], [echo]);
    assert.deepEqual([lastOf(done)?.result, done.isMistaken], ['{}', false]);
  });

  it('are told of when a tool throws, or does not end', async () => {
    const throwing = tool('throwing', () => ({ run: () => Promise.reject(new Error('no disk')) }));
    const done = await run([call('throwing'), call('hang')], [throwing, hang], { longestRun: 20 });
    assert.match(lastOf(done)?.result ?? '', /The tool failed: no disk/);
    assert.match(lastOf(done, 1)?.result ?? '', /took too long/);
    assert.equal(done.isMistaken, false);
  });

  it('are cut when they return too much, never within a character', async () => {
    const much = tool('much', () => ({
      run: async () => 'x'.repeat(longestResult - 1) + '😀'.repeat(5_000_000),
    }));
    const result = lastOf(await run([call('much')], [much]))?.result ?? '';
    assert.ok(result.length < longestResult + 100);
    assert.doesNotThrow(() => encodeURIComponent(result));
    assert.match(result, /\[It was cut: it had 10015999 characters\.\]$/);
  });

  it('end when the user stops, also those that do not heed it, and those not begun are not', async () => {
    const controller = new AbortController();
    const running = run([call('hang')], [hang], { signal: controller.signal });
    controller.abort();
    assert.equal(lastOf(await running)?.state, 'stopped');
    const never = await run([call('echo')], [echo], { signal: controller.signal });
    assert.deepEqual(never.changes, [[0, { state: 'stopped' }]]);
  });

  it('that the user refuses are not run, and the model is told', async () => {
    const ran: unknown[] = [];
    const asked = tool('asked', args => ({ run: async () => String(ran.push(args)) }));
    const done = await run([call('asked')], [asked], { permits: false });
    assert.deepEqual(
      done.changes.map(([, { state }]) => state),
      ['refused'],
    );
    assert.match(lastOf(done)?.result ?? '', /did not permit/);
    assert.deepEqual(ran, []);
  });
});

describe('approvals', () => {
  const { signal } = new AbortController();

  it('are good once, for what was asked about', async () => {
    const approvals = new Approvals();
    const decided: Promise<Decision> = approvals.ask('a', signal);
    assert.equal(approvals.decide('b', 'allow'), false);
    assert.equal(approvals.decide('a', 'allow'), true);
    assert.equal(approvals.decide('a', 'allow'), false);
    assert.equal(await decided, 'allow');
  });

  it('given before anybody asks are good for nothing', async () => {
    const approvals = new Approvals();
    assert.equal(approvals.decide('a', 'allow'), false);
    const controller = new AbortController();
    const decided = approvals.ask('a', controller.signal);
    controller.abort();
    assert.equal(await decided, 'refuse');
    assert.equal(approvals.decide('a', 'allow'), false);
    assert.equal(await approvals.ask('a', controller.signal), 'refuse');
  });
});
