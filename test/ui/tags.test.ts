import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { userSettings } from './harness/openGloss.ts';

/** The function of the sample workspace that is tagged. */
const name = 'queue.ts';
const path = 'src/queue.ts';
const functionLines = [16, 26] as const;
const longLines = 200;
const long = Array.from({ length: longLines }, (_, index) => `value_${index} = ${index}\n`).join('');

let endpoint: Endpoint;
let gloss: GlossWindow;
glossForAll(
  (opened, started) => {
    [gloss, endpoint] = [opened, started];
  },
  {
    files: { 'fixed.css': 'a {}\n', 'long.py': long },
    settings: { 'files.readonlyInclude': { 'fixed.css': true } },
  },
);
beforeEach(async () => {
  await gloss.openPanel();
  await gloss.newChat();
});
afterEach(() => gloss.tidy());

async function press(action: string): Promise<void> {
  await (await gloss.answer('complete')).locator(`[data-action="${action}"]`).click();
}

/** Has the selection tagged and waits for the card. */
async function tagged(tags: readonly string[]): Promise<Locator> {
  endpoint.play({ json: { tags } });
  await gloss.runCommand('Gloss: Generate Tags');
  return gloss.answer('complete', tags[0]);
}

async function actionsOf(card: Locator): Promise<(string | null)[]> {
  const buttons = card.locator('[data-part="card-actions"] button');
  return buttons.evaluateAll(all => all.map(button => button.getAttribute('data-action')));
}

describe('Generate Tags', () => {
  it('replaces the tags that are there', async () => {
    await gloss.openFile(name);
    const old = await gloss.fileText(path);
    await gloss.select(...functionLines);
    await tagged(['retry']);
    await press('insertComment');
    await gloss.lineWith('// Tags: retry').waitFor();
    await gloss.select(functionLines[0] + 1, functionLines[1] + 1);
    await tagged(['upload']);
    await press('insertComment');
    await gloss.lineWith('// Tags: upload').waitFor();
    const lines = old.split('\n');
    lines.splice(functionLines[0] - 1, 0, '// Tags: upload');
    await gloss.savesAs(path, lines.join('\n'));
    await gloss.undo();
    await gloss.undo();
    await gloss.savesAs(path, old);
  });

  it('brings what it writes into view, wherever the reader is and with the file open twice', async () => {
    await gloss.openFile('long.py');
    await gloss.selectAll();
    await tagged(['retry']);
    for (const goAway of [
      () => gloss.goTo(longLines),
      // The editor scrolls a line that is put in on top out of view then.
      async () => {
        await gloss.goTo(1);
        await gloss.runCommand('View: Split Editor Right');
        await gloss.page.locator('.editor-group-container').nth(1).waitFor();
      },
    ]) {
      await goAway();
      await press('insertComment');
      await gloss.lineWith('# Tags: retry').waitFor();
      await gloss.savesAs('long.py', `# Tags: retry\n${long}`);
      await gloss.undo();
      await gloss.lineWith('# Tags: retry').waitFor({ state: 'detached' });
      await gloss.savesAs('long.py', long);
    }
  });

  it('writes the front matter of a Markdown file', async () => {
    await gloss.openFile('notes.md');
    const old = await gloss.fileText('notes.md');
    await gloss.select(1, 3);
    await tagged(['retry']);
    await press('insertFrontMatter');
    await gloss.lineWith('- retry').waitFor();
    await gloss.savesAs('notes.md', `---\ntags:\n  - retry\n---\n\n${old}`);
    await gloss.undo();
    await gloss.lineWith('- retry').waitFor({ state: 'detached' });
    await gloss.savesAs('notes.md', old);
  });

  it('offers no comment where none is possible, and copies', async () => {
    await gloss.openFile('data.json');
    await gloss.select(1, 3);
    const card = await tagged(['limits', 'uploads']);
    assert.deepEqual(await actionsOf(card), ['saveTags', 'copy', 'copyCsv']);
    await press('copyCsv');
    await gloss.page.waitForFunction(
      async () =>
        (await navigator.clipboard.readText()) === 'file,tag\r\ndata.json,limits\r\ndata.json,uploads\r\n',
    );
  });

  it('says that a file is read-only, and has its tags copied instead', async () => {
    await gloss.openFile('fixed.css');
    await gloss.select(1, 1);
    await tagged(['layout']);
    await press('insertComment');
    const notification = await gloss.notification('cannot be written to');
    await notification.getByRole('button', { name: 'Copy Result' }).click();
    await gloss.page.waitForFunction(async () => (await navigator.clipboard.readText()) === 'layout');
  });

  it('says that a file has vanished, and loses nothing', async () => {
    await gloss.openFile('styles.css');
    await gloss.select(2, 6);
    await tagged(['layout']);
    await gloss.closeEditors();
    await rm(join(gloss.workspace, 'styles.css'));
    await press('insertComment');
    const notification = await gloss.notification('Copy');
    await notification.getByRole('button', { name: 'Copy Result' }).click();
    await gloss.page.waitForFunction(async () => (await navigator.clipboard.readText()) === 'layout');
  });
});

describe('the tree of tags', () => {
  const sidebar = () => gloss.page.locator('.part.sidebar');
  const row = (text: string) => sidebar().getByRole('treeitem').filter({ hasText: text });

  it('is folded until it is wanted, says how tags come about, and shows what is saved', async () => {
    const header = sidebar().locator('.pane-header').filter({ hasText: 'Tags' });
    assert.equal(await header.getAttribute('aria-expanded'), 'false');
    await header.click();
    await sidebar().getByText('No file has tags yet.').waitFor();

    await gloss.openFile(name);
    await gloss.select(...functionLines);
    await tagged(['retry', 'upload']);
    await press('saveTags');
    await row('retry').waitFor();
    assert.deepEqual(JSON.parse(await gloss.fileText('.vscode/gloss-tags.json')), {
      version: 1,
      files: { [path]: ['retry', 'upload'] },
    });

    await gloss.closeEditors();
    await row('upload').click();
    await row(name).click();
    await gloss.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  });

  it('shows the tags that contain a text, and all again', async () => {
    await row('retry').waitFor();
    await gloss.runCommand('Gloss: Filter Tags');
    await gloss.inputBox('load');
    await row('retry').waitFor({ state: 'detached' });
    await row('upload').first().waitFor();
    await gloss.runCommand('Gloss: Filter Tags');
    await gloss.inputBox('none such');
    await sidebar().getByText('No tag is like that.').waitFor();
    await sidebar().getByText('Show All Tags').click();
    await row('retry').waitFor();
  });

  it('follows what is written into files', async () => {
    await gloss.writeFile('src/new.py', '# Tags: fresh\n');
    await row('fresh').waitFor();
    await rm(join(gloss.workspace, 'src/new.py'));
    await row('fresh').waitFor({ state: 'detached' });
  });
});

describe('a vocabulary', () => {
  it('lets no foreign tag through: an answer from outside it is an error that can be tried again', async () => {
    const settings = { 'gloss.tags.vocabulary': ['Retry policy', '重试'] };
    await gloss.changeSettings(userSettings({ endpoint, settings }));
    await gloss.openFile(name);
    await gloss.select(...functionLines);
    endpoint.play({ json: { tags: ['Retry policy', 'foreign'] } });
    const asked = endpoint.nextRequest();
    await gloss.runCommand('Gloss: Generate Tags');
    const failed = await gloss.answer('error');
    await failed.getByText('not in the form asked for').waitFor();
    assert.doesNotMatch(await failed.innerText(), /foreign|Retry policy/);
    assert.deepEqual(await actionsOf(failed), []);
    assert.match((await asked).text, /"enum":\["Retry policy","重试"\]/);

    endpoint.play({ json: { tags: ['重试'] } });
    await failed.locator('[data-action="retry"]:visible').first().click();
    const card = await gloss.answer('complete');
    assert.deepEqual(await card.locator('[data-part="card"] li').allInnerTexts(), ['重试']);
    await card.getByText('from your vocabulary').waitFor();
  });
});
