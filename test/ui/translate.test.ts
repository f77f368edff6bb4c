import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';
import { userSettings } from './harness/openGloss.ts';

let endpoint: Endpoint;
let gloss: GlossWindow;
glossForAll(
  async (opened, started) => {
    [gloss, endpoint] = [opened, started];
    await gloss.runCommand('Gloss: Forget Translations of Comments');
  },
  {
    files: {
      'many/a.ts': '// Erster Satz.\nlet a = 1; // eslint-disable-line\n',
      'many/b.py': '# Erster Satz.\nb = 1\n# Zweiter Satz.\n',
      'many/data.json': '{}\n',
    },
  },
);
afterEach(async () => {
  endpoint.release();
  await gloss.tidy();
});

const button = (name: string) => gloss.page.getByRole('button', { name });

describe('Translate All Comments in File', () => {
  it('shows the changes, of which each is applied or left from the title bar', async () => {
    await gloss.openFile('queue.ts');
    const old = await gloss.fileText('src/queue.ts');
    await gloss.contextMenu('Gloss', 'Translate All Comments in File');
    await gloss.page.locator('.tab.active', { hasText: 'queue.ts: translation' }).waitFor();
    const changed = gloss.page.locator('.editor.modified .view-line', { hasText: 'Uploads' });
    await changed.waitFor();
    assert.equal(await gloss.fileText('src/queue.ts'), old);
    assert.equal(endpoint.requests.length, 1);
    await button('Leave This Comment as It Is').click();
    await changed.waitFor({ state: 'detached' });
    await button('Apply All Translations').click();
    await gloss.page.locator('.tab', { hasText: 'translation' }).waitFor({ state: 'detached' });
    await gloss.lineWith('// Limits the').waitFor();
    await gloss.lineWith('Lädt eine Datei').waitFor();
    await gloss.undo();
    await gloss.lineWith('// Begrenzt die Zahl').waitFor();
    await gloss.savesAs('src/queue.ts', old);
  });
});

describe('the hover of a comment', () => {
  /** Rests the mouse on a comment of the style sheet. @returns its hover. */
  async function hover(text: string) {
    await gloss.openFile('styles.css');
    return gloss.hover(gloss.lineWith(text));
  }

  it('asks for a translation only when its link is clicked, and has it after a reload', async () => {
    const sent = endpoint.requests.length;
    const link = (await hover('Fortschrittsleiste')).getByText(
      /Translate into English \(about \$0\.000\d+\)/,
    );
    await link.waitFor();
    assert.equal(endpoint.requests.length, sent);
    endpoint.hold();
    const request = endpoint.nextRequest();
    await link.click();
    await request;
    // Once the hover is gone the pointer would rest on what was behind it, whose own hover takes the place of the next.
    await gloss.page.mouse.move(400, 784);
    endpoint.release();
    const translation = gloss.page.locator('.monaco-hover:visible', {
      hasText: 'The progress bar stays visible',
    });
    await translation.waitFor();
    assert.equal(endpoint.requests.length, sent + 1);

    await gloss.reload();
    await (await hover('Fortschrittsleiste')).getByText('The progress bar stays visible').waitFor();
    assert.equal(endpoint.requests.length, sent + 1);
  });
});

describe('Toggle Translations of Comments', () => {
  it('shows what is in view beside it, with the cost in the status bar, and hides it again', async () => {
    await gloss.openFile('report.py');
    await gloss.runCommand('Gloss: Toggle Translations of Comments');
    const item = gloss.statusBarItem('translations');
    await item.filter({ hasText: /\$0\.000\d+/ }).waitFor();
    await gloss.page.waitForFunction(besideALine, 'Empty files do not count.');
    await gloss.runCommand('Gloss: Toggle Translations of Comments');
    await item.waitFor({ state: 'detached' });
    assert.equal(await gloss.page.evaluate(besideALine, 'Empty files do not count.'), false);
  });
});

/** Whether a text stands beside a line, where the editor has its style sheet write it. */
function besideALine(text: string): boolean {
  const spans = [...document.querySelectorAll('.view-line span')];
  return spans.some(span => getComputedStyle(span, '::after').content.includes(text));
}

describe('translations from the explorer', () => {
  it('of a folder are priced, previewed, and written comment by comment', async () => {
    const sent = endpoint.requests.length;
    await gloss.explorerMenu(['many'], 'Gloss', 'Translate All Comments in Files');
    const question = gloss.page.locator('.monaco-dialog-box');
    await question.getByText('Translate 2 comments in 2 files into English with gpt-4o-mini?').waitFor();
    assert.match(await question.innerText(), /About [\d,]+ tokens, \$0\.\d+/);
    assert.equal(endpoint.requests.length, sent);
    await question.getByRole('button', { name: 'Start' }).click();
    await gloss.page.getByRole('button', { name: 'Apply' }).waitFor();
    await gloss.page.getByRole('button', { name: 'Apply' }).click();
    await gloss.notification('Written to 2 files.');
    assert.equal(endpoint.requests.length, sent + 1);
    assert.equal(
      await gloss.fileText('many/a.ts'),
      '// [en] Erster Satz.\nlet a = 1; // eslint-disable-line\n',
    );
    assert.equal(await gloss.fileText('many/b.py'), '# [en] Erster Satz.\nb = 1\n# [en] Zweiter Satz.\n');
  });
});

describe('strings and Markdown', () => {
  const settings = { 'gloss.translate.strings': true, 'gloss.translate.markdown': true };
  const files = {
    'strings.ts': "// Erster Satz.\nsay('Zweiter Satz: %s', { 'ein Name': name });\n",
    'prose.md': '# Erster Titel\n\nEin Absatz mit `code` und\neiner zweiten Zeile.\n\n- ein Punkt\n',
  };

  it('are shown as changes with the comments for those who want them, and written', async () => {
    for (const [name, text] of Object.entries(files)) await gloss.writeFile(name, text);
    await gloss.changeSettings(userSettings({ endpoint, settings }));
    const page = gloss.page;
    for (const [name, expected] of [
      ['strings.ts', "// [en] Erster Satz.\nsay('[en] Zweiter Satz: %s', { 'ein Name': name });\n"],
      [
        'prose.md',
        '# [en] Erster Titel\n\n[en] Ein Absatz mit\n`code` und einer zweiten\nZeile.\n\n- [en] ein Punkt\n',
      ],
    ] as const) {
      await gloss.openFile(name);
      await gloss.runCommand('Gloss: Translate All Comments in File');
      await page.locator('.tab.active', { hasText: `${name}: translation` }).waitFor();
      await page.locator('.editor.modified .view-line', { hasText: '[en]' }).first().waitFor();
      await page.getByRole('button', { name: 'Apply All Translations' }).click();
      await page.locator('.tab', { hasText: 'translation' }).waitFor({ state: 'detached' });
      await gloss.savesAs(name, expected);
    }
  });
});
