import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'marked';
import type { Request } from 'playwright-core';
import { documents } from './documents.ts';
import { panelForAll, panelForEach } from './panelHooks.ts';
import { answer, type PanelPage } from './panelPage.ts';
import { seededRandom, splitAtRandom } from './random.ts';

describe('markdown', () => {
  let panel: PanelPage;
  panelForAll(async opened => {
    panel = opened;
    await panel.drawAtOnce();
  });

  /** Streams a text in pieces, each with a frame of its own, and ends the answer. */
  async function stream(pieces: string[], id = 'streamed'): Promise<void> {
    await panel.turn(answer({ id, state: 'streaming' }));
    for (const piece of pieces) {
      await panel.delta(id, piece);
      await panel.frame();
    }
    await panel.turn(answer({ id, text: pieces.join('') }));
  }

  const random = seededRandom(20261120);
  documents.forEach((source, index) => {
    test(`streamed at random splits it is what it is in one go: document ${index + 1}`, async () => {
      await panel.snapshot([]);
      await stream(splitAtRandom(source, 8, random));
      await panel.turn(answer({ id: 'at-once', text: source }));
      const [streamed, atOnce, equal] = await panel.page.evaluate(() => {
        const [first, second] = document.querySelectorAll('.answer');
        return [first?.innerHTML, second?.innerHTML, first && second && first.isEqualNode(second)];
      });
      assert.equal(streamed, atOnce);
      assert.equal(equal, true);
    });

    test(`it has the words that marked’s own HTML has: document ${index + 1}`, async () => {
      // What is shown otherwise on purpose has no counterpart there.
      if (/<[a-z!/]|!\[/i.test(source.replaceAll(/`[^`]*`|<https?:[^>]*>|<[^>]*@[^>]*>/g, ''))) return;
      await panel.snapshot([answer({ text: source })]);
      const [ours, theirs] = await panel.page.evaluate(
        html => {
          const shown = document.querySelector('.answer')?.cloneNode(true);
          if (!(shown instanceof Element)) return [];
          for (const header of shown.querySelectorAll('.code-header')) header.remove();
          const reference = new DOMParser().parseFromString(html, 'text/html').body;
          return [shown, reference].map(node => node.textContent?.replaceAll(/\s+/g, ''));
        },
        await parse(source),
      );
      assert.equal(ours, theirs);
    });
  });

  test('a text cut after every character ends as it is in one go', async () => {
    const source = documents.at(-1) ?? '';
    await panel.snapshot([]);
    await stream([...source]);
    await panel.turn(answer({ id: 'at-once', text: source }));
    const equal = await panel.page.evaluate(() => {
      const [first, second] = document.querySelectorAll('.answer');
      return first && second && first.isEqualNode(second);
    });
    assert.equal(equal, true);
  });

  test('blocks that are settled are not touched again', async () => {
    await panel.snapshot([answer({ state: 'streaming', text: '# Title\n\nFirst.\n\nSecond' })]);
    await panel.page.evaluate(() => {
      const settled = [...(document.querySelector('.answer')?.children ?? [])].slice(0, 2);
      const changes: MutationRecord[] = [];
      const observer = new MutationObserver(records => changes.push(...records));
      for (const block of settled)
        observer.observe(block, { subtree: true, childList: true, characterData: true });
      Object.assign(window, { settled, changes });
    });
    for (const text of [' goes on.\n\n- a\n- b', '\n\n```js\nlet a;\n```\n\nEnd.']) {
      await panel.delta('a1', text);
      await panel.frame();
    }
    await panel.turn(
      answer({ text: '# Title\n\nFirst.\n\nSecond goes on.\n\n- a\n- b\n\n```js\nlet a;\n```\n\nEnd.' }),
    );
    const same = await panel.page.evaluate(() => {
      const { settled, changes } = window as unknown as { settled: Element[]; changes: MutationRecord[] };
      return settled.every(block => block.isConnected) && changes.length === 0;
    });
    assert.equal(same, true);
  });

  test('an open code block grows in place and is coloured when it is closed', async () => {
    const code = panel.page.locator('.code-block code');
    await panel.snapshot([answer({ state: 'streaming', text: '```ts\nconst a' })]);
    const block = await panel.page.locator('.code-block').elementHandle();
    await panel.delta('a1', ' = 1;\n``');
    await panel.frame();
    assert.equal(await code.innerHTML(), 'const a = 1;');
    await panel.delta('a1', '`\n\nAfter');
    await panel.frame();
    assert.equal(await code.locator('.hl-keyword').textContent(), 'const');
    assert.equal(await block?.evaluate(element => element.isConnected), true);
  });

  test('a reader’s selection in a paragraph survives what follows', async () => {
    await panel.snapshot([answer({ state: 'streaming', text: 'Some words to select' })]);
    await panel.page.evaluate(() => {
      const text = document.querySelector('.answer p')?.firstChild;
      if (text) getSelection()?.setBaseAndExtent(text, 5, text, 10);
    });
    await panel.delta('a1', ' and more **bold**.\n\nNext');
    await panel.frame();
    assert.equal(await panel.page.evaluate(() => getSelection()?.toString()), 'words');
  });
});

describe('code', () => {
  let panel: PanelPage;
  let failed: Promise<Request>;
  panelForEach(
    async opened => {
      panel = opened;
    },
    {
      prepare: async page => {
        failed = page.waitForEvent('requestfailed', request => request.url().includes('/highlight-'));
        await page.route('**/highlight-*', route => route.abort());
      },
    },
  );

  test('can be read when what colours it cannot be loaded', async () => {
    await panel.snapshot([answer({ text: '```ts\nconst a = 1;\n```' })]);
    await failed;
    assert.equal(await panel.page.locator('.code-block code').innerHTML(), 'const a = 1;');
  });
});
