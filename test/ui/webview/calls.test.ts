import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CallView, TurnView } from '../../../src/chat/protocol.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';

const call = (change: Partial<CallView> = {}): CallView => ({
  ...{ name: 'read_file', arguments: '{"path":"src/a.ts"}', state: 'done', detail: '0.2 s · ≈ 12 tokens' },
  ...{ result: '1\tlet a = 1;' },
  ...change,
});
const asking = (seal: string, always = true): CallView => {
  const { result: _none, ...rest } = call({ state: 'asking', detail: '', ask: { seal, always } });
  return rest;
};

describe('what the model has called', () => {
  let panel: PanelPage;
  panelForEach(opened => {
    panel = opened;
  });

  const show = (turn: Partial<Extract<TurnView, { role: 'assistant' }>>) =>
    panel.snapshot([question('why?'), answer(turn)]);
  const calls = () => panel.page.locator('.call');
  const focused = () => panel.page.evaluate(() => document.activeElement?.localName);

  test('stands where it was called, between the pieces of the text', async () => {
    const text = 'Let me **look**.\n\nOnce more.\n\nIt is `a`.';
    const rounds = [
      { at: 16, calls: [call(), call({ name: 'list_files' })] },
      { at: 28, calls: [call({ name: 'git_diff' })] },
    ];
    await show({ text, rounds });
    const shown = await panel.page.locator('.turn.assistant').innerText();
    assert.match(
      shown.replace(/\s+/g, ' '),
      /Let me look\. .*read_file .*list_files .*Once more\. .*git_diff .*It is a\./,
    );
    assert.equal(await panel.page.locator('.answer strong').innerText(), 'look');
  });

  test('grows with the answer, and leaves open what the user has opened', async () => {
    await show({ state: 'streaming', text: '', rounds: [{ at: 0, calls: [call()] }] });
    await calls().locator('summary').click();
    await panel.delta('a1', 'It is ');
    await panel.turn(
      answer({
        state: 'streaming',
        text: 'It is ',
        rounds: [
          { at: 0, calls: [call()] },
          { at: 6, calls: [asking('s1')] },
        ],
      }),
    );
    assert.equal(await calls().count(), 2);
    assert.ok(await calls().first().getByText('let a = 1;').isVisible());
    await panel.delta('a1', '\n\na.');
    await panel.page.locator('.answer').last().getByText('a.', { exact: true }).waitFor();
  });

  test('is plain text, in which nothing is hidden', async () => {
    const hostile = '<img src=x onerror=alert(1)> [x](command:y)\u202e\u200b';
    await show({
      state: 'streaming',
      rounds: [
        {
          at: 0,
          calls: [call({ name: '<b>x</b>', arguments: JSON.stringify({ a: hostile }), result: hostile })],
        },
      ],
    });
    await calls().locator('summary').click();
    const [args, result] = await calls().locator('pre').all();
    assert.ok(args && result);
    assert.equal(await result.textContent(), hostile);
    assert.equal(await args.textContent(), `{\n  "a": ${JSON.stringify(hostile)}\n}`);
    for (const part of [args, result]) {
      assert.deepEqual(
        await part.locator('[data-code]').evaluateAll(all => all.map(one => one.getAttribute('data-code'))),
        ['U+202E', 'U+200B'],
      );
    }
    assert.equal(await panel.page.locator('.calls :is(img, a, b)').count(), 0);
  });

  test('asks with all of its arguments, and posts the word for exactly that', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(50_000), end: 'the end' });
    await show({
      state: 'streaming',
      rounds: [{ at: 0, calls: [{ ...asking('s1'), arguments: long }, asking('s2', false)] }],
    });
    assert.ok((await calls().first().locator('pre').textContent())?.endsWith('"end": "the end"\n}'));
    assert.equal(await calls().nth(1).locator('[data-action="always-allow"]').count(), 0);
    await calls().first().locator('[data-action="always-allow"]').click();
    await calls().nth(1).locator('[data-action="refuse-call"]').focus();
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.posts(), [
      { type: 'decideCall', id: 'a1', seal: 's1', decision: 'always' },
      { type: 'decideCall', id: 'a1', seal: 's2', decision: 'refuse' },
    ]);
  });

  test('takes the second click of a double click for no word on what is there by then', async () => {
    await show({ state: 'streaming', rounds: [{ at: 0, calls: [asking('s1'), asking('s2')] }] });
    await calls().first().locator('[data-action="allow-call"]').dblclick();
    assert.deepEqual(await panel.posts(), [{ type: 'decideCall', id: 'a1', seal: 's1', decision: 'allow' }]);
  });

  test('keeps the focus when the question goes', async () => {
    await show({ state: 'streaming', rounds: [{ at: 0, calls: [asking('s1')] }] });
    await calls().locator('[data-action="allow-call"]').focus();
    await panel.turn(answer({ state: 'streaming', rounds: [{ at: 0, calls: [call()] }] }));
    assert.equal(await focused(), 'summary');
    assert.equal(await calls().getAttribute('open'), null);
  });

  test('is told to screen readers by its name and how it stands', async () => {
    await show({ rounds: [{ at: 0, calls: [call(), call({ state: 'failed', name: 'git_diff' })] }] });
    const names = await calls().locator('summary').allInnerTexts();
    assert.match(names[0] ?? '', /read_file.*\{"path":"src\/a\.ts"\}.*Done/s);
    assert.match(names[1] ?? '', /git_diff.*Failed/s);
  });

  test('fits a narrow panel', async () => {
    await panel.page.setViewportSize({ width: 220, height: 600 });
    await show({
      state: 'streaming',
      rounds: [{ at: 0, calls: [call({ name: 'a_tool_with_a_very_long_name_indeed' }), asking('s1')] }],
    });
    const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    for (const button of await calls().locator('button').all()) {
      const box = await button.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= 220);
    }
  });
});
