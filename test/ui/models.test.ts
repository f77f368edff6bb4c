import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { openGloss } from './harness/openGloss.ts';

async function ask(panel: Frame, text: string): Promise<void> {
  const answers = panel.locator('[data-role="assistant"]:not([data-state="streaming"])');
  const before = await answers.count();
  await panel.locator('[data-part="composer"]').fill(text);
  await panel.locator('[data-action="send"]').click();
  await answers.nth(before).waitFor();
}

function bodies(endpoint: Endpoint): Record<string, unknown>[] {
  return endpoint.requests.filter(({ method }) => method === 'POST').map(({ text }) => JSON.parse(text));
}

describe('what an endpoint refuses', () => {
  let endpoint: Endpoint;
  before(async () => {
    endpoint = await startEndpoint({ refuses: ['max_completion_tokens'] });
  });
  after(() => endpoint.close());

  it('is done without after one more try, said in the turn, and remembered over a reload', async () => {
    const settings = { 'gloss.request.maxCompletionTokens': 200, 'gloss.request.temperature': 0.5 };
    await using gloss = await openGloss({ endpoint, settings });
    let panel = await gloss.openPanel();
    const complete = () => panel.locator('[data-role="assistant"][data-state="complete"]');

    await ask(panel, 'Why?');
    await complete().waitFor();
    assert.deepEqual(
      bodies(endpoint).map(({ max_completion_tokens, max_tokens }) => [max_completion_tokens, max_tokens]),
      [
        [200, undefined],
        [undefined, 200],
      ],
    );
    await complete().locator('[data-part="notes"]', { hasText: 'under the name max_tokens' }).waitFor();

    endpoint.refuse('max_completion_tokens', 'temperature');
    await ask(panel, 'And why that?');
    await complete().nth(1).waitFor();
    assert.deepEqual(
      bodies(endpoint)
        .slice(2)
        .map(({ max_tokens, temperature }) => [max_tokens, temperature]),
      [
        [200, 0.5],
        [200, undefined],
      ],
      'two requests, no third',
    );
    await complete().nth(1).locator('[data-part="notes"]', { hasText: 'refused Temperature' }).waitFor();

    await gloss.reload();
    panel = await gloss.openPanel();
    await complete().nth(1).locator('[data-part="notes"]').waitFor();
    await ask(panel, 'Still?');
    await complete().nth(2).waitFor();
    assert.equal(bodies(endpoint).length, 5, 'nothing was tried in vain');
    assert.equal(bodies(endpoint).at(-1)?.['max_tokens'], 200);

    await gloss.runCommand('Gloss: Forget What Models Refused');
    await gloss.notification('Forgotten: 2');
    await ask(panel, 'Once more?');
    assert.equal(bodies(endpoint)[5]?.['max_completion_tokens'], 200);
  });
});

describe('a model that its maker ends', () => {
  const key = 'sk-shutdown-test-0000';
  /** The provider's own date, whatever day it is today. */
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  let endpoint: Endpoint;
  let gloss: GlossWindow;
  before(async () => {
    endpoint = await startEndpoint({
      keys: [key],
      shutdownDates: { 'gpt-4o-mini': soon, 'gpt-4.1-nano': '2026-01-31' },
    });
    gloss = await openGloss({
      settings: {
        'gloss.customEndpoints': [{ id: 'strict', baseUrl: endpoint.baseUrl }],
        'gloss.provider': 'strict',
        'gloss.request.temperature': 0.7,
        'gloss.request.seed': 7,
      },
    });
    await gloss.runCommand('Gloss: Set API Key');
    await gloss.inputBox(key);
  });
  after(async () => {
    await gloss.close();
    await endpoint.close();
  });

  it('is warned of in the panel and the status bar, and switched from in one click', async () => {
    const panel = await gloss.openPanel();
    const notice = panel.locator('[data-part="notice"]');
    const status = gloss.page.locator('[id$="gloss.model"]');
    await panel.locator('[data-part="composer"]').waitFor();
    assert.equal(await notice.isVisible(), false, 'nothing is asked of anybody before the user asks');

    await ask(panel, 'Why?');
    await notice.getByText(/gpt-4o-mini will be shut down on .* in (29|30) days/).waitFor();
    await status.locator('.codicon-warning').waitFor();

    await notice.locator('[data-action="accept-notice"]').getByText('Switch to gpt-6-luna').click();
    await notice.waitFor({ state: 'hidden' });
    await status.getByText('gpt-6-luna').waitFor();
    await gloss.notification('not sent: Temperature.');
    await ask(panel, 'And now?');
    const body = bodies(endpoint).at(-1);
    assert.equal(body?.['model'], 'gpt-6-luna');
    assert.equal(body?.['seed'], 7);
    assert.equal('temperature' in (body ?? {}), false);
  });

  it('is asked about once a day', () => {
    const asked = endpoint.requests.filter(({ path }) => path === '/v1/models/gpt-4o-mini');
    assert.equal(asked.length, 1);
  });

  it('is struck through in the list once it is over, which shows what the account can use', async () => {
    await gloss.runCommand('Gloss: Select Provider and Model');
    const rows = gloss.page.locator('.quick-input-widget .monaco-list-row');
    const input = gloss.page.locator('.quick-input-widget input').first();
    await input.fill('gpt-4.1-nano');
    await rows.filter({ hasText: 'shut down on 2026-01-31' }).filter({ hasText: '\u0336' }).first().waitFor();
    await input.fill('gpt-4o-mini');
    await rows
      .filter({ hasText: `to be shut down on ${soon}` })
      .filter({ hasText: '128,000 tokens' })
      .first()
      .waitFor();
    await gloss.quickPick('gpt-4o-mini');
    await gloss.page.locator('[id$="gloss.model"]').getByText('gpt-4o-mini').waitFor();
  });

  it('is not spoken of again on a day on which the notice was put away', async () => {
    const panel = await gloss.openPanel();
    const notice = panel.locator('[data-part="notice"]');
    await notice.locator('[data-action="dismiss-notice"]').click();
    await notice.waitFor({ state: 'hidden' });
    await ask(panel, 'Peace?');
    assert.equal(await notice.isVisible(), false);
    assert.equal(await gloss.page.locator('[id$="gloss.model"] .codicon-warning').count(), 0);
  });
});
