import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { IdleClock, Lull } from '../../../src/openai/idleClock.ts';
import type { Phase } from '../../../src/openai/silence.ts';

/** Resolves with the phase in which patience ran out. */
function clockWith(patience: ConstructorParameters<typeof IdleClock>[0]): {
  clock: IdleClock;
  over: Promise<Phase>;
} {
  let expired: (phase: Phase) => void = () => undefined;
  const over = new Promise<Phase>(resolve => (expired = resolve));
  return { clock: new IdleClock(patience, phase => expired(phase)), over };
}

const never = new Promise<never>(() => undefined);

describe('a clock for silence', () => {
  it('runs out before the first word, between words, and behind the last', async () => {
    const first = clockWith({ firstToken: 20, stall: 60_000 });
    assert.equal(await first.over, 'firstToken');
    const second = clockWith({ firstToken: 60_000, stall: 20 });
    second.clock.content();
    assert.equal(await second.over, 'stall');
    const last = clockWith({ firstToken: 60_000, stall: 60_000 });
    last.clock.finish();
    assert.equal(await last.over, 'tail');
  });

  it('tells of a lull while something is waited for, and the wait goes on', async () => {
    const { clock } = clockWith({ firstToken: 60_000, stall: 60_000, warning: 20 });
    const lull = await clock.lullOr(never);
    assert.ok(lull instanceof Lull && lull.silent >= 20);
    clock.content();
    assert.ok((await clock.lullOr(never)) instanceof Lull, 'each silence has its own');
    assert.equal(await clock.lullOr(Promise.resolve('value')), 'value');
    await assert.rejects(clock.lullOr(Promise.reject(new Error('no'))), /no/);
    clock.stop();
  });

  it('that is stopped says nothing more', async () => {
    const { clock, over } = clockWith({ firstToken: 10, stall: 10 });
    clock.stop();
    const other = clockWith({ firstToken: 60, stall: 60 });
    assert.equal(await Promise.race([over.then(() => 'stopped one'), other.over]), 'firstToken');
  });
});
