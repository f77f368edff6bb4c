import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AnswerTokens, TurnView } from '../../../src/chat/protocol.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';

const text = 'It *may*\nbe <b>so</b>.';
const tokens: AnswerTokens = [
  [2, 0.9996, []],
  [
    7,
    0.62,
    [
      [' *will*', 0.21],
      ['\u202e', 0.09],
    ],
  ],
  [2, 0.3, [['can', 0.5]]],
  [1, null, []],
  [4, 0, []],
];

describe('the confidence view', () => {
  let panel: PanelPage;
  panelForEach(async opened => {
    panel = opened;
  });

  const button = () => panel.page.locator('[data-action="show-tokens"]');
  const view = () => panel.page.locator('[data-part="confidence"]');
  const details = () => panel.page.locator('[data-part="token-details"]');
  const spoken = () => panel.page.locator('[data-part="token-spoken"]');
  const token = (piece: string) => view().getByRole('option', { name: piece, exact: true });
  const focused = () => panel.page.evaluate(() => document.activeElement?.textContent);

  async function open(turn: Partial<Extract<TurnView, { role: 'assistant' }>> = {}): Promise<void> {
    await panel.snapshot([question('why'), answer({ text, hasTokens: true, ...turn })]);
    await button().click();
    await panel.post({ type: 'tokens', id: 'a1', tokens });
  }

  test('is offered only where there is something to show', async () => {
    await panel.snapshot([answer({ text }), answer({ id: 'a2', text, state: 'streaming' })]);
    assert.equal(await button().locator('visible=true').count(), 0);
  });

  test('shows the text as it is in place of what it looks like, each token by how probable it was', async () => {
    await open();
    assert.deepEqual(await panel.posts(), [{ type: 'showTokens', id: 'a1' }]);
    assert.equal(await view().locator('.tokens').textContent(), text);
    assert.equal(await panel.page.locator('.answer').isVisible(), false);
    assert.equal(await button().getAttribute('aria-pressed'), 'true');
    const shades = await view()
      .locator('.tokens .token')
      .evaluateAll(spans =>
        spans.map(span => [
          span.textContent,
          getComputedStyle(span).textDecorationStyle,
          getComputedStyle(span).backgroundColor !== 'rgba(0, 0, 0, 0)',
        ]),
      );
    assert.deepEqual(shades, [
      ['It', 'solid', false],
      [' *may*\n', 'dashed', true],
      ['be', 'solid', true],
      ['<b>s', 'double', true],
    ]);
    assert.equal(
      await view().locator('[data-part="legend"]').innerText(),
      'Probability\n≥ 95%\n≥ 75%\n≥ 50%\n≥ 25%\n< 25%',
    );

    await button().click();
    assert.equal(await panel.page.locator('.answer').isVisible(), true);
    assert.equal(await view().locator('*').count(), 0);
    await button().click();
    assert.equal((await panel.posts()).length, 1, 'what is known is not asked for again');
  });

  test('tells of the token under the mouse, and of what might have stood in its place', async () => {
    await open();
    await token('It').hover();
    assert.equal(await details().innerText(), 'It\n> 99.9%\nNo alternatives.');
    await view().locator('.token', { hasText: 'may' }).hover();
    assert.equal(await details().innerText(), '·*may*↵\n62%\n·*will*\n21%\n\u202e\n9%');
    assert.equal(await details().locator('[data-code="U+202E"]').count(), 1);
    const [box, at] = [await details().boundingBox(), await token('It').boundingBox()];
    assert.ok(box && at && box.y >= at.y + at.height && box.y < at.y + 3 * at.height);
    assert.equal(await spoken().textContent(), '');
    await panel.page.locator('[data-part="composer"]').hover();
    assert.equal(await details().isVisible(), false);
  });

  test('is one stop of the Tab key, in which the arrow keys move and Escape leads out', async () => {
    await open();
    await button().focus();
    await panel.page.keyboard.press('Shift+Tab');
    // The line below the text has a button of its own only with a summary.
    assert.equal(await focused(), 'It');
    assert.equal(await spoken().textContent(), 'It > 99.9%. No alternatives.');
    await panel.page.keyboard.press('ArrowRight');
    assert.equal(await spoken().textContent(), '·*may*↵ 62%. In its place: ·*will* 21%, \u202e 9%.');
    assert.equal(await details().isVisible(), true);
    await panel.page.keyboard.press('End');
    assert.equal(await focused(), '<b>s');
    assert.match((await spoken().textContent()) ?? '', /^<b>s < 0.1%/);
    await panel.page.keyboard.press('ArrowRight');
    assert.equal(await focused(), 'It');
    assert.equal(await view().locator('[tabindex="0"]').count(), 1);
    await panel.page.keyboard.press('Escape');
    assert.equal(await view().isVisible(), false);
    assert.equal(await button().evaluate(button => button === document.activeElement), true);
    assert.equal((await panel.posts()).length, 1, 'and stops nothing');
  });

  test('goes when the answer goes on, and has the tokens of the whole text afterwards', async () => {
    await open({ state: 'cut' });
    await panel.turn(answer({ text, state: 'streaming' }));
    assert.equal(await panel.page.locator('.answer').isVisible(), true);
    assert.equal(await button().isVisible(), false);
    await panel.delta('a1', ' So');
    await panel.turn(answer({ text: `${text} So`, hasTokens: true }));
    assert.equal(await view().isVisible(), false);
    await button().click();
    assert.deepEqual((await panel.posts()).length, 2);
    await panel.post({ type: 'tokens', id: 'a1', tokens: [...tokens, [8, 1, []]] });
    assert.equal(await view().locator('.tokens').textContent(), `${text} So`);
  });

  test('stays as it is when the conversation comes anew', async () => {
    await open();
    await token('be').focus();
    await panel.snapshot([question('why'), answer({ text, hasTokens: true })]);
    assert.equal(await focused(), 'be');
  });

  for (const bodyClass of ['vscode-high-contrast', 'vscode-high-contrast-light']) {
    test(`has its lines alone under ${bodyClass}`, async () => {
      await open();
      await panel.page.evaluate(name => document.body.classList.add(name), bodyClass);
      const style = await token('be').evaluate(span => {
        const { backgroundColor, textDecorationStyle } = getComputedStyle(span);
        return { backgroundColor, textDecorationStyle };
      });
      assert.deepEqual(style, { backgroundColor: 'rgba(0, 0, 0, 0)', textDecorationStyle: 'solid' });
    });
  }

  test('names its tokens and stays within a narrow panel', async () => {
    await panel.page.setViewportSize({ width: 260, height: 600 });
    await open();
    await view().locator('.token', { hasText: 'may' }).focus();
    assert.equal(await view().getByRole('listbox', { name: strings.confidence.tokens }).count(), 1);
    const legend = await view().locator('[data-part="legend"]').boundingBox();
    const box = await details().boundingBox();
    assert.ok(legend && box && legend.height < 30 && box.x >= 0 && box.x + box.width <= 260);
    assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), 260);
  });

  test('shows every token of the longest answer', async () => {
    const long = 'word '.repeat(16_384);
    await panel.snapshot([answer({ text: long, hasTokens: true })]);
    await button().click();
    await panel.post({
      type: 'tokens',
      id: 'a1',
      tokens: Array.from({ length: 16_384 }, () => [5, 0.8, []]),
    });
    assert.equal(await view().locator('.tokens').textContent(), long);
    assert.equal(await view().locator('.tokens .token').count(), 16_384);
  });
});
