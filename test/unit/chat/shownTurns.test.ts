import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { earlierTurns, lastTurns } from '../../../src/chat/shownTurns.ts';

describe('the turns that the webview is sent', () => {
  it('are the last ones when a conversation is opened, and all of a short one', () => {
    assert.equal(lastTurns(10_000), 9_950);
    assert.equal(lastTurns(51), 1);
    assert.equal(lastTurns(50), 0);
    assert.equal(lastTurns(0), 0);
  });

  it('are those that are on the screen already, however many that are', () => {
    assert.equal(lastTurns(10_000, 9_000), 9_000);
    assert.equal(lastTurns(10_000, 0), 0);
  });

  it('begin earlier where a branch has become shorter', () => {
    assert.equal(lastTurns(9_960, 9_950), 9_910);
    assert.equal(lastTurns(20, 9_950), 0);
  });

  it('are a page more when earlier ones are asked for', () => {
    assert.equal(earlierTurns(9_950), 9_900);
    assert.equal(earlierTurns(30), 0);
  });

  it('are as many more as it takes to have a certain one', () => {
    assert.equal(earlierTurns(9_950, 9_000), 9_000);
    assert.equal(earlierTurns(9_950, 9_940), 9_900);
  });
});
