import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { userSettings } from './harness/openGloss.ts';

let endpoint: Endpoint;
let gloss: GlossWindow;
let panel: Frame;
glossForAll(async (opened, started) => {
  [gloss, endpoint] = [opened, started];
  panel = await gloss.openPanel();
});
beforeEach(() => gloss.newChat());
afterEach(() => endpoint.release());

async function send(panel: Frame, text: string): Promise<void> {
  await panel.locator('[data-part="composer"]').fill(text);
  await panel.locator('[data-action="send"]').click();
}

function answers(panel: Frame, state: string): Locator {
  return panel.locator(`[data-role="assistant"][data-state="${state}"]`);
}

const words = ['One ', 'two ', 'three ', 'four.'];

describe('the chat', () => {
  it('sends the conversation so far with each question', async () => {
    endpoint.play({ text: 'Because of the loop.' });
    await send(panel, 'Why twice?');
    await answers(panel, 'complete').waitFor();
    const asked = endpoint.nextRequest();
    await send(panel, 'Which loop?');
    const { messages } = JSON.parse((await asked).text);
    assert.deepEqual(
      messages.slice(1).map((message: { role: string; content: string }) => [message.role, message.content]),
      [
        ['user', 'Why twice?'],
        ['assistant', 'Because of the loop.'],
        ['user', 'Which loop?'],
      ],
    );
    await answers(panel, 'complete').nth(1).waitFor();
  });

  it('stops: the text stays, the socket closes, the cost is counted', async () => {
    endpoint.play({ deltas: words });
    endpoint.hold(2);
    const asked = endpoint.nextRequest();
    await send(panel, 'Count');
    await answers(panel, 'streaming').getByText('One two').waitFor();
    await panel.locator('[data-action="stop"]').click();
    const stopped = answers(panel, 'stopped');
    await stopped.waitFor();
    assert.equal(await (await asked).aborted, true);
    assert.match(await stopped.innerText(), /One two/);
    assert.match(await stopped.innerText(), /≈ \$0\.0000\d+/);
  });

  it('stops from the view’s title, and asks again in place of the answer', async () => {
    endpoint.play({ deltas: words });
    endpoint.hold(1);
    await send(panel, 'Count');
    await answers(panel, 'streaming').getByText('One').waitFor();
    await gloss.page.getByRole('button', { name: 'Stop', exact: true }).click();
    await answers(panel, 'stopped').waitFor();
    endpoint.release();
    endpoint.play({ text: 'Once more.' });
    await panel.locator('[data-action="retry"]').click();
    await answers(panel, 'complete').getByText('Once more.').waitFor();
    assert.equal(await panel.locator('[data-role]').count(), 2);
  });

  it('begins anew on New Chat, also while an answer streams', async () => {
    endpoint.play({ deltas: words });
    endpoint.hold(1);
    await send(panel, 'Count');
    await answers(panel, 'streaming').getByText('One').waitFor();
    await gloss.newChat();
    endpoint.release();
    await send(panel, 'Fresh?');
    await answers(panel, 'complete').waitFor();
    assert.equal(await panel.locator('[data-role]').count(), 2);
  });

  it('loses no character while its view is hidden', async () => {
    endpoint.play({ deltas: words });
    endpoint.hold(1);
    await send(panel, 'Count');
    await answers(panel, 'streaming').getByText('One').waitFor();
    await gloss.showExplorer();
    endpoint.release();
    panel = await gloss.openPanel();
    const answer = answers(panel, 'complete');
    await answer.waitFor();
    assert.match(await answer.innerText(), /One two three four\./);
  });

  it('copies an answer as it was written', async () => {
    endpoint.play({ text: 'Use **one** `loop`.' });
    await send(panel, 'How?');
    await answers(panel, 'complete').locator('[data-action="copy"]').click();
    await gloss.page.waitForFunction(
      async () => (await navigator.clipboard.readText()) === 'Use **one** `loop`.',
    );
  });

  it('asks before it opens a link, and names the host', async () => {
    endpoint.play({
      text: 'See [the docs](https://docs.example.com/retry) or [this](command:workbench.action.quit).',
    });
    await send(panel, 'Where?');
    await answers(panel, 'complete').getByText('the docs').click();
    const question = gloss.page.locator('.monaco-dialog-box');
    await question.getByText('docs.example.com').first().waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    assert.equal(await answers(panel, 'complete').locator('[data-url]').count(), 1);
  });

  it('comes back after the window is reloaded, an answer on its way as interrupted', async () => {
    endpoint.play({ text: 'The first answer.' });
    await send(panel, 'The first question');
    await answers(panel, 'complete').waitFor();
    endpoint.play({ deltas: words });
    endpoint.hold(1);
    await send(panel, 'The second question');
    await answers(panel, 'streaming').getByText('One').waitFor();
    await gloss.reload();
    panel = await gloss.panel();
    await answers(panel, 'complete').getByText('The first answer.').waitFor();
    await panel.locator('[data-role="user"]').getByText('The second question').waitFor();
    await answers(panel, 'interrupted').waitFor();
    endpoint.release();
    endpoint.play({ text: 'The second answer.' });
    await panel.locator('[data-action="retry"]:visible').last().click();
    await answers(panel, 'complete').getByText('The second answer.').waitFor();
  });

  it('goes to another model once that is chosen in the panel', async () => {
    await panel.locator('[data-action="select-model"]').click();
    await gloss.quickPick('Another model of Local stand-in');
    await gloss.inputBox('gpt-4o-mini-2024-07-18');
    await panel.locator('[data-action="select-model"]').getByText('gpt-4o-mini-2024-07-18').waitFor();
    const asked = endpoint.nextRequest();
    await send(panel, 'Who are you?');
    assert.equal(JSON.parse((await asked).text).model, 'gpt-4o-mini-2024-07-18');
  });
});

describe('a chat that asks for several answers', () => {
  it('shows them all', async () => {
    await gloss.changeSettings(userSettings({ endpoint, settings: { 'gloss.request.n': 2 } }));
    await send(panel, 'Two, please');
    await answers(panel, 'complete').waitFor();
    assert.equal(await answers(panel, 'complete').locator('hr').count(), 1);
  });
});
