import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TurnView } from '../../../src/chat/protocol.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';

describe('a question', () => {
  let panel: PanelPage;
  panelForEach(async opened => {
    panel = opened;
    await panel.snapshot([question('why?'), answer({ state: 'streaming', text: 'Bec' })]);
  });

  const edit = () => panel.page.locator('[data-part="edit"]');
  const press = (key: string) => panel.page.keyboard.press(key);
  const startEditing = async () => {
    await panel.page.locator('[data-action="edit"]').focus();
    await press('Enter');
    await edit().waitFor();
  };

  test('is edited in its place, and sent by Enter', async () => {
    await startEditing();
    assert.equal(await edit().inputValue(), 'why?');
    await panel.page.keyboard.type(' And how');
    await press('Shift+Enter');
    await panel.page.keyboard.type('so?');
    await press('Enter');
    assert.deepEqual(await panel.posts(), [{ type: 'edit', id: 'u1', text: 'why? And how\nso?' }]);
    assert.equal(await edit().count(), 0);
  });

  test('is left as it was by Escape, which does not stop the answer', async () => {
    await startEditing();
    await panel.page.keyboard.type('x');
    await press('Escape');
    assert.deepEqual(await panel.posts(), []);
    assert.equal(await panel.page.locator('.words').innerText(), 'why?');
    await panel.page.locator('[data-action="edit"]:focus').waitFor();
  });

  test('is not sent by the Enter that ends a composition', async () => {
    const session = await panel.page.context().newCDPSession(panel.page);
    await startEditing();
    await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
    await session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      windowsVirtualKeyCode: 13,
    });
    assert.deepEqual(await panel.posts(), []);
    await session.send('Input.insertText', { text: '日本' });
    await press('Enter');
    assert.deepEqual(await panel.posts(), [{ type: 'edit', id: 'u1', text: 'why?日本' }]);
  });

  test('is copied as it was written', async () => {
    await panel.snapshot([question('why?\n  twice', 'u9')]);
    const copy = panel.page.getByRole('button', { name: 'Copy question' });
    await copy.focus();
    await panel.page.keyboard.press('Enter');
    assert.deepEqual((await panel.posts()).at(-1), { type: 'copy', text: 'why?\n  twice' });
    await panel.page.getByRole('status').filter({ hasText: strings.copied }).waitFor({ state: 'attached' });
  });

  test('that would be empty is not sent', async () => {
    await startEditing();
    await edit().fill(' \n');
    await press('Enter');
    await panel.page.locator('[data-action="save-edit"]').click();
    assert.deepEqual(await panel.posts(), []);
  });

  test('goes on being edited while its answer comes', async () => {
    await startEditing();
    await panel.page.keyboard.type(' x');
    await panel.delta('a1', 'ause');
    await panel.turn(answer({ text: 'Because.' }));
    assert.equal(await edit().inputValue(), 'why? x');
    await edit().and(panel.page.locator(':focus')).waitFor();
  });

  test('of a command is not edited, and any is removed', async () => {
    await panel.snapshot([
      { role: 'user', id: 'u1', text: 'Explain Selection', editable: false, pinned: false, attachments: [] },
    ]);
    assert.equal(await panel.page.locator('[data-action="edit"]').isVisible(), false);
    await panel.page.locator('[data-role="user"]').hover();
    await panel.page.locator('[data-action="remove"]').click();
    assert.deepEqual(await panel.posts(), [{ type: 'remove', id: 'u1' }]);
  });
});

describe('the versions of a turn', () => {
  let panel: PanelPage;
  const turns = (which: number): TurnView[] => [
    question('why?'),
    answer({
      id: `a${which}`,
      text: `Version ${which}.`,
      retryable: true,
      branch: { index: which, count: 3 },
    }),
    question('so?', `u${which}2`),
  ];
  panelForEach(async opened => {
    panel = opened;
    await panel.snapshot(turns(1));
  });

  const button = (action: string) => panel.page.locator(`[data-action="${action}"]`);

  test('are stepped through', async () => {
    assert.equal(await panel.page.getByRole('group', { name: 'Version 2 of 3' }).innerText(), '2/3');
    await button('previous-version').click();
    await button('next-version').click();
    assert.deepEqual(await panel.posts(), [
      { type: 'step', id: 'a1', by: -1 },
      { type: 'step', id: 'a1', by: 1 },
    ]);
  });

  test('keep the focus on the step, and tell which one is shown', async () => {
    await button('next-version').focus();
    await panel.snapshot(turns(2));
    await panel.page.locator('[data-id="a2"] [data-action="next-version"]:focus').waitFor();
    assert.equal(await panel.page.getByRole('status').last().textContent(), 'Version 3 of 3');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.posts(), [], 'there is none after the last');
  });

  test('are not there for a turn that has but one', async () => {
    await panel.snapshot([question('why?'), answer({ text: 'So.' })]);
    assert.equal(await panel.page.locator('.stepper:visible').count(), 0);
  });
});

describe('an answer that broke off', () => {
  let panel: PanelPage;
  panelForEach(async opened => {
    panel = opened;
    await panel.snapshot([question('why?'), answer({ state: 'cut', text: 'Bec', continuable: true })]);
  });

  test('offers to go on, until something follows it', async () => {
    await panel.page.locator('[data-action="continue"]').click();
    assert.deepEqual(await panel.posts(), [{ type: 'goOn', id: 'a1' }]);
    await panel.turn(answer({ state: 'cut', text: 'Bec', continuable: false }));
    assert.equal(await panel.page.locator('[data-action="continue"]').count(), 0);
  });

  test('takes what comes behind what is there', async () => {
    await panel.turn(answer({ state: 'streaming', text: 'Bec' }));
    await panel.delta('a1', 'ause.');
    await panel.turn(answer({ text: 'Because.' }));
    assert.equal(await panel.page.locator('.answer').innerText(), 'Because.');
  });
});
