import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

let endpoint: Endpoint;
let gloss: GlossWindow;
let panel: Frame;
glossForAll(
  async (opened, started) => {
    [gloss, endpoint] = [opened, started];
    panel = await gloss.openPanel();
  },
  {
    // Drawn as elements, the terminal's text can be read.
    settings: { 'terminal.integrated.gpuAcceleration': 'off' },
  },
);
beforeEach(() => gloss.newChat());
afterEach(() => gloss.tidy());

/** Has the model answer this. */
async function answered(text: string): Promise<Locator> {
  endpoint.play({ text });
  await panel.locator('[data-part="composer"]').fill('How?');
  await panel.locator('[data-action="send"]').click();
  return gloss.answer('complete');
}

async function press(answer: Locator, action: string): Promise<void> {
  // It shows itself when one comes near.
  await answer.locator('.code-block').hover();
  await answer.locator(`[data-action="${action}"]`).click();
}

function titleButton(label: string): Locator {
  return gloss.page.locator('.editor-actions').getByRole('button', { name: label });
}

describe('the code in an answer', () => {
  const path = 'src/queue.ts';
  const line = '    const jitter = Math.random() * 100;';

  it('is inserted at the cursor with the indentation of its line, until one undo takes it back', async () => {
    const answer = await answered('Log it:\n\n```ts\nif (jitter > 50) {\n    log(jitter);\n}\n```');
    await gloss.openFile('queue.ts');
    await gloss.goTo(24, 5);
    await press(answer, 'insert');
    await gloss.lineWith('log(jitter);').waitFor();
    const old = await gloss.fileText(path);
    const inserted = '    if (jitter > 50) {\n      log(jitter);\n    }\n';
    await gloss.savesAs(path, old.replace(`${line}\n`, `${line}\n${inserted}`));
    await gloss.undo();
    await gloss.savesAs(path, old);
  });

  it('takes the place of the selection', async () => {
    const answer = await answered('```ts\nconst jitter = 0;\n```');
    await gloss.openFile('queue.ts');
    await gloss.select(23, 23);
    await press(answer, 'replace');
    await gloss.lineWith('const jitter = 0;').waitFor();
    const old = await gloss.fileText(path);
    await gloss.savesAs(path, old.replace(line, '    const jitter = 0;'));
    await gloss.undo();
    await gloss.savesAs(path, old);
  });

  it('is shown as changes to the file that it names, applied, and undone at once', async () => {
    const code = 'constructor(limit: number) {\n  this.limit = limit;\n  this.windowMs = 1_000;\n}';
    const answer = await answered(`In \`src/queue.ts\`:\n\n\`\`\`ts\n${code}\n\`\`\``);
    await press(answer, 'apply');
    await gloss.page.locator('.tab.active', { hasText: 'queue.ts: rewrite' }).waitFor();
    const sides = gloss.page.locator('.monaco-diff-editor');
    await sides.locator('.modified .view-line').filter({ hasText: 'this.windowMs = 1_000;' }).waitFor();
    await titleButton('Apply Rewrite').click();
    await gloss.page.locator('.tab.active[data-resource-name="queue.ts"]').waitFor();
    await gloss.lineWith('this.windowMs = 1_000;').waitFor();
    const old = await gloss.fileText(path);
    const indented = code.replace(/^/gm, '  ');
    await gloss.savesAs(
      path,
      old.replace(/ {2}constructor\(limit: number, windowMs = 60_000\) \{[^}]*\}/, indented),
    );
    await gloss.undo();
    await gloss.savesAs(path, old);
  });

  it('opens as a new file in its language', async () => {
    const answer = await answered('```py\nprint("x")\n```');
    await press(answer, 'newFile');
    await gloss.lineWith('print("x")').waitFor();
    await gloss.page.getByRole('button', { name: 'Python', exact: true }).waitFor();
    assert.equal(await gloss.editorText(), 'print("x")\n');
    // All of it is selected; without it there is nothing to save.
    await gloss.page.keyboard.press('Delete');
    await gloss.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  });

  it('stands in the terminal, and is not run before somebody presses Enter there', async () => {
    const answer = await answered('```sh\necho one > one.txt\necho two > two.txt\n```');
    await press(answer, 'terminal');
    // Of several lines the user picks one: a line break would run what is before it.
    await gloss.quickPick('echo two > two.txt');
    const rows = gloss.page.locator('.xterm-rows');
    // Behind the prompt: the shell is up, and waits.
    await rows.filter({ hasText: /[$#]\s*echo\stwo\s>\stwo\.txt/ }).waitFor();
    await gloss.page.locator('.xterm-screen').click();
    await gloss.page.keyboard.press('Home');
    // It is typed into the same line, which the shell then takes for one command and a comment.
    await gloss.page.keyboard.type('echo three > three.txt; # ');
    await gloss.page.keyboard.press('Enter');
    await gloss.page.keyboard.type('echo done-$((6*7))');
    await gloss.page.keyboard.press('Enter');
    await rows.filter({ hasText: 'done-42' }).waitFor();
    const isThere = (name: string) =>
      access(join(gloss.workspace, name)).then(
        () => true,
        () => false,
      );
    const there = await Promise.all(['one.txt', 'two.txt', 'three.txt'].map(isThere));
    assert.deepEqual(there, [false, false, true]);
    await gloss.page.keyboard.type('exit');
    await gloss.page.keyboard.press('Enter');
    await rows.waitFor({ state: 'detached' });
  });

  it('has what cannot be seen named, and does not go to the terminal with it', async () => {
    const answer = await answered('```sh\necho a\u202eb\n```');
    await answer.locator('.hidden-character[data-code="U+202E"]').waitFor();
    await press(answer, 'terminal');
    await gloss.isTold('characters that cannot be seen (U+202E)');
  });
});

describe('the names in an answer', () => {
  it('are links to the lines of files, once it has ended', async () => {
    const answer = await answered('See `src/queue.ts:23`, notes.md and `no/such/file.ts`.');
    await answer.locator('[data-place="src/queue.ts:23"]').click();
    await gloss.page.locator('.tab.active[data-resource-name="queue.ts"]').waitFor();
    await gloss.page.getByRole('button', { name: 'Ln 23, Col 1' }).waitFor();
    await answer.locator('[data-place="notes.md"]').press('Enter');
    await gloss.page.locator('.tab.active[data-resource-name="notes.md"]').waitFor();
    assert.equal(await answer.locator('[data-place]').count(), 2);
  });

  it('that several files have, ask which one is meant', async () => {
    await gloss.writeFile('one/same.txt', 'one\n');
    await gloss.writeFile('two/same.txt', 'two\n');
    const answer = await answered('Compare `same.txt`.');
    await answer.locator('[data-place="same.txt"]').click();
    await gloss.quickPick('two/same.txt');
    await gloss.lineWith('two').waitFor();
  });
});

describe('the line below an answer', () => {
  it('says how long the first token took, and shows the request of its own answer', async () => {
    const first = await answered('One.');
    const id = await first.getAttribute('data-id');
    endpoint.play({ text: 'Two.' });
    await panel.locator('[data-part="composer"]').fill('And then?');
    await panel.locator('[data-action="send"]').click();
    await gloss.answer('complete', 'Two.');
    const answer = panel.locator(`[data-id="${id}"]`);
    await answer.locator('[data-action="details"]').press('Enter');
    const facts = (await answer.locator('.details li').allTextContents()).join('\n');
    for (const fact of [
      /of which cached: \d/,
      /Time to first token: \d/,
      /Tokens per second: \d/,
      /Finish reason: stop/,
      /Request: \S/,
    ]) {
      assert.match(facts, fact);
    }
    await answer.locator('[data-action="show-request"]').click();
    await gloss.page.locator('.tab.active', { hasText: 'request-' }).waitFor();
    const { request, answer: shown } = JSON.parse(await gloss.editorText());
    assert.equal(request.body.messages.at(-1).content, 'How?');
    assert.equal(shown.text, 'One.');
  });

  it('says when the request is not held any more', async () => {
    await answered('One.');
    // Before another question leaves, the answer is on disk.
    await answered('Two.');
    await gloss.reload();
    panel = await gloss.openPanel();
    await (await gloss.answer('complete', 'One.')).locator('[data-action="show-request"]').click();
    await gloss.isTold('not held any more');
  });
});
