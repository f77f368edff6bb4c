import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type BodyPart,
  BodyTooLarge,
  type Bytes,
  largestBody,
  readBody,
  readText,
} from '../../../src/openai/body.ts';

/** A body of these packets, and how many of them were taken out of it. */
function bodyOf(packets: Iterable<Bytes>): {
  body: ReadableStream<Bytes>;
  taken: () => number;
  left: () => boolean;
} {
  const iterator = packets[Symbol.iterator]();
  let taken = 0;
  let left = false;
  const body = new ReadableStream<Bytes>(
    {
      pull(controller) {
        const next = iterator.next();
        if (next.done) return controller.close();
        taken += 1;
        controller.enqueue(next.value);
      },
      cancel() {
        left = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken: () => taken, left: () => left };
}

const bytes = (text: string): Bytes => new Uint8Array(Buffer.from(text));

async function partsOf(...texts: string[]): Promise<BodyPart[]> {
  return (await packetsOf(texts.map(bytes))).flat();
}

/** What each packet brings. */
async function packetsOf(packets: Iterable<Bytes>): Promise<BodyPart[][]> {
  const all: BodyPart[][] = [];
  for await (const together of readBody(bodyOf(packets).body)) all.push(together);
  return all;
}

describe('a body', () => {
  const event = { type: 'event', event: 'message', data: 'a' } as const;

  it('is events, or a document, by how it begins', async () => {
    assert.deepEqual(await partsOf('data: a\n\n'), [event]);
    assert.deepEqual(await partsOf(' \n', '{"a":', '1}'), [{ type: 'document', text: ' \n{"a":1}' }]);
    assert.deepEqual(await partsOf('[1]'), [{ type: 'document', text: '[1]' }]);
    assert.deepEqual(await partsOf('\uFEFF', '<html>', '</html>'), [
      { type: 'document', text: '<html></html>' },
    ]);
    assert.deepEqual(await partsOf('Bad ', 'Gateway'), [{ type: 'document', text: 'Bad ' }]);
    assert.deepEqual(await partsOf('', ' \n'), []);
    for (const line of ['event: x', 'id: 1', 'retry: 5', 'data', 're', 'i', 'e']) {
      assert.deepEqual(
        await partsOf(line),
        line === 'data' ? [{ ...event, data: '', unfinished: true }] : [],
      );
    }
    assert.deepEqual(await partsOf(' ', 'data: a\n\n'), [], 'a blank in front of a field makes it another');
  });

  it('is yielded as it comes: what a packet brings at once, and nothing for one that brings nothing', async () => {
    const packets = ['data: a\n\ndata: a\n\nda', 'ta', ': a\n', '\n', ':'].map(bytes);
    assert.deepEqual(await packetsOf(packets), [
      [event, event],
      [event],
      [{ type: 'comment', unfinished: true }],
    ]);
  });

  it('says of an event that it is not finished', async () => {
    assert.deepEqual(await partsOf('data: a\n\ndata: a\n'), [event, { ...event, unfinished: true }]);
    assert.deepEqual(await partsOf('dat'), []);
  });

  it('says of what follows a byte that is no text that it is damaged', async () => {
    const packets = [bytes('data: a\n\n'), Uint8Array.of(0xff, 10), bytes('data: a\n\n')];
    const parts = await packetsOf(packets);
    assert.deepEqual(parts, [[event], [{ ...event, damaged: true }]]);
  });

  it('is read no faster than it is asked for, and left when nobody asks any more', async () => {
    const source = bodyOf(Array<Bytes>(9).fill(bytes('data: a\n\n')));
    for await (const parts of readBody(source.body)) {
      assert.deepEqual(parts, [event]);
      break;
    }
    assert.equal(source.taken(), 1);
    assert.equal(source.left(), true);
  });

  it('that does not come to an end is left', async () => {
    const packet = bytes(`:${'x'.repeat(2 ** 20 - 2)}\n`);
    const source = bodyOf(
      (function* () {
        for (;;) yield packet;
      })(),
    );
    await assert.rejects(async () => {
      for await (const [part] of readBody(source.body)) assert.equal(part?.type, 'comment');
    }, BodyTooLarge);
    assert.equal(source.taken(), largestBody / packet.byteLength + 1);
    assert.equal(source.left(), true);
  });

  it('is one text, as long as it is not longer than that', async () => {
    const packets = ['wö', 'rld'].map(bytes);
    assert.equal(await readText(bodyOf(packets).body, 6), 'wörld');
    assert.equal(await readText(null, 6), '');
    const source = bodyOf(packets);
    await assert.rejects(readText(source.body, 5), BodyTooLarge);
    assert.equal(source.left(), true);
  });
});
