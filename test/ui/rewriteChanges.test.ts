import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { glossForAll } from './harness/glossForAll.ts';
import type { GlossWindow } from './harness/glossWindow.ts';

const name = 'queue.ts';
const path = 'src/queue.ts';
/** `tryTake(…)` */
const [first, last] = [39, 44];
const oldFull = '    if (this.stamps.length >= this.limit) return false;';
const newFull = '    const isFull = this.stamps.length >= this.limit;\n    if (isFull) return false;';
const oldEnd = '    return true;';
const newEnd = '    return this.stamps.length > 0;';
const instruction = 'Say what is full';
const diffTab = `${name}: rewrite`;

let endpoint: Endpoint;
let gloss: GlossWindow;
glossForAll(
  (opened, started) => {
    [gloss, endpoint] = [opened, started];
  },
  // Unset, they would pause once too few of those before were accepted.
  { settings: { 'gloss.request.prediction': true } },
);
afterEach(async () => {
  endpoint.release();
  await gloss.tidy();
});

interface Texts {
  file: string;
  /** What is rewritten. */
  source: string;
  /** With both changes. */
  rewritten: string;
}

async function texts(): Promise<Texts> {
  const file = await gloss.fileText(path);
  const source = file
    .split('\n')
    .slice(first - 1, last)
    .join('\n');
  return { file, source, rewritten: source.replace(oldFull, newFull).replace(oldEnd, newEnd) };
}

/** Has the method rewritten, and resolves when both changes are shown. */
async function rewriteMethod(rewritten: string): Promise<void> {
  endpoint.play({ text: rewritten });
  await gloss.openFile(name);
  await gloss.select(first, last);
  await gloss.contextMenu('Gloss', 'Rewrite Selection');
  await gloss.inputBox(instruction);
  await tab().and(gloss.page.locator('.active')).waitFor();
  await line('isFull = ').waitFor();
  await line(newEnd.trim()).waitFor();
}

function tab(): Locator {
  return gloss.page.locator('.tab', { hasText: diffTab });
}

/** Says where the cursor is: at the change that is next. */
function cursorIn(line: number): Locator {
  return gloss.page.getByRole('button', { name: `Ln ${line}, Col 1` });
}

/** A line of the changes' right side. */
function line(text: string): Locator {
  const words = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s'));
  return gloss.page.locator('.monaco-diff-editor .modified .view-line').filter({ hasText: words });
}

function titleButton(label: string): Locator {
  return gloss.page.locator('.editor-actions').getByRole('button', { name: label });
}

async function discard(): Promise<void> {
  await titleButton('Discard Rewrite').click();
  await tab().waitFor({ state: 'detached' });
}

describe('a change of a rewrite', () => {
  it('is left out, taken back in, and left out of what is applied', async () => {
    const { file, rewritten } = await texts();
    await rewriteMethod(rewritten);
    const takeBack = titleButton('Take Last Change Back In');
    assert.equal(await takeBack.count(), 0);
    await titleButton('Leave This Change Out').click();
    await line('isFull = ').waitFor({ state: 'detached' });
    await line(oldFull.trim()).waitFor();
    await takeBack.click();
    await line('isFull = ').waitFor();
    await takeBack.waitFor({ state: 'detached' });

    await titleButton('Leave This Change Out').click();
    await line('isFull = ').waitFor({ state: 'detached' });
    await titleButton('Apply Rewrite').click();
    await tab().waitFor({ state: 'detached' });
    await gloss.lineWith(newEnd.trim()).waitFor();
    assert.equal(await gloss.editorText(), file.replace(oldEnd, newEnd));
    await gloss.undo();
    await gloss.savesAs(path, file);
  });

  it('is applied alone, while the other stays shown', async () => {
    const { file, rewritten } = await texts();
    await rewriteMethod(rewritten);
    await titleButton('Apply This Change Alone').click();
    await cursorIn(last).waitFor();
    assert.equal(await tab().count(), 1);
    await gloss.runCommand('Gloss: Apply This Change Alone');
    await tab().waitFor({ state: 'detached' });
    assert.equal(await gloss.editorText(), file.replace(oldFull, newFull).replace(oldEnd, newEnd));
    await gloss.undo();
    assert.equal(await gloss.editorText(), file.replace(oldFull, newFull));
    await gloss.undo();
    await gloss.savesAs(path, file);
  });

  it('is asked about before it is applied when something in it cannot be seen, and not for another’s sake', async () => {
    const { file, rewritten } = await texts();
    await rewriteMethod(rewritten.replace(newEnd, `${newEnd} // \u202eok`));
    await titleButton('Apply This Change Alone').click();
    await cursorIn(last).waitFor();
    await titleButton('Apply This Change Alone').click();
    const question = gloss.page.locator('.monaco-dialog-box', { hasText: 'cannot be seen (U+202E)' });
    await question.getByRole('button', { name: 'Use It Without Them' }).click();
    await tab().waitFor({ state: 'detached' });
    const after = file.replace(oldFull, newFull).replace(oldEnd, `${newEnd} // ok`);
    assert.equal(await gloss.editorText(), after);
    await gloss.undo();
    await gloss.undo();
    await gloss.savesAs(path, file);
  });
});

describe('a follow-up on a rewrite', () => {
  it('asks with all that was said and the result as it stands, and its changes take the place of the former', async () => {
    const { file, source, rewritten } = await texts();
    const asked = endpoint.nextRequest();
    await rewriteMethod(rewritten);
    const before = JSON.parse((await asked).text);
    await titleButton('Leave This Change Out').click();
    await line('isFull = ').waitFor({ state: 'detached' });

    const shorter = source.replace(oldEnd, '    return !!now;');
    endpoint.play({ text: shorter });
    const again = endpoint.nextRequest();
    await titleButton('Follow Up on Rewrite…').click();
    await gloss.inputBox('Shorter');
    const soFar = source.replace(oldEnd, newEnd);
    assert.deepEqual(JSON.parse((await again).text), {
      ...before,
      messages: [
        ...before.messages,
        { role: 'assistant', content: soFar },
        { role: 'user', content: 'Shorter' },
      ],
      prediction: { type: 'content', content: soFar },
    });
    await line('return !!now;').waitFor();
    assert.equal(await tab().count(), 1);
    const panel = await gloss.panel();
    const questions = panel.locator('[data-role="user"]');
    await questions.filter({ hasText: instruction }).last().waitFor();
    await questions.filter({ hasText: 'Shorter' }).waitFor();

    await titleButton('Apply Rewrite').click();
    await tab().waitFor({ state: 'detached' });
    await gloss.lineWith('return !!now;').waitFor();
    assert.equal(await gloss.editorText(), file.replace(source, shorter));
    await gloss.undo();
    await gloss.savesAs(path, file);
  });

  it('that comes to nothing leaves the former changes where they are', async () => {
    const { rewritten } = await texts();
    await rewriteMethod(rewritten);
    const count = endpoint.requests.length;
    await titleButton('Follow Up on Rewrite…').click();
    await gloss.dismissInput();
    assert.equal(endpoint.requests.length, count);

    endpoint.play('length');
    await titleButton('Follow Up on Rewrite…').click();
    await gloss.inputBox('Shorter');
    await gloss.answer('cut');
    await line('isFull = ').waitFor();

    endpoint.hold();
    const asked = endpoint.nextRequest();
    await titleButton('Follow Up on Rewrite…').click();
    await gloss.inputBox('Much shorter');
    await asked;
    await gloss.runCommand('Gloss: Stop');
    await gloss.answer('stopped');
    await line('isFull = ').waitFor();
    await line(newEnd.trim()).waitFor();
    assert.equal(await tab().count(), 1);
    await discard();
  });

  it('is asked for below the result in the panel, too, and can itself be followed up', async () => {
    const { rewritten } = await texts();
    await rewriteMethod(rewritten);
    const panel = await gloss.panel();
    const followUp = panel.locator('[data-action="followUp"]').last();
    for (const [words, comment] of [
      ['With a comment', 'first'],
      ['With another one', 'second'],
    ]) {
      const text = rewritten.replace(newEnd, `${newEnd} // ${comment}`);
      endpoint.play({ text });
      await followUp.click();
      await gloss.inputBox(words ?? '');
      await line(`// ${comment}`).waitFor();
      assert.equal(await tab().count(), 1);
    }
    const { messages } = JSON.parse(endpoint.requests.at(-1)?.text ?? '');
    assert.equal(messages.length, 4);
    assert.ok(messages[1].content.startsWith(`${instruction}\nWith a comment\n\n`));
    assert.ok(messages[2].content.includes('// first'));
    assert.equal(messages[3].content, 'With another one');
    await discard();
  });

  it('is not asked for when what was rewritten is no more', async () => {
    const { file, rewritten } = await texts();
    await rewriteMethod(rewritten);
    await discard();
    await gloss.openFile(name);
    await gloss.goTo(first, 3);
    await gloss.page.keyboard.type('x');
    await gloss.lineWith('xtryTake').waitFor();
    const count = endpoint.requests.length;
    const panel = await gloss.panel();
    await panel.locator('[data-action="followUp"]').last().click();
    await gloss.notification('is not in queue.ts any more, so nothing was asked');
    assert.equal(endpoint.requests.length, count);
    await gloss.undo();
    await gloss.savesAs(path, file);
  });
});
