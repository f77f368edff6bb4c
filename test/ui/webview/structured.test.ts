import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TurnView } from '../../../src/chat/protocol.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';

const text =
  '{"name":"<b>x</b>\\u202e","big":12345678901234567890,"yes":true,"none":null,"twice":1,"twice":2,' +
  '"odd key":{"deep":["a","b"]},"empty":{}}';

describe('an answer that is JSON', () => {
  let panel: PanelPage;
  panelForEach(opened => {
    panel = opened;
  });

  const view = () => panel.page.locator('[data-part="structured"]');
  const tree = () => view().getByRole('tree');
  const item = (name: string) => tree().getByRole('treeitem', { name, exact: true });
  /** Of an item alone, without what is in it. */
  const row = (name: string) => item(name).locator('> .json-row');
  const button = () => panel.page.locator('[data-action="show-json"]');
  const rows = () => tree().locator('.json-row:visible').allInnerTexts();
  const focused = () => panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const press = (key: string) => panel.page.keyboard.press(key);
  const show = (turn: Partial<Extract<TurnView, { role: 'assistant' }>>) =>
    panel.snapshot([question('what?'), answer(turn)]);
  const whole = async (json: string) => {
    await show({ text: json, json: { texts: [json] } });
    // What shows it is loaded with the first.
    await tree().waitFor();
  };

  test('is a tree of what stands in it, to the digit', async () => {
    await whole(text);
    assert.deepEqual(await rows(), [
      '{8}',
      'name: "<b>x</b>\u202e"',
      'big: 12345678901234567890',
      'yes: true',
      'none: null',
      'twice: 1',
      'twice: 2',
      'odd key: {1}',
      'deep: [2]',
      'empty: {}',
    ]);
    assert.equal(await tree().locator('[data-code="U+202E"]').count(), 1);
    assert.equal(await tree().locator('b').count(), 0);
    const kinds = ['.hl-string', '.hl-number', '.hl-literal', '.json-key'].map(name =>
      tree()
        .locator(name)
        .first()
        .evaluate(span => getComputedStyle(span).color),
    );
    assert.equal(new Set(await Promise.all(kinds)).size, 4);
  });

  test('is moved in by keyboard as any tree is', async () => {
    await whole(text);
    await item('object, entries: 8').focus();
    await press('End');
    assert.equal(await focused(), 'empty: object, entries: 0');
    await press('ArrowUp');
    await press('ArrowLeft');
    assert.equal(await focused(), 'odd key: object, entries: 1');
    await press('ArrowRight');
    assert.equal(await focused(), 'deep: list, entries: 2');
    await press('Enter');
    assert.equal(await item('deep: list, entries: 2').getAttribute('aria-expanded'), 'true');
    await press('ArrowDown');
    await press('ArrowDown');
    assert.equal(await focused(), '1: "b"');
    assert.equal(await item('1: "b"').getAttribute('aria-level'), '4');
    assert.equal(await item('1: "b"').getAttribute('aria-posinset'), '2');
    await press('ArrowLeft');
    await press('ArrowLeft');
    assert.equal(await item('deep: list, entries: 2').getAttribute('aria-expanded'), 'false');
    assert.equal((await rows()).includes('1: "b"'), false);
    await press('Home');
    await press('ArrowLeft');
    assert.deepEqual(await rows(), ['{8}']);
    assert.equal(await tree().locator('[role="treeitem"][tabindex="0"]').count(), 1);
  });

  test('has each value and its path to copy, by mouse and by keyboard', async () => {
    await whole(text);
    await item('big: 12345678901234567890').hover();
    await tree().locator('[data-action="copy-path"]').click();
    await row('deep: list, entries: 2').hover();
    await tree().locator('[data-action="copy-value"]').click();
    await press('Home');
    await press('ArrowDown');
    await press('Tab');
    await press('Enter');
    await item('big: 12345678901234567890').focus();
    await press('Control+c');
    assert.deepEqual(
      (await panel.posts()).map(post => (post.type === 'copy' ? post.text : post.type)),
      ['$.big', '[\n  "a",\n  "b"\n]', '$.name', '12345678901234567890'],
    );
    assert.equal(await panel.page.getByRole('status').first().textContent(), strings.copied);
  });

  test('has a long list page by page', async () => {
    await whole(JSON.stringify({ list: Array.from({ length: 230 }, (_, index) => index) }));
    await row('list: list, entries: 230').click();
    assert.equal((await rows()).length, 2 + 100 + 1);
    await item('Show 100 more').click();
    assert.equal(await focused(), '100: 100');
    await item('Show 30 more').focus();
    await press('Enter');
    assert.equal(await focused(), '200: 200');
    assert.equal((await rows()).length, 2 + 230);
    assert.equal(await item('229: 229').getAttribute('aria-setsize'), '230');
  });

  test('is text, too, set out for reading', async () => {
    await whole('{"a":[1.0,2e5],"b":"x"}');
    await button().click();
    assert.equal(await button().getAttribute('aria-pressed'), 'true');
    assert.equal(
      await view().locator('code').textContent(),
      '{\n  "a": [\n    1.0,\n    2e5\n  ],\n  "b": "x"\n}',
    );
    assert.equal(await tree().count(), 0);
    await button().click();
    assert.equal(await tree().count(), 1);
  });

  test('is text while it comes, and as it stands when something is wrong with it', async () => {
    await show({ state: 'streaming', text: '{"a": "*x', json: {} });
    assert.equal(await view().locator('code').textContent(), '{"a": "*x');
    await panel.delta('a1', '*"');
    await panel.frame();
    assert.equal(await view().locator('code').textContent(), '{"a": "*x*"');
    assert.equal(await button().isVisible(), false);
    const problem = { message: 'Not what was asked for.', faults: ['$.a: <i>no</i>', '$.b: no'] };
    await panel.turn(answer({ text: '{"a": "*x*"', json: { problem } }));
    const notice = view().locator('[data-part="json-problem"]');
    await notice.waitFor();
    assert.deepEqual(await notice.locator('.notice-body > div, li').allTextContents(), [
      'Not what was asked for.',
      '$.a: <i>no</i>',
      '$.b: no',
    ]);
    assert.equal(await view().locator('code').textContent(), '{"a": "*x*"');
    assert.equal(await tree().count(), 0);
    assert.equal(await button().isVisible(), false);
    await panel.turn(answer({ text: '{"a": "*x*"}', json: { texts: ['{"a": "*x*"}'] } }));
    assert.equal(await notice.isVisible(), false);
    await tree().waitFor();
    assert.deepEqual(await rows(), ['{1}', 'a: "*x*"']);
  });

  test('is a tree for each answer when several were asked for', async () => {
    await show({ text: '{"a":1}\n\n---\n\n{"a":2}', json: { texts: ['{"a":1}', '{"a":2}'] } });
    await tree().last().waitFor();
    assert.equal(await tree().count(), 2);
  });

  test('stays as it was opened when the conversation comes anew', async () => {
    await whole(text);
    await row('odd key: object, entries: 1').click();
    await whole(text);
    assert.equal(await focused(), 'odd key: object, entries: 1');
    assert.equal(await item('deep: list, entries: 2').isVisible(), false);
  });

  test('stays within a narrow panel, however long and deep', async () => {
    await panel.page.setViewportSize({ width: 220, height: 700 });
    const long = 'a'.repeat(6_000);
    const deep = JSON.parse(`${'{"k":'.repeat(40)}1${'}'.repeat(40)}`);
    await whole(JSON.stringify({ [long]: long, deep }));
    for (let level = 0; level < 40; level++) await tree().locator('[aria-expanded="false"]').last().click();
    assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), 220);
    assert.equal((await tree().locator('.hl-string').textContent())?.length, 5_001);
    const last = await tree().locator('.json-row').last().boundingBox();
    assert.ok(last && last.width > 40, 'there is room for words at the deepest level');
  });
});
