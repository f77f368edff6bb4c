import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import { useWebHost } from './harness/editorServer.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { openGloss } from './harness/openGloss.ts';

useWebHost();

let endpoint: Endpoint;
let gloss: GlossWindow;
before(async () => {
  endpoint = await startEndpoint();
  gloss = await openGloss({ endpoint });
});
after(async () => {
  await gloss.close();
  await endpoint.close();
});

describe('in the web-worker extension host', () => {
  it('Gloss activates, and Explain Selection streams', async () => {
    endpoint.play({ deltas: ['It uploads ', 'one file.'] });
    endpoint.hold(1);
    await gloss.openFile('queue.ts');
    await gloss.select(16, 26);
    await gloss.contextMenu('Gloss', 'Explain Selection');
    const panel = await gloss.panel();
    await panel.locator('[data-role="assistant"][data-state="streaming"]').getByText('It uploads').waitFor();
    endpoint.release();
    const answer = panel.locator('[data-role="assistant"][data-state="complete"]');
    await answer.waitFor();
    assert.match(await answer.innerText(), /It uploads one file\./);
    // The request came out of a browser, from a page of another origin.
    const [request] = endpoint.requests.filter(({ method }) => method === 'POST');
    assert.match(String(request?.headers['user-agent']), /Chrome/);
  });

  it('stops', async () => {
    endpoint.play({ deltas: ['One ', 'two'] });
    endpoint.hold(1);
    const panel = await gloss.openPanel();
    const asked = endpoint.nextRequest();
    await panel.locator('[data-part="composer"]').fill('Count');
    await panel.locator('[data-action="send"]').click();
    await panel.locator('[data-role="assistant"][data-state="streaming"]').getByText('One').waitFor();
    await panel.locator('[data-action="stop"]').click();
    await panel.locator('[data-role="assistant"][data-state="stopped"]').waitFor();
    assert.equal(await (await asked).aborted, true);
    endpoint.release();
  });

  it('a comment is translated, and tags are written', async () => {
    endpoint.play({ json: { items: [{ id: '0', text: 'The bar stays visible.' }] } });
    await gloss.openFile('styles.css');
    const old = await gloss.fileText('styles.css');
    await gloss.goTo(1, 10);
    await gloss.runCommand('Gloss: Translate Comment');
    await gloss.lineWith('/* The bar stays visible. */').waitFor();
    await gloss.savesAs('styles.css', old.replace(/^.*$/m, '/* The bar stays visible. */'));
    endpoint.play({ json: { tags: ['layout'] } });
    await gloss.select(2, 6);
    await gloss.runCommand('Gloss: Generate Tags');
    const panel = await gloss.panel();
    await panel.getByRole('button', { name: 'Insert as comment' }).click();
    await gloss.lineWith('/* Tags: layout */').waitFor();
  });
});
