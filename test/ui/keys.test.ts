import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import type { HttpAnswer } from '../endpoint/faults.ts';
import { encodedForms, formsIn } from '../wire/encodedForms.ts';
import { sharedEditor } from './harness/editorServer.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { openGloss } from './harness/openGloss.ts';

const key = 'sk-canary-4f9a7c2e8b1d6053';
/** Something else that a user types, and that must be found: what looks for the key does find text. */
const control = 'Where is the control sentence?';

let endpoint: Endpoint;
before(async () => {
  endpoint = await startEndpoint({ keys: [key] });
});
after(() => endpoint.close());

/** A window whose provider wants a key. */
function openWithKey(): Promise<GlossWindow> {
  return openGloss({
    settings: {
      'gloss.customEndpoints': [{ id: 'strict', baseUrl: endpoint.baseUrl }],
      'gloss.provider': 'strict',
    },
  });
}

describe('the API key', () => {
  let gloss: GlossWindow;
  let panel: Frame;
  before(async () => {
    gloss = await openWithKey();
    await gloss.openFile('queue.ts');
  });
  after(() => gloss.close());

  async function ask(text: string): Promise<Locator> {
    await panel.locator('[data-part="composer"]').fill(text);
    await panel.locator('[data-action="send"]').click();
    return panel.locator('[data-role="assistant"]').last();
  }

  it('is asked for by the first command, which then goes on', async () => {
    await gloss.select(16, 26);
    await gloss.runCommand('Gloss: Explain Selection');
    await gloss.page.getByText(`API key for ${new URL(endpoint.origin).host}`).waitFor();
    await gloss.inputBox(key);
    panel = await gloss.panel();
    await panel.locator('[data-role="assistant"][data-state="complete"]').waitFor();
    const asked = endpoint.requests.find(({ method }) => method === 'POST');
    assert.equal(asked?.headers.authorization, `Bearer ${key}`);
  });

  it('that is wrong is said to be, and can be set right on the spot', async () => {
    await gloss.newChat();
    await gloss.runCommand('Gloss: Set API Key');
    await gloss.inputBox('sk-not-the-right-one');
    const failed = await ask('Why?');
    await failed.getByText('did not accept the API key').waitFor();
    assert.doesNotMatch(await failed.innerText(), /not-the-right-one/);
    await failed.locator('[data-action="setKey"]').click();
    await gloss.inputBox(key);
    await panel.locator('[data-role="assistant"][data-state="complete"]').waitFor();
  });

  it('is tested without spending anything, and forgotten on demand', async () => {
    const before = endpoint.requests.length;
    await gloss.runCommand('Gloss: Test Connection');
    await gloss.notification('accepts the key and offers gpt-4o-mini');
    assert.deepEqual(
      endpoint.requests.slice(before).map(request => request.path),
      ['/v1/models', '/v1/chat/completions'],
    );
    await gloss.runCommand('Gloss: Clear API Key');
    await gloss.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Clear' }).click();
    await gloss.notification('is removed');
    await gloss.runCommand('Gloss: Clear API Key');
    await gloss.isTold('There is no API key');
  });

  it('that is not given leaves the question, with what to do about it', async () => {
    await gloss.newChat();
    const before = endpoint.requests.length;
    const failed = await ask('And why that?');
    await gloss.page.locator('.quick-input-titlebar').getByText('API key for').waitFor();
    await gloss.page.keyboard.press('Escape');
    await failed.getByText('There is no API key').waitFor();
    await panel.locator('[data-role="user"]').getByText('And why that?').waitFor();
    assert.equal(endpoint.requests.length, before);
    await failed.locator('[data-action="setKey"]').click();
    await gloss.inputBox(key);
    await panel.locator('[data-role="assistant"][data-state="complete"]').waitFor();
  });
});

describe('the API key, where everybody looks for it', () => {
  it('is in SecretStorage and nowhere else, even where the server repeats it', async () => {
    await using gloss = await openWithKey();
    const panel = await gloss.openPanel();
    await panel.locator('[data-part="composer"]').waitFor();
    await panel.evaluate(() => {
      const received: unknown[] = [];
      Object.assign(globalThis, { received });
      addEventListener('message', event => received.push(event.data));
    });
    await gloss.runCommand('Gloss: Set API Key');
    await gloss.inputBox(key);
    await panel.locator('[data-part="composer"]').fill(control);
    await panel.locator('[data-action="send"]').click();
    await panel.locator('[data-role="assistant"][data-state="complete"]').waitFor();
    // Once a day Gloss asks about the model; the next failures are meant for the chat.
    const asked = endpoint.requests.length;
    while (!endpoint.requests.slice(asked - 1).some(({ method }) => method === 'GET'))
      await endpoint.nextRequest();

    const shown: string[] = [];
    const look = async () => shown.push(await gloss.page.locator('body').innerText());
    for (const http of repliesWithKey) {
      endpoint.play({ http });
      const sent = endpoint.nextRequest();
      await panel.locator('[data-action="retry"]:visible').last().click();
      await sent;
      await panel.locator('[data-role="assistant"]:not([data-state="streaming"])').waitFor();
      await look();
    }
    await gloss.runCommand('Gloss: Show Last Request');
    await gloss.page.locator('.tab.active', { hasText: 'request' }).waitFor();
    const inspected = await gloss.editorText();
    assert.match(inspected, /x-echo/);
    await gloss.runCommand('Gloss: Export Chat');
    await gloss.quickPick('JSON');
    await gloss.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    const exported = await gloss.editorText();
    assert.ok(exported.includes(control));
    await gloss.runCommand('Gloss: Test Connection');
    await gloss.notification('accepts the key');
    await look();

    const { userDataDir } = await sharedEditor();
    const stored = await filesHolding(userDataDir, key);
    assert.deepEqual(stored, [], 'no file on the editor’s side holds the key');
    assert.notDeepEqual(await filesHolding(userDataDir, control), [], 'the search finds what is there');

    // This editor keeps the state of extensions and views in the browser, and secrets, having no key store, in memory.
    await gloss.keeps('webviewView.gloss.chat');
    const state = JSON.stringify(await gloss.page.context().storageState({ indexedDB: true }));
    const html = await panel.evaluate(() => document.documentElement.outerHTML);
    const messages = JSON.stringify(await panel.evaluate(() => Reflect.get(globalThis, 'received')));
    const places = { state, html, messages, inspected, exported, shown: shown.join('\n') };
    for (const [place, text] of Object.entries(places)) assert.deepEqual(formsIn(text, key), [], place);
    for (const text of [html, messages])
      assert.ok(formsIn(text, control).includes('as it is'), 'it is looked through');

    const sent = endpoint.requests.filter(({ headers }) => headers.authorization === `Bearer ${key}`);
    assert.ok(sent.length > repliesWithKey.length);
    for (const { text, path, headers } of sent) {
      const { authorization, ...others } = headers;
      assert.deepEqual(formsIn(JSON.stringify({ text, path, others }), key), []);
    }
  });
});

/** Replies of a server that repeats the key in every form, in each part that Gloss reads. */
const repliesWithKey = repliesWith(
  Object.values(encodedForms)
    .map(encode => encode(key))
    .join(' '),
);

function repliesWith(echo: string): HttpAnswer[] {
  const headers = { 'content-type': 'application/json', 'x-echo': echo, 'x-request-id': key };
  const stream = { ...headers, 'content-type': 'text/event-stream' };
  const json = (value: unknown) => JSON.stringify(value);
  const names = { id: key, model: `gpt ${key}`, system_fingerprint: key };
  const chunk = { ...names, choices: [{ index: 0, delta: { content: 'Hello' }, finish_reason: 'stop' }] };
  const refusal = { ...names, choices: [{ index: 0, delta: { refusal: echo }, finish_reason: 'stop' }] };
  return [
    { status: 401, headers, body: json({ error: { message: echo, code: 'invalid_api_key' } }) },
    { status: 400, headers, body: json({ error: { message: echo, code: key, param: key } }) },
    { status: 403, headers: { ...headers, 'content-type': 'text/plain' }, body: echo },
    {
      status: 200,
      headers: { ...headers, 'content-type': 'text/html' },
      body: `<html><title>${echo}</title></html>`,
    },
    { status: 307, headers: { ...headers, location: `https://${key}.example/?${key}` }, body: '' },
    { status: 200, headers: stream, body: `data: ${json({ error: { message: echo } })}\n\n` },
    { status: 200, headers: stream, body: `data: ${json(refusal)}\n\ndata: [DONE]\n\n` },
    { status: 200, headers: stream, body: `data: ${json(chunk)}\n\ndata: [DONE]\n\n` },
  ];
}

/** The files below a folder that hold a text in any form. */
async function filesHolding(folder: string, text: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    // A conversation is being replaced by its next version: look at everything again.
    const content = await readFile(file, 'latin1').catch(() => undefined);
    if (content === undefined) return filesHolding(folder, text);
    if (formsIn(content, text).length > 0) found.push(file);
  }
  return found;
}
