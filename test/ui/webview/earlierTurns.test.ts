import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TurnView, WebviewMessage } from '../../../src/chat/protocol.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';
import { seededRandom } from './random.ts';

const random = seededRandom(7);
/** Questions and answers of all heights, each of which says its number. */
const branch: TurnView[] = Array.from({ length: 400 }, (_, index) => {
  const words = 'word '.repeat(1 + Math.floor(random() * 200));
  const code =
    random() < 0.5 ? `\n\n\`\`\`ts\n${'let a = 1;\n'.repeat(1 + Math.floor(random() * 20))}\`\`\`` : '';
  return index % 2 === 0
    ? question(`Number ${index}. ${words}`, `t${index}`)
    : answer({
        id: `t${index}`,
        text: `Number ${index}. ${words}${code}`,
        summary: 'gpt-4o-mini · 3 tokens',
      });
});

describe('turns further up', () => {
  let panel: PanelPage;
  /** Where the turns begin that the panel has. */
  let first: number;
  /** How many of its questions for more have been looked at. */
  let heard: number;
  panelForEach(
    async opened => {
      panel = opened;
      await open(350);
    },
    { height: 500 },
  );

  async function open(from: number): Promise<void> {
    first = from;
    heard = 0;
    await panel.snapshot(branch.slice(first), 'c1', { earlier: first });
    await panel.frame();
  }

  const asked = async () => (await panel.posts()).filter(({ type }) => type === 'showEarlier');
  /** What the panel asks for next, as soon as it does. */
  async function nextAsked(): Promise<WebviewMessage> {
    const message = await panel.page.waitForFunction(
      index => window.posts.filter(({ type }) => type === 'showEarlier')[index],
      heard,
    );
    heard += 1;
    return (await message.jsonValue()) ?? assert.fail();
  }
  async function answerWith(from: number): Promise<void> {
    const turns = branch.slice(from, first);
    first = from;
    await panel.post({ type: 'earlier', turns, earlier: from });
  }

  const transcript = () => panel.page.locator('[data-part="transcript"]');
  const button = () => panel.page.locator('[data-action="show-earlier"]');
  const made = () => panel.page.locator('[data-role]').count();
  /** Where a turn is on the screen, in CSS pixels. */
  const place = (index: number) =>
    panel.page.locator(`[data-id="t${index}"]`).evaluate(turn => turn.getBoundingClientRect().top);
  /** The browser scrolls by whole pixels, which heights are not. */
  async function isStill(index: number, before: number, message?: string): Promise<void> {
    const now = await place(index);
    assert.ok(Math.abs(now - before) < 1, `${message ?? 'it'}: from ${before} to ${now}`);
  }
  /** The turn at the upper edge. */
  const reading = () =>
    transcript().evaluate(scroller => {
      const edge = scroller.getBoundingClientRect().top;
      const turns = [...scroller.querySelectorAll('[data-role]')];
      const id = turns.find(turn => turn.getBoundingClientRect().bottom > edge)?.getAttribute('data-id');
      return Number(id?.slice(1));
    });
  /** Resolves when the page has come to rest. */
  async function scrollTo(top: number): Promise<void> {
    await transcript().evaluate(
      (scroller, top) =>
        new Promise<void>(resolve => {
          if (scroller.scrollTop === top) return resolve();
          scroller.addEventListener('scrollend', () => resolve(), { once: true });
          scroller.scrollTop = top;
        }),
      top,
    );
    await panel.frame();
  }
  const fromEnd = () =>
    transcript().evaluate(
      ({ scrollHeight, clientHeight, scrollTop }) => scrollHeight - clientHeight - scrollTop,
    );

  test('are not there, and not asked for, while the reader is at the end', async () => {
    assert.equal(await made(), 50);
    assert.ok((await fromEnd()) <= 1);
    await panel.frame();
    assert.deepEqual(await asked(), []);
  });

  test('are asked for once as the reader comes near, and move nothing by a pixel', async () => {
    for (const top of [300, 1, 0]) {
      await scrollTo(top);
      assert.deepEqual(await nextAsked(), { type: 'showEarlier', before: `t${first}` });
      await scrollTo(top);
      const read = await reading();
      const before = await place(read);
      await answerWith(first - 50);
      await panel.frame();
      await isStill(read, before, `with them, from ${top}`);
      await panel.frame();
      await isStill(read, before, `from ${top}`);
    }
    assert.equal(await made(), 200);
    assert.equal((await asked()).length, 3);
  });

  test('move nothing by a pixel while an answer streams', async () => {
    await panel.turn(answer({ id: 'last', state: 'streaming', text: 'So' }));
    await panel.frame();
    await scrollTo(200);
    await nextAsked();
    const read = await reading();
    const before = await place(read);
    for (const text of [' it\n\ngoes', ' on\n\n```ts\nlet a;\n', 'let b;\n```\n\nand', ' on']) {
      await panel.delta('last', text);
      await panel.frame();
      if (first === 350) await answerWith(300);
      await panel.frame();
      await isStill(read, before);
    }
    await panel.turn(answer({ id: 'last', text: 'So it went.' }));
    await panel.frame();
    await isStill(read, before);
  });

  test('come until the first one, as far as one scrolls', async () => {
    while (first > 0) {
      await scrollTo(0);
      await nextAsked();
      await answerWith(Math.max(0, first - 50));
      await panel.frame();
    }
    assert.equal(await made(), branch.length);
    assert.equal(await button().isVisible(), false);
    const ids = await panel.page
      .locator('[data-role]')
      .evaluateAll(turns => turns.map(turn => turn.getAttribute('data-id')));
    assert.deepEqual(
      ids,
      branch.map(({ id }) => id),
    );
  });

  test('come by a button, too, whose focus goes to what scrolls', async () => {
    assert.equal(await button().textContent(), 'Show earlier messages (350)');
    await button().evaluate(button => button.focus({ preventScroll: true }));
    await panel.page.keyboard.press('Enter');
    await nextAsked();
    await answerWith(0);
    await transcript().and(panel.page.locator(':focus')).waitFor();
    assert.equal(await button().isVisible(), false);
  });

  test('are asked for again when what came leaves the reader as near', async () => {
    await scrollTo(0);
    await nextAsked();
    await panel.post({ type: 'earlier', turns: [question('Short.', 'short')], earlier: 349 });
    assert.deepEqual(await nextAsked(), { type: 'showEarlier', before: 'short' });
  });

  test('have a reader’s place when the panel is loaded anew', async () => {
    for (const top of [2_000, 3_333]) {
      await scrollTo(top);
      const read = await reading();
      const before = await place(read);
      await panel.page.reload();
      await open(350);
      await isStill(read, before);
      await panel.frame();
      await isStill(read, before);
    }
  });

  test('are asked for as far as the place that a reader had', async () => {
    await panel.page.evaluate(() => {
      window.posts = [];
    });
    await open(100);
    await scrollTo(3_000);
    const read = await reading();
    const before = await place(read);
    await panel.page.reload();
    await open(350);
    assert.deepEqual(await nextAsked(), { type: 'showEarlier', before: 't350', to: `t${read}` });
    await answerWith(read);
    await isStill(read, before);
    await panel.frame();
    await isStill(read, before);
  });

  test('are asked for when all that was sent has been called back', async () => {
    await panel.page.locator('[data-part="composer"]').focus();
    for (let back = 1; back < 25; back++) await panel.page.keyboard.press('ArrowUp');
    assert.deepEqual(await asked(), []);
    await panel.page.keyboard.press('ArrowUp');
    await nextAsked();
    await answerWith(300);
    await panel.page.keyboard.press('ArrowUp');
    assert.match(await panel.page.locator('[data-part="composer"]').inputValue(), /^Number 348\./);
    assert.ok((await fromEnd()) <= 1, 'the reader is where they were');
  });
});
