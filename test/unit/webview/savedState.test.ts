import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Host } from '../../../src/webview/host.ts';
import { loadSaved, save } from '../../../src/webview/savedState.ts';

function memory(state?: unknown): Host & { state: unknown } {
  return {
    state,
    postMessage() {},
    getState() {
      return this.state;
    },
    setState(next) {
      this.state = next;
    },
  };
}

describe('what the webview remembers', () => {
  test('is a draft and a position for each conversation', () => {
    const host = memory();
    save(host, 'a', { draft: 'for a' });
    save(host, 'b', { place: { turn: 't', offset: 12 } });
    save(host, 'a', { place: { turn: 'u', offset: 3 } });
    assert.deepEqual(loadSaved(host, 'a'), { draft: 'for a', place: { turn: 'u', offset: 3 } });
    assert.deepEqual(loadSaved(host, 'b'), { draft: '', place: { turn: 't', offset: 12 } });
  });

  test('is an empty draft at the end for a conversation never seen', () => {
    assert.deepEqual(loadSaved(memory(), 'new'), { draft: '', place: null });
  });

  test('leaves nothing behind when there is nothing to remember', () => {
    const host = memory();
    save(host, 'a', { draft: 'x' });
    save(host, 'a', { draft: '' });
    assert.deepEqual(host.state, {});
  });

  for (const broken of [
    undefined,
    null,
    7,
    'x',
    [],
    { a: null },
    { a: { draft: 1, place: null } },
    { a: { draft: '', place: { turn: 't' } } },
  ]) {
    test(`survives a state of another shape: ${JSON.stringify(broken)}`, () => {
      assert.deepEqual(loadSaved(memory(broken), 'a'), { draft: '', place: null });
    });
  }
});
