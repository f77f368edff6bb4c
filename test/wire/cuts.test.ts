import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { healthy, type Recording, unhealthy } from './dialects.ts';
import { ofGloss } from './outcome.ts';
import { readPackets } from './readPackets.ts';
import { head } from './wireCase.ts';
import { startWireServer } from './wireServer.ts';

/** Every byte; but for a mutant of the code, which shows in many places, not all. */
const stride = process.env['GLOSS_MUTANT'] === undefined ? 1 : 7;

const bytesOf = ({ frames }: Recording) => Buffer.from(frames.map(({ raw }) => raw).join(''));

/** What the first bytes of a recording hold: a frame counts from the last of its bytes that says anything. */
function heldBy({ frames }: Recording, size: number): { text: string; begun: boolean; proven: boolean } {
  let begin = 0;
  let text = '';
  let begun = false;
  let proven = false;
  for (const { raw, adds = '', begins, proves } of frames) {
    if (size < begin + Buffer.byteLength(raw.trimEnd())) break;
    text += adds;
    begun ||= adds !== '' || begins === true;
    proven ||= proves ?? false;
    begin += Buffer.byteLength(raw);
  }
  return { text, begun, proven };
}

describe('a healthy answer', () => {
  it('comes from at least ten servers', () => {
    assert.ok(new Set(healthy.map(({ server }) => server)).size >= 10);
  });

  for (const recording of healthy) {
    const { server, text, usage } = recording;

    it(`of ${server} is complete`, async () => {
      await using wire = await startWireServer();
      const reply = [head(), bytesOf(recording)];
      const { state, texts, end } = await ofGloss(wire, {
        name: server,
        reply,
        required: { state: 'complete', text },
      });
      assert.equal(state, 'complete');
      assert.equal(texts.get(0), text);
      if (usage) assert.deepEqual([end?.usage?.promptTokens, end?.usage?.completionTokens], usage);
    });
  }
});

describe('an answer', () => {
  for (const recording of [...healthy, ...unhealthy]) {
    const { server, text, state = 'complete', kind } = recording;
    const bytes = bytesOf(recording);

    it(`of ${server} is the same wherever a packet ends`, async () => {
      for (let at = 0; at < bytes.length; at += stride) {
        const { texts, end } = await readPackets([bytes.subarray(0, at), bytes.subarray(at)]);
        assert.equal(end.state, state, `at ${at}`);
        assert.equal(end.failure?.kind, kind, `at ${at}`);
        assert.equal(texts.get(0) ?? '', text, `at ${at}`);
      }
    });

    it(`of ${server}, cut at any byte, is what has come of it, and nothing more`, async () => {
      for (let size = 0; size < bytes.length; size += stride) {
        const held = heldBy(recording, size);
        const { texts, end } = await readPackets([bytes.subarray(0, size)]);
        assert.equal(texts.get(0) ?? '', held.text, `at ${size}`);
        assert.equal(end.state, held.proven ? state : held.begun ? 'interrupted' : 'error', `at ${size}`);
        if (held.proven) assert.equal(end.failure?.kind, kind, `at ${size}`);
        else assert.match(end.failure?.kind ?? '', /^(brokenOff|empty)$/, `at ${size}`);
      }
    });

    it(`of ${server}, reset behind any event, is what has come of it`, async () => {
      for (const { index } of bytes.toString('latin1').matchAll(/(?<=(\r?\n){2})/g)) {
        const held = heldBy(recording, index);
        const reset = new TypeError('terminated');
        const { texts, end } = await readPackets([bytes.subarray(0, index)], { broken: reset });
        assert.equal(texts.get(0) ?? '', held.text, `at ${index}`);
        assert.equal(end.state, held.proven ? state : held.begun ? 'interrupted' : 'error', `at ${index}`);
      }
    });
  }
});
