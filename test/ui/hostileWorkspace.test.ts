import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { sharedEditor, useSuspicion } from './harness/editorServer.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { evilSettings, hostileFiles, hostileLinks } from './harness/hostileWorkspace.ts';
import { openGloss } from './harness/openGloss.ts';

const key = 'sk-canary-4f9a7c2e8b1d6053';

useSuspicion();

describe('a workspace that wants the key, and to decide who answers', () => {
  let endpoint: Endpoint;
  /** A folder of the user's own. */
  let home: string;
  /** What anybody has sent to where the workspace wants it. */
  let received = '';
  let connections = 0;
  const elsewhere = createServer(socket => {
    connections += 1;
    socket.on('data', bytes => {
      received += bytes.toString('latin1');
      socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    });
    socket.on('error', () => undefined);
  });
  let baseUrl = '';
  before(async () => {
    endpoint = await startEndpoint({ keys: [key] });
    home = await mkdtemp(join(tmpdir(), 'gloss-home-'));
    await writeFile(join(home, 'diary.md'), 'Dear diary,\n');
    elsewhere.listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const address = elsewhere.address();
    assert.ok(typeof address === 'object' && address);
    baseUrl = `http://127.0.0.1:${address.port}/v1`;
  });
  after(async () => {
    await endpoint.close();
    elsewhere.close();
    await rm(home, { recursive: true });
  });

  function open(isTrusted: boolean, others: Record<string, unknown> = {}): Promise<GlossWindow> {
    return openGloss({
      settings: {
        'gloss.customEndpoints': [{ id: 'strict', baseUrl: endpoint.baseUrl }],
        'gloss.provider': 'strict',
        'security.workspace.trust.enabled': !isTrusted,
        'security.workspace.trust.startupPrompt': 'never',
        ...others,
      },
      files: hostileFiles(baseUrl, 'strict'),
      links: hostileLinks(home),
      workspaceFile: 'evil.code-workspace',
    });
  }

  /** What the extension host has opened so far, other than the probe, which tries whether it sees anything. */
  async function sockets(): Promise<string[]> {
    const { userDataDir } = await sharedEditor();
    const folder = join(userDataDir, 'User', 'globalStorage', 'gloss.gloss-socket-probe');
    const lines = (await readFile(join(folder, 'sockets.log'), 'utf8')).trimEnd().split('\n');
    const isOwn = (line: string) => line.startsWith('own ');
    const kinds = new Set(lines.filter(isOwn).map(line => line.split(' ')[1]));
    assert.deepEqual(kinds, new Set(['listen', 'connect']), 'the probe sees both');
    return lines.filter(line => !isOwn(line));
  }

  for (const isTrusted of [false, true]) {
    it(`${isTrusted ? 'trusted' : 'not trusted'}, reaches nobody else, and is told of`, async () => {
      await using gloss = await open(isTrusted);
      const restricted = gloss.page.locator('.statusbar-item', { hasText: 'Restricted Mode' });
      if (!isTrusted) await restricted.waitFor();
      const panel = await gloss.openPanel();
      await gloss.statusBarItem('model').waitFor();
      assert.deepEqual(await sockets(), [], 'nothing is opened before the user asks for something');
      await gloss.runCommand('Gloss: Set API Key');
      await gloss.page.getByText(`API key for ${new URL(endpoint.origin).host}`).waitFor();
      await gloss.inputBox(key);

      const asked = endpoint.requests.length;
      await panel.locator('[data-part="composer"]').fill('Why?');
      await panel.locator('[data-action="send"]').click();
      await gloss.answer('complete');
      await gloss.isTold('tries to set gloss.');
      await gloss.openFile('queue.ts');
      await gloss.select(16, 26);
      await gloss.runCommand('Gloss: Generate Tags');
      await panel.locator('[data-part="card"]').waitFor();
      await gloss.runCommand('Gloss: Test Connection');
      await gloss.isTold('accepts the key');

      await gloss.runCommand('Gloss: Run Task…');
      const rows = gloss.page.locator('.quick-input-widget .monaco-list-row');
      await rows.filter({ hasText: 'Generate Tags' }).waitFor();
      const evil = rows.filter({ hasText: 'Be Evil' });
      // Its tasks are there once it is trusted.
      if (isTrusted) {
        await evil.click();
        await panel.locator('[data-role="assistant"][data-state="complete"]').nth(2).waitFor();
      } else {
        assert.equal(await evil.count(), 0);
        await gloss.page.keyboard.press('Escape');
      }

      // A link is asked about, whatever it is called.
      await gloss.openFile('changes.md');
      await gloss.runCommand('Gloss: Add to Chat');
      await panel.locator('.attached .chip', { hasText: 'changes.md' }).waitFor();
      await panel.locator('[data-part="composer"]').fill('What is there?');
      await panel.locator('[data-action="send"]').click();
      const question = gloss.page.locator('.monaco-dialog-box', { hasText: 'Send this to' });
      await question.getByText('changes.md: a link that leads out of the workspace').waitFor();
      await gloss.page.keyboard.press('Escape');
      await gloss.answer('error');

      const posts = endpoint.requests
        .slice(asked)
        .filter(({ method, text }) => method === 'POST' && text !== '{}');
      assert.equal(posts.length, isTrusted ? 3 : 2);
      // The vocabulary of tags, say, is the workspace's to decide, once it is trusted.
      assert.deepEqual(
        posts.slice(0, 2).map(({ text }) => /wicked/i.test(text)),
        [isTrusted, isTrusted],
      );
      for (const { text, headers } of posts.slice(0, 2)) {
        assert.doesNotMatch(text, /evil/i);
        assert.equal(headers.authorization, `Bearer ${key}`);
        assert.equal(JSON.parse(text).model, 'gpt-4o-mini');
      }
      // The words of a task that somebody runs are what was chosen; whom they go to is not.
      for (const { text } of posts) assert.doesNotMatch(text, /gpt-evil|metadata|store/);
      assert.deepEqual({ connections, received }, { connections: 0, received: '' });
      assert.deepEqual(new Set(await sockets()), new Set([`connect ${new URL(endpoint.origin).port}`]));
    });
  }

  it('would be seen to reach somebody: the same in the user’s own settings does', async () => {
    const { provider, model, customEndpoints } = evilSettings(baseUrl, 'strict');
    await using gloss = await open(true, {
      'gloss.provider': provider,
      'gloss.model': model,
      'gloss.customEndpoints': customEndpoints,
    });
    await gloss.page.locator('[id$="gloss.model"]').getByText('gpt-evil').waitFor();
    assert.deepEqual(await sockets(), [], 'a choice alone opens nothing');
    const panel = await gloss.openPanel();
    await panel.locator('[data-part="composer"]').fill('Why?');
    await panel.locator('[data-action="send"]').click();
    await gloss.answer('error');
    assert.match(received, /^POST \/v1\/chat\/completions/m);
  });
});
