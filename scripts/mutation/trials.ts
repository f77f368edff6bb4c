import { join } from 'node:path';
import { run } from 'node:test';
import { root } from '../folders.ts';
import { type Cost, limitCost } from './cost.ts';
import { startCoverage } from './coverage.ts';
import { type Change, loadAnew, loadedFiles } from './freshModules.ts';
import { Trial, type Verdict } from './trial.ts';

// A process that runs tests on one mutant after another. What happens outside of a test must not end it: it may come from a
// mutant that is long noticed.
process.on('uncaughtException', () => undefined);
process.on('unhandledRejection', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', message => {
  void decide(Trial.parse(message)).then(verdict => process.send?.(verdict));
});

async function decide({ test, limit, change, measures }: Trial): Promise<Verdict> {
  const endCoverage = measures ? startCoverage() : undefined;
  const { passed, ...cost } = await passes(test, limit, change);
  const measured = { loaded: loadedFiles(), covered: endCoverage?.() ?? {} };
  const isSure = passed || !change || (await passes(test, limit)).passed;
  return { passed, isSure, cost, ...measured, memory: process.memoryUsage().rss };
}

async function passes(file: string, limit: Cost, change?: Change): Promise<Cost & { passed: boolean }> {
  loadAnew(change);
  const end = limitCost(limit);
  const stop = new AbortController();
  let passed = 0;
  let failed = false;
  const fail = () => {
    failed = true;
    stop.abort();
  };
  try {
    const events = run({ files: [join(root, file)], isolation: 'none', signal: stop.signal });
    events.on('test:fail', fail).on('test:pass', () => (passed += 1));
    // A run in its own process ends when that has nothing left to do, which one that waits for messages never has. The runner
    // asks for all tests to be known before; they are when the first begins.
    events.once('test:dequeue', () => process.emit('beforeExit', 0));
    for await (const _ of events);
  } catch {
    failed = true;
  }
  return { passed: passed > 0 && !failed, ...end() };
}
