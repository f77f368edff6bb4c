import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEndpoint } from '../endpoint/endpoint.ts';
import { openGloss } from './harness/openGloss.ts';

test('a new window shows the panel with its composer', async () => {
  await using gloss = await openGloss();
  const panel = await gloss.openPanel();
  await panel.locator('[data-part="composer"]').waitFor();
});

test('a command without a selection says what to do', async () => {
  await using gloss = await openGloss();
  await gloss.openFile('data.json');
  await gloss.runCommand('Gloss: Explain Selection');
  await gloss.notifications().filter({ hasText: 'Select' }).first().waitFor();
});

test('Explain Selection from the context menu ends in a complete turn', async t => {
  const endpoint = await startEndpoint({ tokensPerSecond: 200 });
  t.after(() => endpoint.close());
  await using gloss = await openGloss({ endpoint });
  await gloss.openFile('queue.ts');
  await gloss.select(16, 27);
  await gloss.contextMenu('Gloss', 'Explain Selection');
  const panel = await gloss.panel();
  const answer = panel.locator('[data-role="assistant"][data-state="complete"]');
  await answer.waitFor();
  assert.notEqual(await answer.textContent(), '');
  assert.equal(await gloss.fileText('src/queue.ts'), await gloss.documentText('src/queue.ts'));
});
