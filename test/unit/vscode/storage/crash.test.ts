import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { random } from '../../random.ts';
import { type Confirmed, doneInBatch, modelNamed, openKept, paid, type Said, taggedFiles } from './kept.ts';

/** How many windows are killed: always by the same seed, but for the long run. */
const shortRun = 4;
const count = Number(process.env['GLOSS_KILLS'] ?? shortRun);
const seed = Number(process.env['SEED'] ?? (count > shortRun ? Date.now() % 2 ** 31 : 1));
/** Kills before the next ones begin with nothing on disk. */
const perFolder = 5;
/** Milliseconds that a window may live after it has begun. */
const mostLife = 200;

describe('two windows that write, one of them killed', () => {
  it('have lost nothing that was on disk, and left nothing that cannot be read', async test => {
    test.diagnostic(`${count} kills, seed ${seed}`);
    const next = random(seed);
    for (let killed = 0; killed < count; killed += perFolder) {
      await killSome(Math.min(perFolder, count - killed), next);
    }
  });
});

async function killSome(kills: number, next: () => number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gloss-crash-'));
  const confirmed: Confirmed[] = [];
  const begin = () => openWindow(folder, Math.floor(next() * 1e9), confirmed);
  let windows = await Promise.all([begin(), begin()]);
  try {
    for (let killed = 0; killed < kills; killed++) {
      await sleep(next() * mostLife);
      const [victim, survivor] = next() < 0.5 ? windows : windows.toReversed();
      if (!victim || !survivor) throw new Error('No window.');
      await victim.kill();
      await check(folder, [...confirmed]);
      windows = [survivor, await begin()];
    }
  } finally {
    await Promise.all(windows.map(window => window.kill()));
    await check(folder, confirmed);
    await rm(folder, { recursive: true });
  }
}

/** Resolves when the window writes. @param confirmed gets what it has on disk. */
async function openWindow(folder: string, seed: number, confirmed: Confirmed[]) {
  const args = [join(import.meta.dirname, 'storeWriter.ts'), folder, String(seed)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (printed + text).split('\n');
    // Of the last one there may be a part, and never more.
    printed = lines.pop() ?? '';
    for (const line of lines) confirmed.push(JSON.parse(line));
  });
  await Promise.race([once(child.stdout, 'data'), closed]);
  return {
    async kill() {
      child.kill('SIGKILL');
      await closed;
      assert.equal(child.signalCode, 'SIGKILL', 'it had ended by itself');
    },
  };
}

/** Opens a window, as far as what is on disk goes, and looks for all that was there once. */
async function check(folder: string, confirmed: readonly Confirmed[]): Promise<void> {
  const kept = openKept(folder);
  const said = new Map<string, Said>();
  const attached = new Map<string, readonly string[]>();
  const inBatch = new Set(await doneInBatch(kept));
  const tagged = new Set(await taggedFiles(kept));
  await kept.memory.load();
  let payments = 0;
  for (const one of confirmed) {
    if (one.did === 'say') said.set(one.turn, one);
    if (one.did === 'pay') payments++;
    if (one.did === 'attach') attached.set(one.conversation, one.labels);
    if (one.did === 'batch') assert.ok(inBatch.has(one.uri), 'a result of a task over many files');
    if (one.did === 'tag') assert.ok(tagged.has(one.file), 'the tags of a file');
    if (one.did === 'learn') {
      assert.equal(kept.memory.of(modelNamed(one.model)).refusals.length, 1, 'what was found out of a model');
    }
    if (one.did === 'translate')
      assert.equal(await kept.translations.get(one.key), one.text, 'a translation');
  }
  assert.ok((await paid(kept)) >= payments, 'what was paid');
  const conversations = new Map(
    await Promise.all(
      [...new Set([...said.values()].map(({ conversation }) => conversation))].map(
        async id => [id, await kept.conversations.read(id)] as const,
      ),
    ),
  );
  for (const [turn, { conversation, start, length }] of said) {
    const found = conversations.get(conversation)?.nodes.get(turn)?.turn.text ?? '';
    assert.ok(found.startsWith(start) && found.length >= length, `what was said: ${start}`);
  }
}
