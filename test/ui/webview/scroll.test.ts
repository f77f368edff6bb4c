import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TurnView } from '../../../src/chat/protocol.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';

const paragraphs = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `Paragraph ${from + index}.`).join('\n\n');

/** Questions, each with an answer of so many words. */
function conversation(pairs: number, words: number): TurnView[] {
  return Array.from({ length: pairs }, (_, index) => [
    question(`What is ${index}?`, `q${index}`),
    answer({ id: `a${index}`, text: `Answer ${index}\n\n${'word '.repeat(words)}` }),
  ]).flat();
}

describe('scrolling', () => {
  let panel: PanelPage;
  panelForEach(
    async opened => {
      panel = opened;
      await panel.snapshot([question('why'), answer({ state: 'streaming', text: paragraphs(60) })]);
      await panel.frame();
    },
    { height: 500 },
  );

  const transcript = () => panel.page.locator('[data-part="transcript"]');
  const fromEnd = () =>
    transcript().evaluate(
      ({ scrollHeight, clientHeight, scrollTop }) => scrollHeight - clientHeight - scrollTop,
    );
  const jump = () => panel.page.locator('[data-action="jump-to-end"]');

  /** Scrolls up as a reader does, and waits until the page has come to rest. */
  async function scrollUp(): Promise<void> {
    await transcript().focus();
    await transcript().evaluate(element => {
      element.addEventListener('scrollend', () => element.setAttribute('data-at-rest', ''), { once: true });
    });
    await panel.page.keyboard.press('PageUp');
    await jump().waitFor();
    await panel.page.locator('[data-at-rest]').waitFor();
    await transcript().evaluate(element => element.removeAttribute('data-at-rest'));
  }

  /** Where a paragraph of the answer is on the screen. */
  const place = (text: string) =>
    panel.page
      .getByText(text, { exact: true })
      .evaluate(element => Math.round(element.getBoundingClientRect().top));

  test('the end is followed while the reader is there', async () => {
    assert.ok((await fromEnd()) <= 1);
    for (let index = 0; index < 5; index++) {
      await panel.delta('a1', `\n\n${paragraphs(5, 100 + index)}`);
      await panel.frame();
      assert.ok((await fromEnd()) <= 1);
    }
    assert.equal(await jump().isVisible(), false);
  });

  test('a conversation opens at its end, however long it and its turns are', async () => {
    await panel.page.setViewportSize({ width: 420, height: 900 });
    for (const words of [1, 12, 60, 400]) {
      for (const pairs of [1, 2, 3, 4, 5, 6, 8, 12]) {
        const opened = `${pairs} answers of ${words} words`;
        await panel.snapshot([], 'a new one');
        await panel.frame();
        await panel.snapshot(conversation(pairs, words), opened);
        // Turns that have been laid out are looked at again in the frames after it.
        for (let frame = 0; frame < 3; frame++) await panel.frame();
        assert.ok((await fromEnd()) <= 1, opened);
      }
    }
  });

  test('a short conversation, too, is where its reader was when the panel is loaded anew', async () => {
    await panel.page.setViewportSize({ width: 420, height: 900 });
    for (const [pairs, words] of [
      [5, 60],
      [12, 1],
      [3, 400],
    ] as const) {
      const turns = conversation(pairs, words);
      await panel.snapshot(turns, `${pairs}`);
      await panel.frame();
      await scrollUp();
      const place = () => transcript().evaluate(element => element.scrollTop);
      const before = await place();
      await panel.page.reload();
      await panel.snapshot(turns, `${pairs}`);
      for (let frame = 0; frame < 3; frame++) await panel.frame();
      assert.equal(await place(), before, `${pairs} answers of ${words} words`);
    }
  });

  test('a reader further up is left alone, whatever comes', async () => {
    await scrollUp();
    const before = await place('Paragraph 30.');
    for (const text of [`\n\n${paragraphs(20, 200)}`, '\n\n```js\nlet a;\n', '```\n\n- x\n- y\n\n- z']) {
      await panel.delta('a1', text);
      await panel.frame();
      assert.equal(await place('Paragraph 30.'), before);
    }
    await panel.turn(answer({ text: paragraphs(90) }));
    await panel.turn(question('and now', 'u2'));
    await panel.turn(answer({ id: 'a2', state: 'streaming', text: paragraphs(5) }));
    await panel.frame();
    assert.equal(await place('Paragraph 30.'), before);
  });

  test('a block that changes above the reader does not move what they read', async () => {
    const early = 'See [the notes][n].\n\n';
    await panel.snapshot([answer({ id: 'b1', state: 'streaming', text: early + paragraphs(60) })]);
    await panel.frame();
    await scrollUp();
    const before = await place('Paragraph 30.');
    await panel.turn(answer({ id: 'b1', text: `${early + paragraphs(60)}\n\n[n]: https://example.com` }));
    await panel.frame();
    assert.equal(await panel.page.getByRole('link').count(), 1);
    assert.equal(await place('Paragraph 30.'), before);
  });

  test('a button takes the reader back to the end, and the end is followed again', async () => {
    assert.equal(await jump().isVisible(), false);
    await scrollUp();
    await jump().click();
    assert.ok((await fromEnd()) <= 1);
    assert.equal(await jump().isVisible(), false);
    assert.equal(await panel.page.evaluate(() => document.activeElement?.localName), 'textarea');
    await panel.delta('a1', `\n\n${paragraphs(10, 300)}`);
    await panel.frame();
    assert.ok((await fromEnd()) <= 1);
  });

  test('scrolling back to the end by hand follows it again', async () => {
    await scrollUp();
    await transcript().focus();
    await panel.page.keyboard.press('End');
    await jump().waitFor({ state: 'hidden' });
    await panel.delta('a1', `\n\n${paragraphs(10, 300)}`);
    await panel.frame();
    assert.ok((await fromEnd()) <= 1);
  });

  test('sending goes to the end', async () => {
    await panel.turn(answer({ text: paragraphs(60) }));
    await scrollUp();
    await panel.page.locator('textarea').fill('more');
    await panel.page.keyboard.press('Enter');
    assert.ok((await fromEnd()) <= 1);
  });

  test('the end stays in view when the composer grows or the panel gets narrower', async () => {
    await panel.page.locator('textarea').fill('a\nb\nc\nd\ne\nf');
    await panel.frame();
    assert.ok((await fromEnd()) <= 1);
    await panel.page.setViewportSize({ width: 250, height: 400 });
    await panel.frame();
    assert.ok((await fromEnd()) <= 1);
  });

  test('a reload brings the reader back to where they were', async () => {
    await scrollUp();
    const position = await transcript().evaluate(element => element.scrollTop);
    const turns = [question('why'), answer({ text: paragraphs(60) })];
    await panel.page.reload();
    await panel.snapshot(turns);
    await panel.frame();
    assert.equal(await transcript().evaluate(element => element.scrollTop), position);
    assert.equal(await jump().isVisible(), true);
    await jump().click();
    await panel.frame();
    await panel.page.reload();
    await panel.snapshot(turns);
    await panel.frame();
    assert.ok((await fromEnd()) <= 1);
  });

  test('a snapshot in between leaves the reader where they are', async () => {
    await scrollUp();
    const before = await place('Paragraph 30.');
    await panel.snapshot([question('why'), answer({ state: 'streaming', text: paragraphs(70) })]);
    await panel.frame();
    assert.equal(await place('Paragraph 30.'), before);
  });
});
