import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Silence } from '../../../src/openai/silence.ts';

const patience = { firstToken: 60_000, stall: 90_000, warning: 45_000 };
const start = { monotonic: 5_000, wall: 1_700_000_000_000 };

/** What a clock that is read every second says, and when, in seconds from now. */
function listen(silence: Silence, from: number, seconds: number): [at: number, due: string][] {
  return Array.from({ length: seconds }, (_, index) => from + index + 1).flatMap(second => {
    const time = second * 1_000;
    const due = silence.tick({ monotonic: start.monotonic + time, wall: start.wall + time });
    return due ? [[second, due] as [number, string]] : [];
  });
}

describe('silence', () => {
  it('before the first word is told once, then over', () => {
    const silence = new Silence(patience, start);
    assert.deepEqual(listen(silence, 0, 60), [
      [45, 'warning'],
      [60, 'over'],
    ]);
    assert.equal(silence.phase, 'firstToken');
  });

  it('between words is counted from the last of them', () => {
    const silence = new Silence(patience, start);
    assert.deepEqual(listen(silence, 0, 30), []);
    silence.content();
    assert.deepEqual(listen(silence, 30, 90), [
      [75, 'warning'],
      [120, 'over'],
    ]);
    assert.equal(silence.phase, 'stall');
  });

  it('is told again when it falls again', () => {
    const silence = new Silence(patience, start);
    silence.content();
    assert.deepEqual(listen(silence, 0, 50), [[45, 'warning']]);
    silence.content();
    assert.deepEqual(listen(silence, 50, 50), [[95, 'warning']]);
    assert.equal(silence.silent, 50_000);
  });

  it('behind the finish reason is soon over, and not told', () => {
    const silence = new Silence({ ...patience, warning: 1_000 }, start);
    silence.content();
    silence.finish();
    silence.content();
    assert.deepEqual(listen(silence, 0, 3), [[3, 'over']]);
    assert.equal(silence.phase, 'tail');
  });

  it('is told nobody without a time for it', () => {
    assert.deepEqual(listen(new Silence({ firstToken: 60_000, stall: 90_000 }, start), 0, 60), [
      [60, 'over'],
    ]);
  });

  it('through a sleep is over within two seconds of waking, unless something comes', () => {
    const wake = { monotonic: start.monotonic + 1_000, wall: start.wall + 8 * 3_600_000 };
    const soon = (seconds: number) => ({
      monotonic: wake.monotonic + seconds * 1_000,
      wall: wake.wall + seconds * 1_000,
    });
    const lost = new Silence(patience, start);
    lost.content();
    assert.equal(lost.tick(wake), 'warning');
    assert.equal(lost.tick(soon(1)), undefined);
    assert.equal(lost.tick(soon(2)), 'over');

    const alive = new Silence(patience, start);
    alive.content();
    alive.tick(wake);
    alive.content();
    assert.equal(alive.tick(soon(2)), undefined);
  });

  it('is not made longer by a clock that is set back', () => {
    const silence = new Silence(patience, start);
    assert.equal(silence.tick({ monotonic: start.monotonic + 59_000, wall: 0 }), 'warning');
    assert.equal(silence.tick({ monotonic: start.monotonic + 60_000, wall: 1_000 }), 'over');
  });

  it('after a clock was set ahead goes on while words come', () => {
    const silence = new Silence(patience, start);
    const year = 365 * 24 * 3_600_000;
    for (let second = 1; second < 200; second += 1) {
      silence.content();
      const wall = start.wall + second * year;
      assert.notEqual(silence.tick({ monotonic: start.monotonic + second * 1_000, wall }), 'over');
    }
  });
});
