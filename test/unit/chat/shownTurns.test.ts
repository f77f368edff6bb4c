import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { earlierTurns, lastTurns } from '../../../src/chat/shownTurns.ts';

const turns = (count: number, length = 10) =>
  Array.from({ length: count }, () => ({ text: 'x'.repeat(length) }));

describe('the turns that the webview is sent', () => {
  it('are the last ones when a conversation is opened, and all of a short one', () => {
    assert.equal(lastTurns(turns(10_000)), 9_976);
    assert.equal(lastTurns(turns(25)), 1);
    assert.equal(lastTurns(turns(24)), 0);
    assert.equal(lastTurns(turns(0)), 0);
  });

  it('are fewer when they are long, but one at least', () => {
    assert.equal(lastTurns(turns(100, 2_000)), 98);
    assert.equal(lastTurns(turns(100, 500_000)), 99);
    assert.equal(earlierTurns(turns(100, 2_000), 92), 84);
    assert.equal(earlierTurns(turns(100, 500_000), 99), 98);
  });

  it('are those that are on the screen already, however many that are', () => {
    assert.equal(lastTurns(turns(10_000), 9_000), 9_000);
    assert.equal(lastTurns(turns(10_000), 0), 0);
  });

  it('begin earlier where a branch has become shorter', () => {
    assert.equal(lastTurns(turns(9_960), 9_950), 9_936);
    assert.equal(lastTurns(turns(20), 9_950), 0);
  });

  it('are a page more when earlier ones are asked for', () => {
    assert.equal(earlierTurns(turns(10_000), 9_950), 9_900);
    assert.equal(earlierTurns(turns(10_000), 30), 0);
  });

  it('are as many more as it takes to have a certain one', () => {
    assert.equal(earlierTurns(turns(10_000), 9_950, 9_000), 9_000);
    assert.equal(earlierTurns(turns(10_000), 9_950, 9_940), 9_900);
  });
});
