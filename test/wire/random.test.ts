import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { ofGloss } from './outcome.ts';
import { randomStream } from './randomStream.ts';
import { readPackets } from './readPackets.ts';
import { head } from './wireCase.ts';
import { startWireServer, type WireServer } from './wireServer.ts';

/** How many streams are tried: always the same, but for the long run, which begins with a seed of its own. */
const count = Number(process.env['GLOSS_STREAMS'] ?? 1_000);
const first = count > 1_000 ? Date.now() % 2 ** 31 : 1;
/** Seeds that have failed once; each is tried again in every run. */
const keptFile = join(import.meta.dirname, 'failedSeeds.json');
/** A mutant of the code fails on nearly all. */
const keeps = process.env['GLOSS_MUTANT'] === undefined;
/** Every so many goes through a connection, too, where packets may be put together. */
const overWire = 20;
/** Milliseconds in which a stream of a few thousand bytes has long been read. */
const hangs = 20_000;

describe('random streams', () => {
  const kept = z.array(z.number()).parse(JSON.parse(readFileSync(keptFile, 'utf8')));

  it('are read without a byte lost or changed, and end as they were made to', async test => {
    await using server = await startWireServer();
    const seeds = [...kept, ...Array.from({ length: count }, (_, index) => first + index)];
    for (const seed of seeds) {
      try {
        await check(seed, server);
      } catch (error) {
        if (keeps) writeFileSync(keptFile, `${JSON.stringify([...new Set([...kept, seed])])}\n`);
        throw new Error(`The stream of seed ${seed} is read wrong.`, { cause: error });
      }
    }
    test.diagnostic(`wire: ${seeds.length} random streams read right, from seed ${first} on`);
  });

  it('differ in how they end', () => {
    const states = new Set(Array.from({ length: 300 }, (_, seed) => randomStream(seed).state));
    assert.deepEqual([...states].sort(), ['complete', 'cut', 'error', 'filtered', 'interrupted']);
  });
});

async function check(seed: number, server: WireServer): Promise<void> {
  const { packets, reset, choices, texts, state, failed, toolCalls } = randomStream(seed);
  const broken = reset ? { broken: new TypeError('terminated') } : {};
  const read = await inTime(readPackets(packets, { choices, ...broken }));
  assert.deepEqual(read.texts, texts);
  assert.equal(read.end.state, state);
  assert.deepEqual(read.end.toolCalls ?? [], toolCalls);
  const { kind } = read.end.failure ?? {};
  if (!failed && kind) assert.match(kind, /^(brokenOff|empty)$/);
  // What a reset leaves of the bytes before it is the system's own affair.
  if (seed % overWire !== 0 || reset) return;
  const reply = [head(), ...packets];
  const asked = { n: choices };
  const heard = await inTime(ofGloss(server, { name: '', reply, asked, required: { state, text: '' } }));
  assert.deepEqual(heard.texts, texts);
  assert.equal(heard.state, state);
}

async function inTime<Value>(value: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It hangs.')), hangs);
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}
