import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';

describe('the composer', () => {
  let panel: PanelPage;
  panelForEach(async opened => {
    panel = opened;
    await panel.snapshot([]);
  });

  const input = () => panel.page.locator('textarea[data-part="composer"]');
  const press = (key: string) => panel.page.keyboard.press(key);

  test('Enter sends what was typed and clears it', async () => {
    await input().fill('why?');
    await press('Enter');
    assert.deepEqual(await panel.posts(), [{ type: 'send', text: 'why?' }]);
    assert.equal(await input().inputValue(), '');
  });

  test('Shift+Enter breaks the line', async () => {
    await input().focus();
    await panel.page.keyboard.type('one');
    await press('Shift+Enter');
    await panel.page.keyboard.type('two');
    assert.deepEqual(await panel.posts(), []);
    await panel.page.locator('[data-action="send"]').click();
    assert.deepEqual(await panel.posts(), [{ type: 'send', text: 'one\ntwo' }]);
  });

  test('the arrow up calls back what was sent, and the arrow down goes back to what was being typed', async () => {
    await panel.snapshot([
      question('one', 'u1'),
      { role: 'user', id: 'u2', text: 'Explain Selection', editable: false, pinned: false, attachments: [] },
      question('two\nlines', 'u3'),
    ]);
    await input().fill('draft');
    await press('ArrowUp');
    assert.equal(await input().inputValue(), 'draft', 'not from the end of what is being typed');
    await press('Control+Home');
    const seen: string[] = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown']) {
      await press(key);
      seen.push(await input().inputValue());
    }
    assert.deepEqual(seen, ['two\nlines', 'one', 'one', 'two\nlines', 'draft', 'draft']);
    await press('Control+Home');
    await press('ArrowUp');
    await press('End');
    await panel.page.keyboard.type('!');
    await press('ArrowUp');
    assert.match(await input().inputValue(), /!/, 'what was changed is not written over');
  });

  test('a draft stays with its conversation, and goes along into a new one', async () => {
    await panel.snapshot([question('one')], 'c1');
    await input().fill('half a question');
    await panel.snapshot([question('other')], 'c2');
    assert.equal(await input().inputValue(), '');
    await panel.snapshot([question('one')], 'c1');
    assert.equal(await input().inputValue(), 'half a question');
    await panel.snapshot([], 'c3');
    assert.equal(await input().inputValue(), 'half a question');
    await panel.snapshot([question('one')], 'c1');
    assert.equal(await input().inputValue(), '');
  });

  for (const blank of ['', '   ', '\n\t']) {
    test(`sends nothing of ${JSON.stringify(blank)}`, async () => {
      await input().fill(blank);
      await press('Enter');
      await panel.page.locator('[data-action="send"]').click({ force: true });
      assert.deepEqual(await panel.posts(), []);
      assert.equal(await input().inputValue(), blank);
    });
  }

  test('the Enter that ends a composition sends nothing', async () => {
    const session = await panel.page.context().newCDPSession(panel.page);
    await input().focus();
    await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
    // The input method takes the key, so no character comes of it.
    await session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      windowsVirtualKeyCode: 13,
    });
    assert.deepEqual(await panel.posts(), []);
    await session.send('Input.insertText', { text: '日本' });
    // Where composition has ended already, the key code alone tells that the key was the input method's.
    await input().dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    assert.deepEqual(await panel.posts(), []);
    await press('Enter');
    assert.deepEqual(await panel.posts(), [{ type: 'send', text: '日本' }]);
  });

  test('while an answer streams one may type on, and the button stops', async () => {
    await panel.turn(answer({ state: 'streaming' }));
    await input().fill('next');
    await press('Enter');
    assert.deepEqual(await panel.posts(), []);
    assert.equal(await input().inputValue(), 'next');
    assert.equal(await panel.page.locator('[data-action="send"]').count(), 0);
    await panel.page.locator('[data-action="stop"]').click();
    assert.deepEqual(await panel.posts(), [{ type: 'stop' }]);
    await panel.turn(answer({ state: 'stopped', text: 'x' }));
    await input().focus();
    await press('Enter');
    assert.deepEqual((await panel.posts()).at(-1), { type: 'send', text: 'next' });
  });

  test('Escape stops an answer that streams, and nothing else', async () => {
    await input().focus();
    await press('Escape');
    assert.deepEqual(await panel.posts(), []);
    await panel.turn(answer({ state: 'streaming' }));
    await press('Escape');
    assert.deepEqual(await panel.posts(), [{ type: 'stop' }]);
  });

  test('the focus stays on the button as it turns from stop to send and back', async () => {
    await panel.turn(answer({ state: 'streaming' }));
    await panel.page.locator('[data-action="stop"]').focus();
    await panel.turn(answer({ text: 'x' }));
    const focused = () => panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.equal(await focused(), strings.send);
    await panel.turn(answer({ id: 'a2', state: 'streaming' }));
    assert.equal(await focused(), strings.stop);
  });

  test('a draft and what follows in the answer do not disturb each other', async () => {
    await panel.turn(answer({ state: 'streaming' }));
    await input().focus();
    for (const letter of 'draft') {
      await panel.page.keyboard.type(letter);
      await panel.delta('a1', `${letter}. `);
      await panel.frame();
    }
    assert.equal(await input().inputValue(), 'draft');
    assert.equal(await input().evaluate(element => element === document.activeElement), true);
  });

  test('a draft survives a reload, goes along into a new conversation, and is gone once it is a question', async () => {
    await input().fill('half a thought');
    await panel.snapshot([], 'c2');
    assert.equal(await input().inputValue(), 'half a thought');
    await panel.page.reload();
    await panel.snapshot([], 'c2');
    assert.equal(await input().inputValue(), 'half a thought');
    await input().focus();
    await press('Enter');
    assert.equal(await input().inputValue(), '');
    await panel.page.reload();
    await panel.snapshot([], 'c2');
    assert.equal(await input().inputValue(), 'half a thought', 'the host was gone');
    await panel.snapshot([question('half a thought')], 'c2');
    assert.equal(await input().inputValue(), '', 'it was only late');
    await panel.page.reload();
    await panel.snapshot([question('half a thought')], 'c2');
    assert.equal(await input().inputValue(), '');
  });

  test('what was sent does not come back once the host has shown it', async () => {
    await input().fill('a question');
    await press('Enter');
    await panel.snapshot([question('a question', 'u7')], 'c1');
    await input().fill('more');
    await panel.page.reload();
    await panel.snapshot([question('a question', 'u7')], 'c1');
    assert.equal(await input().inputValue(), 'more');
  });

  test('the host may put the focus there', async () => {
    await panel.post({ type: 'focusComposer' });
    assert.equal(await input().evaluate(element => element === document.activeElement), true);
  });

  test('it grows with its text up to 40 % of the panel', async () => {
    const height = () => input().evaluate(element => element.getBoundingClientRect().height);
    const empty = await height();
    await input().fill('1\n2\n3\n4\n5');
    assert.ok((await height()) > empty);
    await input().fill('line\n'.repeat(200));
    assert.equal(await height(), 360);
    await press('Enter');
    assert.equal(await height(), empty);
  });

  test('the model and the parameters have their buttons', async () => {
    await panel.post({ type: 'model', model: { label: 'gpt-9', detail: 'Example · example.com' } });
    const model = panel.page.locator('[data-action="select-model"]');
    assert.equal(await model.innerText(), 'gpt-9');
    assert.equal(await model.getAttribute('title'), 'Example · example.com');
    assert.equal(await model.getAttribute('aria-label'), `${strings.chooseModel}: gpt-9`);
    await model.click();
    await panel.page.locator('[data-action="parameters"]').click();
    assert.deepEqual(await panel.posts(), [{ type: 'selectModel' }, { type: 'showParameters', open: true }]);
  });

  test('everything can be reached and done with the keyboard alone', async () => {
    await panel.snapshot([
      question('why'),
      answer({ text: '[docs](https://example.com)\n\n```js\nlet a;\n```', summary: 's', retryable: true }),
    ]);
    const reached: (string | null)[] = [];
    for (let index = 0; index < 22; index++) {
      await press('Tab');
      reached.push(
        await panel.page.evaluate(() => {
          const focused = document.activeElement;
          return (
            focused?.getAttribute('data-action') ??
            focused?.getAttribute('data-part') ??
            focused?.getAttribute('role') ??
            focused?.localName ??
            null
          );
        }),
      );
      const visible = await panel.page.evaluate(() => {
        const focused = document.activeElement;
        const box = focused?.closest('.composer-box');
        const outlined = (element: Element) => getComputedStyle(element).outlineStyle !== 'none';
        return focused instanceof HTMLTextAreaElement
          ? box && getComputedStyle(box).borderColor === 'rgb(0, 120, 212)'
          : focused && outlined(focused);
      });
      assert.equal(visible, true, `the focus shows on ${reached.at(-1)}`);
    }
    assert.deepEqual(reached, [
      'transcript',
      'edit',
      'copy',
      'remove',
      'pin',
      'link',
      'insert',
      'replace',
      'apply',
      'newFile',
      'terminal',
      'copy-code',
      'group',
      'details',
      'show-request',
      'copy',
      'retry',
      'composer',
      'attach',
      'select-model',
      'parameters',
      'select-tools',
    ]);
    for (let index = 0; index < 4; index++) await press('Shift+Tab');
    await panel.page.keyboard.type('q');
    for (let index = 0; index < 5; index++) await press('Tab');
    await press('Space');
    assert.deepEqual(await panel.posts(), [{ type: 'send', text: 'q' }]);
  });
});
