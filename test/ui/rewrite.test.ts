import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

const name = 'queue.ts';
const path = 'src/queue.ts';
/** `const jitter = …` */
const line = 23;
const source = '    const jitter = Math.random() * 100;';
const rewritten = '    const jitter = Math.random() * 50;';
const instruction = 'Halve the jitter';
const diffTab = `${name}: rewrite`;

let endpoint: Endpoint;
let gloss: GlossWindow;
glossForAll(
  (opened, started) => {
    [gloss, endpoint] = [opened, started];
  },
  { settings: { 'files.readonlyInclude': { '**/data.json': true } } },
);
afterEach(async () => {
  endpoint.release();
  await gloss.tidy();
});

/** Selects the line and has it rewritten, from the context menu. */
async function rewriteLine(): Promise<void> {
  await gloss.openFile(name);
  await gloss.select(line, line);
  await gloss.contextMenu('Gloss', 'Rewrite Selection');
  await gloss.inputBox(instruction);
}

function tab(label: string) {
  return gloss.page.locator('.tab', { hasText: label });
}

/** Resolves when the changes are in front, the old line on the left and the new one on the right. */
async function changesShown(left = source, right = rewritten): Promise<void> {
  await gloss.page.locator('.tab.active', { hasText: diffTab }).waitFor();
  const sides = gloss.page.locator('.monaco-diff-editor');
  await sides.locator('.original .view-line').filter({ hasText: left.trim() }).first().waitFor();
  await sides.locator('.modified .view-line').filter({ hasText: right.trim() }).first().waitFor();
}

function titleButton(label: string) {
  return gloss.page.locator('.editor-actions').getByRole('button', { name: label });
}

describe('Rewrite Selection', () => {
  it('shows the changes and what its prediction was worth, and changes nothing when they are discarded', async () => {
    endpoint.play({ text: rewritten });
    await rewriteLine();
    await changesShown();
    const panel = await gloss.panel();
    const receipt = panel.locator('[data-role="assistant"][data-state="complete"] [title*="Prediction"]');
    assert.match(
      (await receipt.getAttribute('title')) ?? '',
      /Prediction: \d+ tokens accepted, \d+ rejected/,
    );
    await titleButton('Discard Rewrite').click();
    await tab(diffTab).waitFor({ state: 'detached' });
    assert.equal(await gloss.editorText(), await gloss.fileText(path));
  });

  it('shows what it would have changed, apart, when the line was edited meanwhile', async () => {
    endpoint.play({ text: rewritten });
    endpoint.hold();
    const asked = endpoint.nextRequest();
    const old = await gloss.fileText(path);
    await rewriteLine();
    await asked;
    await gloss.goTo(line, 5);
    await gloss.page.keyboard.type('x');
    await gloss.lineWith('xconst jitter').waitFor();
    endpoint.release();
    await changesShown();
    assert.equal(await titleButton('Apply Rewrite').count(), 0);
    await titleButton('Discard Rewrite').click();
    await tab(diffTab).waitFor({ state: 'detached' });
    await gloss.lineWith('xconst jitter').waitFor();
    await gloss.undo();
    await gloss.savesAs(path, old);
  });

  it('asks before it writes what cannot be seen and was not there, and leaves that out', async () => {
    endpoint.play({ text: `${rewritten} // \u202eok` });
    await rewriteLine();
    await gloss.page.locator('.tab.active', { hasText: diffTab }).waitFor();
    await titleButton('Apply Rewrite').click();
    const question = gloss.page.locator('.monaco-dialog-box', { hasText: 'cannot be seen (U+202E)' });
    await question.getByRole('button', { name: 'Use It Without Them' }).click();
    await gloss.lineWith(`${rewritten.trim()} // ok`).waitFor();
    await gloss.undo();
    await gloss.lineWith(source.trim()).waitFor();
  });

  it('offers nothing of an answer that was cut', async () => {
    endpoint.play('length');
    await rewriteLine();
    const panel = await gloss.panel();
    const cut = panel.locator('[data-role="assistant"][data-state="cut"]');
    await cut.waitFor();
    assert.equal(await tab(diffTab).count(), 0);
    assert.equal(await cut.getByRole('button', { name: 'Apply' }).count(), 0);
    assert.equal(await gloss.editorText(), await gloss.fileText(path));
  });

  it('refuses a file that is read-only before anything is asked', async () => {
    const count = endpoint.requests.length;
    await gloss.openFile('data.json');
    await gloss.select(1, 3);
    await gloss.runCommand('Gloss: Rewrite Selection');
    await gloss.notification('This file is read-only');
    assert.equal(endpoint.requests.length, count);
  });

  it('refuses such a file, too, when it goes along with a message', async () => {
    const count = endpoint.requests.length;
    await gloss.openFile('data.json');
    await gloss.runCommand('Gloss: Add to Chat');
    const panel = await gloss.panel();
    const chip = panel.locator('.attached .chip', { hasText: 'data.json' });
    await chip.waitFor();
    await panel.locator('[data-part="composer"]').fill('/rewrite Shorter');
    await panel.locator('[data-action="send"]').click();
    await gloss.notification('This file is read-only');
    assert.equal(await chip.count(), 1);
    assert.equal(endpoint.requests.length, count);
    await chip.getByRole('button').click();
  });
});
