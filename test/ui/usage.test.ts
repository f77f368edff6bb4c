import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { openBeside, openGloss } from './harness/openGloss.ts';

let endpoint: Endpoint;
before(async () => {
  endpoint = await startEndpoint();
});
after(() => endpoint.close());

/** The page of usage, once it shows this. The editor loads each version of it in a frame of its own. */
async function usagePage({ page }: GlossWindow, text: string): Promise<Frame> {
  const giveUp = performance.now() + 20_000;
  while (performance.now() < giveUp) {
    for (const frame of page.frames()) {
      const shown = frame.locator('body[data-part="usage"]', { hasText: text });
      if ((await shown.count().catch(() => 0)) > 0) return frame;
    }
    await page.waitForEvent('framenavigated', { timeout: 1_000 }).catch(() => undefined);
  }
  throw new Error(`No page of usage shows: ${text}`);
}

async function ask(panel: Frame, text: string): Promise<void> {
  await panel.locator('[data-part="composer"]').fill(text);
  await panel.locator('[data-action="send"]').click();
}

describe('usage', () => {
  let gloss: GlossWindow;
  let panel: Frame;
  before(async () => {
    // More than nothing, and less than any answer costs.
    gloss = await openGloss({ endpoint, settings: { 'gloss.budget.day': 0.000001 } });
    panel = await gloss.openPanel();
  });
  after(() => gloss.close());

  it('is warned of when a budget is nearly spent', async () => {
    await ask(panel, 'Why?');
    await panel.locator('[data-role="assistant"][data-state="complete"]').waitFor();
    await gloss.isTold('of today’s budget');
  });

  it('is stopped when the budget is spent, with what to do about it', async () => {
    const sent = endpoint.requests.length;
    await ask(panel, 'And now?');
    const failed = panel.locator('[data-role="assistant"][data-state="error"]');
    await failed.getByText('nothing was sent').waitFor();
    await failed.locator('[data-action="openBudget"]').waitFor();
    assert.equal(endpoint.requests.length, sent);
    await failed.locator('[data-action="showUsage"]').click();
    await usagePage(gloss, 'By task and model');
  });

  it('is drawn by day, with a table by task, and what is left of the limits', async () => {
    await gloss.tidy();
    await gloss.runCommand('Gloss: Show Usage');
    const page = await usagePage(gloss, '30 days');
    assert.equal(await page.locator('[data-part="chart"] g').count(), 30);
    assert.equal(
      await page.locator('[data-part="chart"] [class^="colour-"]').count(),
      2,
      'a bar and its legend',
    );
    const row = page.locator('[data-part="tasks"] tbody tr');
    assert.match(await row.innerText(), /Chat\s+gpt-4o-mini · 127\.0\.0\.1:\d+\s+1\s/);
    assert.match(await page.locator('[data-part="limits"] tbody tr').innerText(), /499 of 500/);
    await page.locator('meter').first().waitFor();
  });

  it('of other days is a click away', async () => {
    const page = await usagePage(gloss, '30 days');
    await page.getByRole('link', { name: '7 days' }).click();
    const week = await usagePage(gloss, 'Requests in 7 days');
    assert.equal(await week.locator('[data-part="chart"] g').count(), 7);
  });

  it('can be taken along as CSV', async () => {
    const page = await usagePage(gloss, 'Requests in 7 days');
    await page.getByRole('link', { name: 'Export as CSV' }).click();
    await gloss.lineWith('day,host,model,task').waitFor();
    assert.match(
      await gloss.editorText(),
      /^day,host.*\r?\n\d{4}-\d\d-\d\d,127\.0\.0\.1:\d+,gpt-4o-mini,chat,1,/,
    );
  });
});

describe('a budget of two windows', () => {
  it('stops the second before it sends anything, once the first has spent it', async () => {
    await using first = await openGloss({ endpoint, settings: { 'gloss.budget.day': 0.000001 } });
    const second = await openBeside(first);
    const [here, there] = [await first.openPanel(), await second.openPanel()];
    await ask(here, 'Why?');
    await here.locator('[data-role="assistant"][data-state="complete"]').waitFor();

    const sent = endpoint.requests.length;
    await ask(there, 'And here?');
    const stopped = there.locator('[data-role="assistant"][data-state="error"]');
    await stopped.getByText('nothing was sent').waitFor();
    assert.equal(endpoint.requests.length, sent);

    await stopped.locator('[data-action="showUsage"]').click();
    const tasks = (await usagePage(second, 'By task and model')).locator('[data-part="tasks"] tbody tr');
    assert.match(await tasks.innerText(), /Chat\s+gpt-4o-mini · 127\.0\.0\.1:\d+\s+1\s/);
  });
});
