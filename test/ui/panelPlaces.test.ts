import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { type Endpoint, startEndpoint } from '../endpoint/endpoint.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { openGloss } from './harness/openGloss.ts';

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

async function ask(page: Frame, question: string): Promise<void> {
  await page.locator('[data-part="composer"]').fill(question);
  await page.locator('[data-part="composer"]').press('Enter');
}

const answer = (page: Frame, state: string, text: string): Locator =>
  page.locator(`[data-role="assistant"][data-state="${state}"]`).filter({ hasText: text });

async function leftOf(frame: Frame): Promise<number> {
  const outer = frame.parentFrame();
  const box = await (await (outer ?? frame).frameElement()).boundingBox();
  return box?.x ?? 0;
}

describe('the panel', () => {
  it('is in an editor, too, and what happens in one place is seen in the other', async () => {
    endpoint.play({ text: 'Here it is.' });
    const view = await gloss.openPanel();
    await ask(view, 'Where?');
    await answer(view, 'complete', 'Here it is.').waitFor();
    await gloss.runCommand('Gloss: Open Chat in Editor');
    const side = await gloss.panel('view');
    const editor = await gloss.panel('editor');
    await answer(editor, 'complete', 'Here it is.').waitFor();

    endpoint.play({ deltas: ['There, ', 'and ', 'here.'] });
    endpoint.hold(1);
    await ask(editor, 'And now?');
    await answer(editor, 'streaming', 'There,').waitFor();
    await answer(side, 'streaming', 'There,').waitFor();
    endpoint.release();
    for (const page of [side, editor]) await answer(page, 'complete', 'There, and here.').waitFor();
    assert.equal(await side.locator('[data-part="composer"]').inputValue(), '');
  });

  it('is brought to the front where it was used last, and is there again after a reload', async () => {
    await gloss.showExplorer();
    await gloss.openFile('styles.css');
    await gloss.runCommand('Gloss: New Chat');
    const editor = await gloss.panel('editor');
    await editor.locator('[data-part="composer"]:focus').waitFor();
    endpoint.play({ text: 'Anew.' });
    await ask(editor, 'Again?');
    await answer(editor, 'complete', 'Anew.').waitFor();
    // What an editor with a page is called among those that are open.
    await gloss.keeps('workbench.editors.webviewInput');
    await gloss.reload();
    // Which of the editors was in front the editor may have kept a moment earlier.
    await gloss.page.locator('.tab[data-resource-name]', { hasText: 'Gloss' }).click();
    await answer(await gloss.panel('editor'), 'complete', 'Anew.').waitFor();
    await gloss.closeEditors();
  });

  it('is moved to the secondary side bar', async () => {
    await gloss.openPanel();
    await gloss.runCommand('View: Move View');
    // Places are called as views are: a second click on the same name would choose one of those.
    for (const [asked, label] of [
      ['View to Move', 'Chat'],
      ['Destination', 'New Secondary Side Bar Entry'],
    ] as const) {
      const input = gloss.page.locator(`.quick-input-widget input[placeholder*="${asked}"]`);
      await input.fill(label);
      await gloss.page
        .locator('.quick-input-widget .monaco-list-row.focused')
        .filter({ hasText: label })
        .waitFor();
      await input.press('Enter');
    }
    const panel = await gloss.panel();
    const place = await gloss.page.locator('.part.auxiliarybar').boundingBox();
    assert.ok(place && (await leftOf(panel)) >= place.x);
    await answer(panel, 'complete', 'Anew.').waitFor();
    endpoint.play({ text: 'On the other side.' });
    await ask(panel, 'Where now?');
    await answer(panel, 'complete', 'On the other side.').waitFor();
  });
});
