import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { nextPost } from './harness/nextPost.ts';
import { openGloss } from './harness/openGloss.ts';

describe('the parameters', () => {
  let endpoint: Endpoint;
  let gloss: GlossWindow;
  let panel: Frame;
  before(async () => {
    endpoint = await startEndpoint();
    gloss = await openGloss({ endpoint, settings: { 'gloss.request.topP': 0.9 } });
    panel = await gloss.openPanel();
    await panel.locator('[data-action="parameters"]').click();
    await field('temperature').waitFor();
  });
  after(async () => {
    await gloss.close();
    await endpoint.close();
  });

  const field = (key: string) => panel.locator(`[data-part="field"][data-key="${key}"]`);
  const number = (key: string) => field(key).locator('input[type="number"]');
  const example = () => panel.locator('[data-part="example"]');

  const clipboard = () => gloss.page.evaluate(() => navigator.clipboard.readText());

  async function exampleHas(text: string): Promise<void> {
    await example().filter({ hasText: text }).waitFor();
  }

  async function set(key: string, value: string): Promise<void> {
    await number(key).fill(value);
    await number(key).press('Enter');
  }

  async function ask(text: string): Promise<Record<string, unknown>> {
    const asked = nextPost(endpoint);
    await panel.locator('[data-part="composer"]').fill(text);
    await panel.locator('[data-action="send"]').click();
    const { text: body } = await asked;
    await panel.locator('[data-action="send"]').waitFor();
    // The answer comes where the drawer was.
    await panel.locator('[data-part="parameters"]').waitFor({ state: 'hidden' });
    await panel.locator('.composer [data-action="parameters"]').click();
    await field('temperature').waitFor();
    return JSON.parse(body);
  }

  it('show where each value comes from, and the request that the next message would send', async () => {
    assert.equal(await number('topP').inputValue(), '0.9');
    await field('topP').locator('[data-part="source"]', { hasText: 'settings' }).waitFor();
    await panel.locator('[data-part="composer"]').fill('Is this the draft?');
    await exampleHas('Is this the draft?');
    await exampleHas('"top_p": 0.9');
    await panel
      .locator('[data-part="estimate"]')
      .filter({ hasText: /≈ \d+ tokens · ≈ \$/ })
      .waitFor();
  });

  it('that are set for the chat are in the example and in the request, byte for byte', async () => {
    await set('temperature', '0.3');
    await field('temperature').locator('[data-part="source"]', { hasText: 'this chat' }).waitFor();
    await exampleHas('"temperature": 0.3');
    await panel.locator('[data-part="composer"]').fill('The same?');
    await exampleHas('The same?');
    const shown: unknown = JSON.parse((await example().textContent()) ?? '');
    assert.deepEqual(await ask('The same?'), shown);
  });

  it('that are wrong are said to be, and are not sent', async () => {
    await set('presencePenalty', '5');
    await field('presencePenalty').getByText('has to be from -2 to 2').waitFor();
    assert.equal('presence_penalty' in (await ask('Is it sent?')), false);
    await field('presencePenalty').locator('[data-action="unset"]').click();
    await field('presencePenalty').getByText('has to be').waitFor({ state: 'hidden' });
  });

  it('copy as curl, with the key left out', async () => {
    await panel.locator('[data-format="curl"]').click();
    await exampleHas(`curl '${endpoint.baseUrl}/chat/completions'`);
    await panel.locator('[data-action="copy-request"]').click();
    await gloss.page.getByText('The request is in the clipboard').waitFor();
    const copied = await clipboard();
    assert.match(copied, /^curl /);
    assert.match(copied, /"temperature": 0\.3/);
  });

  it('are those of the model: switching it changes the fields and the example', async () => {
    const models = panel.locator('select[data-part="model"]');
    await models.locator('[value="local/gpt-6-luna"]').waitFor({ state: 'attached' });
    await models.selectOption('local/gpt-6-luna');
    await field('verbosity').waitFor();
    await field('presencePenalty').waitFor({ state: 'detached' });
    await exampleHas('"model": "gpt-6-luna"');
    await field('temperature').getByText('only taken while Reasoning effort is none').waitFor();
    await gloss.notification('it does not take these');
    await panel.locator('[data-part="ignored"]').waitFor({ state: 'hidden' });
    const body = await ask('And now?');
    assert.equal(body['model'], 'gpt-6-luna');
    assert.equal('temperature' in body, false);

    await field('reasoningEffort').locator('select').selectOption('none');
    await exampleHas('"temperature": 0.3');
    assert.equal((await ask('And without thinking?'))['temperature'], 0.3);
    await models.selectOption('local/gpt-4o-mini');
    await field('verbosity').waitFor({ state: 'detached' });
    await exampleHas('"model": "gpt-4o-mini"');
  });

  it('are saved as a preset, and the preset is applied to another chat', async () => {
    await panel.locator('[data-action="save-preset"]').click();
    await gloss.inputBox('Steady');
    const presets = panel.locator('select[data-part="preset"]');
    await presets.locator('option', { hasText: 'Steady' }).waitFor({ state: 'attached' });
    await gloss.runCommand('Gloss: New Chat');
    await panel.locator('[data-part="composer"]:focus').waitFor();
    await field('temperature')
      .locator('[data-part="source"]', { hasText: 'this chat' })
      .waitFor({ state: 'hidden' });
    assert.equal(await number('temperature').inputValue(), '');
    await presets.selectOption({ label: 'Steady' });
    await field('temperature').locator('[data-part="source"]', { hasText: 'this chat' }).waitFor();
    assert.equal(await number('temperature').inputValue(), '0.3');
    assert.equal((await ask('With the preset?'))['temperature'], 0.3);
  });

  it('are shared as JSON, and come back from it', async () => {
    await panel.locator('[data-action="share-preset"]').click();
    await gloss.page.getByText('The preset is in the clipboard').waitFor();
    const text = await clipboard();
    assert.deepEqual(JSON.parse(text), {
      name: 'Steady',
      parameters: { reasoningEffort: 'none', temperature: 0.3, topP: 0.9 },
    });
    await panel.locator('[data-action="import-preset"]').click();
    await gloss.inputBox(text.replace('Steady', 'Steadier').replaceAll('\n', ' '));
    const presets = panel.locator('select[data-part="preset"]');
    await presets.locator('option', { hasText: 'Steadier' }).waitFor({ state: 'attached' });
  });

  it('of the user hold for every chat, and outlive the window', async () => {
    const all = panel.locator('[data-part="scope"] [role="radio"]', { hasText: 'All chats' });
    await all.click();
    await panel.locator('[data-part="scope"] [aria-checked="true"]', { hasText: 'All chats' }).waitFor();
    await set('frequencyPenalty', '0.4');
    await field('frequencyPenalty').locator('[data-part="source"]', { hasText: 'settings' }).waitFor();
    await gloss.reload();
    panel = await gloss.openPanel();
    assert.equal((await ask('After the reload?'))['frequency_penalty'], 0.4);
    // The chat's own came back with the chat.
    assert.equal((await ask('And the temperature?'))['temperature'], 0.3);
  });
});
