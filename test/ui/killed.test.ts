import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConversation } from '../../src/chat/conversationFile.ts';
import type { Turn } from '../../src/chat/turn.ts';
import { newPage, sharedEditor } from './harness/editorServer.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { openGloss } from './harness/openGloss.ts';
import { seededRandom } from './webview/random.ts';

/** How often an extension host is killed: by the same seed, but for the long run, which begins with one of its own. */
const shortRun = 1;
const count = Number(process.env['GLOSS_HOST_KILLS'] ?? shortRun);
const isLong = count > shortRun;
const seed = isLong ? Date.now() % 2 ** 31 : 1;
/** Milliseconds between two pieces of an answer, and of it at most on its way to the disk. */
const pace = 25;
const mostLost = 1_000;

/** An answer as the endpoint sends it, by its own clock, until it is told to end. */
interface Stream {
  question: string;
  /** Of the client's end of the connection. */
  port: number;
  pieces: { text: string; at: number }[];
  response: ServerResponse;
  end(): void;
}

const streams: Stream[] = [];
const server = createServer(async (request, response) => {
  const chunks = await request.toArray();
  const question = /q\d+-\w+/g;
  const found = Buffer.concat(chunks).toString().match(question)?.at(-1);
  if (found === undefined) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (choice: object) => {
    const chunk = { id: 'x', object: 'chat.completion.chunk', created: 0, model: 'gpt-4o-mini' };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, ...choice }] })}\n\n`);
  };
  const pieces: Stream['pieces'] = [];
  const timer = setInterval(() => {
    const text = `${found}/${pieces.length} `;
    pieces.push({ text, at: performance.now() });
    send({ delta: { content: text }, finish_reason: null });
  }, pace);
  response.on('close', () => clearInterval(timer));
  streams.push({
    ...{ question: found, port: request.socket.remotePort ?? 0, pieces, response },
    end() {
      clearInterval(timer);
      send({ delta: {}, finish_reason: 'stop' });
      response.end('data: [DONE]\n\n');
    },
  });
  server.emit('stream');
});

let windows: GlossWindow[];
before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const first = await openGloss({ endpoint: { baseUrl: `http://127.0.0.1:${serverPort()}/v1` } });
  // In another browser: of the windows of one that have a folder open, the editor keeps the drafts of whichever wrote last.
  windows = [first, await first.another(await newPage(await sharedEditor()))];
  for (const window of windows) await (await window.openPanel()).waitForSelector('[data-part="composer"]');
});
after(async () => {
  for (const window of windows) await window.close();
  server.closeAllConnections();
  server.close();
});

describe('an extension host that is killed while two windows write', () => {
  it('has lost no question, of the answer at most what came within the last second, and nothing is unreadable', async test => {
    test.diagnostic(`${count} kills, seed ${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < count; round++) {
      const [victim, other] = random() < 0.5 ? windows : windows.toReversed();
      if (!victim || !other) throw new Error('no window');
      const beside = await ask(other, `q${round}-other`);
      // Last, so that its conversation is the one to come back.
      const asked = await ask(victim, `q${round}-victim`);
      const host = await ownerOf(asked.port);
      await sleep(random() * 2_500);
      if (round % 2 === 0) {
        await kill(host, [asked, beside]);
        await comesBack(victim, asked.question, 'interrupted');
      } else {
        await finish(victim, asked);
        await type(victim, `q${round}-sent`);
        await sleep(random() * 60);
        await kill(host, [beside]);
        const turns = await storedTurns();
        // Else it is still a draft, which the editor takes a moment to keep.
        if (!turns.some(({ text }) => text === `q${round}-sent`)) await victim.keeps(`q${round}-sent`);
        await comesBack(victim, `q${round}-sent`);
      }
      await finish(other, beside);
    }
  });
});

async function type(window: GlossWindow, question: string): Promise<void> {
  const panel = await window.panel();
  await panel.locator('[data-part="composer"]').fill(question);
  await panel.locator('[data-action="send"]').click();
}

/** Asks, and resolves when the answer comes. */
async function ask(window: GlossWindow, question: string): Promise<Stream> {
  await window.newChat();
  await type(window, question);
  for (;;) {
    const stream = streams.find(stream => stream.question === question);
    if (stream) return stream;
    await once(server, 'stream');
  }
}

async function finish(window: GlossWindow, stream: Stream): Promise<void> {
  stream.end();
  const last = stream.pieces.at(-1)?.text.trim() ?? '';
  await window.answer('complete', last);
}

/** Kills a process, and looks at what it has left. @param running what was being answered */
async function kill(pid: number, running: readonly Stream[]): Promise<void> {
  process.kill(pid, 'SIGKILL');
  const killedAt = performance.now();
  while (isAlive(pid)) await sleep(5);
  const turns = await storedTurns();
  const textOf = (role: Turn['role'], start: string) =>
    turns.find(turn => turn.role === role && turn.text.startsWith(start))?.text ?? '';
  for (const { question } of streams) assert.equal(textOf('user', question), question, 'what was asked');
  for (const { question, pieces } of running) {
    const kept = textOf('assistant', `${question}/`);
    assert.ok(
      pieces
        .map(({ text }) => text)
        .join('')
        .startsWith(kept),
      'nothing else',
    );
    // Beside other tests a host may get no time to run for longer than that.
    const due = pieces.filter(({ at }) => isLong && at < killedAt - mostLost).map(({ text }) => text);
    assert.ok(kept.startsWith(due.join('')), `${kept.length} of ${due.join('').length} characters`);
  }
}

/** After a reload the question is there: in the conversation, or still to be sent. */
async function comesBack(window: GlossWindow, question: string, state?: 'interrupted'): Promise<void> {
  await window.reload();
  const panel = await window.openPanel();
  const asked = panel.locator('[data-role="user"]').filter({ hasText: question });
  const draft = panel.locator('[data-part="composer"]');
  await panel.locator('[data-role]').first().waitFor();
  if (state) await window.answer(state);
  const isAsked = (await asked.count()) > 0;
  assert.ok(isAsked || (await draft.inputValue()) === question, `${question} is there`);
}

/** All that was said, as it is on disk; every file of a conversation can be read. */
async function storedTurns(): Promise<Turn[]> {
  const { userDataDir } = await sharedEditor();
  const folder = join(userDataDir, 'User', 'globalStorage', 'gloss.gloss', 'workspaces');
  const names = await readdir(folder, { recursive: true });
  assert.deepEqual(
    names.filter(name => name.endsWith('.corrupt')),
    [],
  );
  const files = names.filter(name => name.endsWith('.jsonl'));
  const read = await Promise.all(
    files.map(async name => readConversation(await readFile(join(folder, name), 'utf8'))),
  );
  return read.flatMap(one => [...(one?.conversation.nodes.values() ?? [])].map(({ turn }) => turn));
}

function serverPort(): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The process that has a connection from this port. */
async function ownerOf(port: number): Promise<number> {
  const rows = (await readFile('/proc/net/tcp', 'utf8')).split('\n').map(row => row.trim().split(/\s+/));
  // An earlier connection may have had the same port, and is waiting to be forgotten.
  const [local, remote] = [port, serverPort()].map(
    of => `:${of.toString(16).toUpperCase().padStart(4, '0')}`,
  );
  const isIt = ([, from = '', to = '']: readonly string[]) =>
    from.endsWith(local ?? '') && to.endsWith(remote ?? '');
  const inode = rows.find(row => isIt(row) && row[9] !== '0')?.[9];
  for (const pid of (await readdir('/proc')).filter(name => /^\d+$/.test(name))) {
    const open = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const file of open) {
      const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '');
      if (target === `socket:[${inode}]`) return Number(pid);
    }
  }
  throw new Error(`Nobody has a connection from port ${port}.`);
}
