import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type Delta, DeltaFlow } from '../../../../src/vscode/panel/deltaFlow.ts';

describe('text on its way to a page', () => {
  let sent: Delta[];
  let flow: DeltaFlow;
  beforeEach(() => {
    sent = [];
    flow = new DeltaFlow(delta => sent.push({ ...delta }));
  });
  const add = (text: string, id = 'a') => flow.add({ id, text });

  it('goes at once when nothing is being painted, and together after what is', () => {
    add('1');
    assert.deepEqual(sent, [{ id: 'a', text: '1' }]);
    add('2');
    add('3');
    assert.equal(sent.length, 1);
    flow.painted();
    assert.deepEqual(sent.slice(1), [{ id: 'a', text: '23' }]);
    flow.painted();
    assert.equal(sent.length, 2);
    add('4');
    assert.equal(sent.length, 3);
  });

  it('is at most one message a frame, however much comes', () => {
    for (let frame = 0; frame < 100; frame++) {
      for (let count = 0; count < 50; count++) add('x');
      flow.painted();
    }
    assert.ok(sent.length <= 101, `${sent.length} messages`);
    assert.equal(sent.map(({ text }) => text).join('').length, 5_000);
  });

  /** How many characters a page is sent of an answer of so many, of which ten come a frame. */
  function charactersOf(length: number, held: (text: string, whole: string) => string): number {
    const sent: Delta[] = [];
    const flow = new DeltaFlow(delta => sent.push({ ...delta }));
    let whole = '';
    while (whole.length < length) {
      const text = 'ten signs.';
      whole += text;
      flow.add({ id: 'a', text: held(text, whole) });
      flow.painted();
    }
    return sent.reduce((sum, { text }) => sum + text.length, 0);
  }
  const isLinear = (held: (text: string, whole: string) => string) =>
    charactersOf(40_000, held) < 4.5 * charactersOf(10_000, held);

  it('is four times as much for an answer of four times the length', () => {
    assert.ok(isLinear(text => text));
  });

  it('would be found out if it were all of the answer each time', () => {
    assert.equal(
      isLinear((_, whole) => whole),
      false,
    );
  });

  it('of another answer comes after what is held of the one before', () => {
    add('1');
    add('2');
    add('3', 'b');
    assert.deepEqual(sent.slice(1), [{ id: 'a', text: '2' }]);
    flow.painted();
    assert.deepEqual(sent.slice(2), [{ id: 'b', text: '3' }]);
  });

  it('is not sent again with an answer that the page gets whole', () => {
    add('1');
    add('2');
    flow.forget('b');
    flow.forget('a');
    flow.painted();
    assert.equal(sent.length, 1);
  });

  it('begins anew with a page that has come anew, which will not paint what the earlier one was sent', () => {
    add('1');
    add('2');
    flow.reset();
    assert.equal(sent.length, 1);
    add('3');
    assert.deepEqual(sent.slice(1), [{ id: 'a', text: '3' }]);
  });
});
