import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeBlocks } from '../../../src/chat/codeBlocks.ts';
import type { AnswerState } from '../../../src/chat/turn.ts';
import { documents } from './documents.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';

const nested = [
  '1. a\n   ```js\n   let a;\n   ```\n   - b\n\n     ```\n     c\n     ```\n\n> ```py\n> d\n> ```\n\n    e\n\n~~~\nf',
  '> - ```\n>   a\n>   ```\n>\n> ```\n> b',
  '$$\n\\frac{a}{b}\n$$\n\n\\[ x_1 \\]\n\n```\nc\n```',
  '```\n```\n\n```\n\na\n\n```\n\n```\nb\u202e\u200b\n```',
  `${'> '.repeat(70)}\`\`\`\n\`\`\`\nlast\n\`\`\``,
];

describe('the blocks of code in an answer', () => {
  let panel: PanelPage;
  panelForEach(opened => {
    panel = opened;
  });

  const button = (action: string, block = 0) =>
    panel.page.locator('.code-block').nth(block).locator(`[data-action="${action}"]`);

  test('are those that the host finds in its own copy, in their order', async () => {
    for (const text of [...documents, ...nested]) {
      await panel.snapshot([answer({ text })]);
      const shown = await panel.page
        .locator('.answer .code-block code')
        .evaluateAll(codes => codes.map(code => code.textContent));
      const found = codeBlocks({ text, state: 'complete' }).map(block => block.text);
      assert.deepEqual(shown, found, text);
    }
  });

  test('post what is to be done by their number alone', async () => {
    const text = '```\na\n```\n\n- ```\n  b\n  ```\n\n> ```sh\n> c\n> ```';
    await panel.snapshot([answer({ id: 'a0', text }), answer({ id: 'a1', text })]);
    const article = panel.page.locator('[data-id="a1"]');
    for (const action of ['insert', 'replace', 'apply', 'newFile', 'terminal']) {
      await article.locator('.code-block').nth(2).locator(`[data-action="${action}"]`).click();
    }
    assert.deepEqual(
      await panel.posts(),
      (['insert', 'replace', 'apply', 'newFile', 'terminal'] as const).map(action => ({
        type: 'block',
        id: 'a1',
        index: 2,
        action,
      })),
    );
  });

  test('do what a double click asks for once', async () => {
    await panel.snapshot([answer({ text: '```\na\n```' })]);
    await button('insert').dblclick();
    assert.deepEqual(await panel.posts(), [{ type: 'block', id: 'a1', index: 0, action: 'insert' }]);
  });

  test('show their buttons to the keyboard, which presses them', async () => {
    await panel.snapshot([answer({ text: 'x\n\n```\na\n```' })]);
    const opacity = () =>
      panel.page.locator('.quiet').evaluate(element => Number(getComputedStyle(element).opacity));
    assert.equal(await opacity(), 0);
    await panel.page.locator('[data-part="transcript"]').focus();
    await panel.page.keyboard.press('Tab');
    assert.equal(await opacity(), 1);
    assert.equal(
      await panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      strings.blockActions.insert,
    );
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.posts(), [{ type: 'block', id: 'a1', index: 0, action: 'insert' }]);
  });

  const ends: [state: AnswerState, buttons: boolean[]][] = [
    ['streaming', [false, false]],
    ['stopped', [true, false]],
    ['cut', [true, false]],
    ['interrupted', [true, false]],
    ['complete', [true, true]],
  ];
  for (const [state, buttons] of ends) {
    test(`can be put ${buttons.filter(Boolean).length} of 2 somewhere of an answer that is ${state}`, async () => {
      const text = '```\na\n```\n\n```sh\nrm -rf /tmp/x';
      await panel.snapshot([answer({ state: 'streaming', text })]);
      await panel.turn(answer({ state, text }));
      const shown = await Promise.all([0, 1].map(block => button('terminal', block).isVisible()));
      assert.deepEqual(shown, buttons);
      assert.equal(await button('copy-code', 1).isVisible(), true);
    });
  }

  test('name what cannot be seen in them, and are copied as they are', async () => {
    const code = 'const a = "\u202e\u2066// x\u2069 \u2066"; //\u200b';
    await panel.snapshot([answer({ text: `\`\`\`js\n${code}\n\`\`\`` })]);
    // In one go: when the code gets its colours its elements are others.
    const named = await panel.page.evaluate(() =>
      [...document.querySelectorAll('.hidden-character')].map(mark =>
        getComputedStyle(mark, '::before').content.replaceAll('"', ''),
      ),
    );
    assert.deepEqual(named, ['U+202E', 'U+2066', 'U+2069', 'U+2066', 'U+200B']);
    await button('copy-code').click();
    assert.deepEqual(await panel.posts(), [{ type: 'copy', text: code }]);
  });

  test('that stay keep the focus when the answer ends', async () => {
    const text = '```\na\n```\n\nmore';
    await panel.snapshot([answer({ state: 'streaming', text })]);
    await button('copy-code').focus();
    await panel.turn(answer({ text: `${text} words` }));
    assert.equal(await button('copy-code').evaluate(copy => copy === document.activeElement), true);
  });
});

describe('the places that an answer names', () => {
  let panel: PanelPage;
  panelForEach(opened => {
    panel = opened;
  });

  const text = 'See `src/a.ts:3` and b.ts, but not `c.ts`.';
  const links = [
    { text: 'src/a.ts:3', title: 'src/a.ts:3' },
    { text: 'b.ts', title: '2 places' },
  ];

  test('are asked for once, when the answer has ended and is seen', async () => {
    await panel.snapshot([answer({ state: 'streaming', text })]);
    await panel.frame();
    assert.deepEqual(await panel.posts(), []);
    await panel.turn(answer({ text }));
    await panel.turn(answer({ text, retryable: true }));
    await panel.post({ type: 'links', id: 'a1', links });
    await panel.page.waitForFunction(() => window.posts.length > 0);
    await panel.frame();
    assert.deepEqual(await panel.posts(), [{ type: 'findLinks', id: 'a1' }]);
  });

  test('are not asked for of an answer that nobody sees, or that names nothing', async () => {
    await panel.snapshot([
      answer({ id: 'far', text }),
      answer({ id: 'tall', text: 'words\n\n'.repeat(200) }),
      answer({ id: 'last', text: 'In d.ts.' }),
    ]);
    await panel.page.waitForFunction(() => window.posts.some(({ type }) => type === 'findLinks'));
    assert.deepEqual(await panel.posts(), [{ type: 'findLinks', id: 'last' }]);
    await panel.page.locator('[data-part="transcript"]').evaluate(transcript => transcript.scrollTo(0, 0));
    await panel.page.waitForFunction(() => window.posts.some(post => 'id' in post && post.id === 'far'));
  });

  test('are links that post their text and no more, by mouse and keyboard', async () => {
    await panel.snapshot([question('where'), answer({ text })], 'c1', { links: { a1: links } });
    const shown = panel.page.locator('.answer').getByRole('link');
    assert.deepEqual(await shown.allTextContents(), ['src/a.ts:3', 'b.ts']);
    assert.equal(await shown.nth(1).getAttribute('title'), '2 places');
    assert.equal(await shown.first().getAttribute('href'), null);
    await shown.first().click();
    await shown.nth(1).press('Enter');
    assert.deepEqual(await panel.posts(), [
      { type: 'openPlace', id: 'a1', text: 'src/a.ts:3' },
      { type: 'openPlace', id: 'a1', text: 'b.ts' },
    ]);
  });

  test('outlive a change of the turn, and go with their text', async () => {
    await panel.snapshot([answer({ text })], 'c1', { links: { a1: links } });
    await panel.turn(answer({ text, retryable: true }));
    assert.equal(await panel.page.locator('[data-place]').count(), 2);
    assert.deepEqual(await panel.posts(), []);
    await panel.turn(answer({ text: 'Now in `e.ts`.' }));
    assert.equal(await panel.page.locator('[data-place]').count(), 0);
    await panel.page.waitForFunction(() => window.posts.length > 0);
    assert.deepEqual(await panel.posts(), [{ type: 'findLinks', id: 'a1' }]);
  });
});

describe('the line below an answer', () => {
  let panel: PanelPage;
  panelForEach(opened => {
    panel = opened;
  });

  const details = 'Tokens in: 4\nTime to first token: 0.2 s\nRequest: req_1';

  test('unfolds what it is about, by keyboard, too', async () => {
    await panel.snapshot([answer({ text: 'x', summary: 'gpt · 5 tokens', details })]);
    const summary = panel.page.getByRole('button', { name: 'gpt · 5 tokens' });
    const facts = panel.page.locator('.details');
    assert.equal(await facts.isVisible(), false);
    assert.equal(await summary.getAttribute('aria-expanded'), 'false');
    await summary.press('Enter');
    assert.deepEqual(await facts.locator('li').allTextContents(), details.split('\n'));
    assert.equal(await summary.getAttribute('aria-expanded'), 'true');
    await summary.click();
    assert.equal(await facts.isVisible(), false);
  });

  test('asks for the request of its own answer, once that has ended', async () => {
    await panel.snapshot([answer({ id: 'a0', text: 'x' }), answer({ id: 'a1', state: 'streaming' })]);
    await panel.page.locator('[data-action="show-request"]:visible').click();
    await panel.turn(answer({ id: 'a1', state: 'error' }));
    await panel.page.locator('[data-id="a1"] [data-action="show-request"]').click();
    assert.deepEqual(await panel.posts(), [
      { type: 'showRequest', id: 'a0' },
      { type: 'showRequest', id: 'a1' },
    ]);
  });
});
