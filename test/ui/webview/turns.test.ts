import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AnswerState } from '../../../src/chat/turn.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';

describe('turns', () => {
  let panel: PanelPage;
  panelForEach(opened => {
    panel = opened;
  });

  const assistant = () => panel.page.locator('[data-role="assistant"]');
  const status = () => panel.page.getByRole('status').textContent();

  test('nothing is shown before the host has answered', async () => {
    assert.equal(await panel.readies(), 1);
    assert.equal(await panel.page.locator('#panel').innerHTML(), '');
  });

  test('an empty conversation says what to do', async () => {
    await panel.snapshot([]);
    const empty = panel.page.getByText(strings.emptyHint);
    assert.equal(await empty.isVisible(), true);
    await panel.turn(question('why'));
    assert.equal(await empty.isVisible(), false);
  });

  test('an answer streams from its first word to its last', async () => {
    await panel.snapshot([]);
    await panel.turn(question('why'));
    await panel.turn(answer({ state: 'streaming' }));
    assert.equal(await assistant().getAttribute('data-state'), 'streaming');
    assert.equal(await status(), strings.answering);
    await panel.delta('a1', 'Because **it');
    await panel.delta('a1', ' is** so');
    await panel.frame();
    assert.equal(
      await assistant().locator('.answer').innerHTML(),
      '<p>Because <strong>it is</strong> so</p>',
    );
    assert.equal(await panel.page.locator('.assistant [data-action="copy"]').isVisible(), false);
    await panel.turn(
      answer({ text: 'Because **it is** so.', summary: 'gpt · 5 tokens', details: 'in 2\nout 3' }),
    );
    assert.equal(await assistant().getAttribute('data-state'), 'complete');
    assert.equal(await status(), strings.states.complete);
    assert.equal(await panel.page.getByText('gpt · 5 tokens').getAttribute('title'), 'in 2\nout 3');
    await panel.page.locator('.assistant [data-action="copy"]').click();
    assert.deepEqual(await panel.posts(), [{ type: 'copy', text: 'Because **it is** so.' }]);
  });

  test('turns carry the marks that tests and styles go by', async () => {
    await panel.snapshot([question('why'), answer({})]);
    const marks = await panel.page
      .locator('article')
      .evaluateAll(turns =>
        turns.map(turn => [
          turn.getAttribute('data-role'),
          turn.getAttribute('data-id'),
          turn.getAttribute('data-state'),
          turn.querySelector('h2')?.textContent,
        ]),
      );
    assert.deepEqual(marks, [
      ['user', 'u1', null, strings.you],
      ['assistant', 'a1', 'complete', strings.answer],
    ]);
  });

  const unfinished: Exclude<AnswerState, 'streaming' | 'complete'>[] = [
    'cut',
    'filtered',
    'refused',
    'stopped',
    'interrupted',
    'error',
  ];
  for (const state of unfinished) {
    test(`an answer that is ${state} keeps its text and says so`, async () => {
      await panel.snapshot([answer({ state: 'streaming', text: 'Half' })]);
      await panel.turn(answer({ state, text: 'Half' }));
      assert.equal(await assistant().getAttribute('data-state'), state);
      assert.equal(await assistant().getByText('Half').isVisible(), true);
      assert.equal(await assistant().getByText(strings.states[state]).isVisible(), true);
      assert.equal(await status(), strings.states[state]);
    });
  }

  test('a failed answer names the problem, folds the provider’s words away and offers remedies', async () => {
    const problem = {
      message: 'The key was not accepted.',
      detail: 'invalid_api_key',
      remedies: [
        { action: 'setKey' as const, label: 'Set API key' },
        { action: 'retry' as const, label: 'Try again' },
      ],
    };
    await panel.snapshot([question('why'), answer({ state: 'error', problem, retryable: true })]);
    assert.equal(await panel.page.getByText('invalid_api_key').isVisible(), false);
    await panel.page.getByText('The key was not accepted.').click();
    assert.equal(await panel.page.getByText('invalid_api_key').isVisible(), true);
    await panel.page.locator('[data-action="setKey"]').click();
    await panel.page.locator('[data-action="retry"]:visible').click();
    assert.deepEqual(await panel.posts(), [
      { type: 'remedy', action: 'setKey' },
      { type: 'retry', id: 'a1' },
    ]);
  });

  test('the focus goes to the composer when the button that had it is gone', async () => {
    const problem = { message: 'm', remedies: [{ action: 'retry' as const, label: 'Again' }] };
    for (const failed of [
      answer({ state: 'error', problem, retryable: true }),
      answer({ text: 'x', retryable: true }),
    ]) {
      await panel.snapshot([failed]);
      await panel.page.locator('[data-action="retry"]:visible').press('Enter');
      await panel.turn(answer({ state: 'streaming' }));
      assert.equal(await panel.page.evaluate(() => document.activeElement?.localName), 'textarea');
    }
  });

  test('only an answer that may be asked again has a retry button', async () => {
    await panel.snapshot([answer({ id: 'a1', text: 'x' }), answer({ id: 'a2', text: 'y', retryable: true })]);
    await panel.page.locator('[data-action="retry"]:visible').click();
    assert.deepEqual(await panel.posts(), [{ type: 'retry', id: 'a2' }]);
  });

  test('a gap asks for a snapshot once, and no character is lost or doubled', async () => {
    await panel.snapshot([answer({ state: 'streaming', text: 'One' })]);
    await panel.post({ type: 'delta', id: 'a1', text: ' two' }, 2);
    await panel.post({ type: 'delta', id: 'a1', text: ' four' }, 4);
    await panel.post({ type: 'delta', id: 'a1', text: ' five' }, 5);
    await panel.frame();
    assert.equal(await panel.readies(), 2);
    assert.equal(await assistant().locator('.answer').textContent(), 'One two');
    await panel.snapshot([answer({ state: 'streaming', text: 'One two three four five' })]);
    await panel.delta('a1', ' six');
    await panel.frame();
    assert.equal(await assistant().locator('.answer').textContent(), 'One two three four five six');
  });

  test('a snapshot leaves the turns it repeats in place and removes the others', async () => {
    await panel.snapshot([question('one', 'u1'), answer({ id: 'a1', text: 'x' }), question('two', 'u2')]);
    await panel.snapshot([answer({ id: 'a1', text: 'x' }), question('three', 'u3')]);
    const ids = await panel.page
      .locator('article')
      .evaluateAll(turns => turns.map(turn => turn.getAttribute('data-id')));
    assert.deepEqual(ids, ['a1', 'u3']);
  });

  test('while no frame comes, as in a hidden panel, the text waits, nothing more is asked for, and it is all there afterwards', async () => {
    const painted = () =>
      panel.page.evaluate(() => window.posts.filter(({ type }) => type === 'painted').length);
    await panel.snapshot([answer({ state: 'streaming', text: 'Seen.' })]);
    await panel.page.evaluate(() => {
      const held: FrameRequestCallback[] = [];
      window.requestAnimationFrame = callback => held.push(callback);
      window.heldFrames = held;
    });
    await panel.delta('a1', ' Hidden.');
    await panel.delta('a1', ' More.');
    assert.equal(await assistant().locator('.answer').textContent(), 'Seen.');
    assert.equal(await panel.page.evaluate(() => window.heldFrames?.length), 1);
    assert.equal(await painted(), 0);
    await panel.page.evaluate(() => {
      for (const callback of window.heldFrames ?? []) callback(0);
    });
    assert.equal(await assistant().locator('.answer').textContent(), 'Seen. Hidden. More.');
    assert.equal(await painted(), 1);
    await panel.delta('a1', ' End');
    await panel.turn(answer({ text: 'Seen. Hidden. More. End.' }));
    assert.equal(await assistant().locator('.answer').textContent(), 'Seen. Hidden. More. End.');
  });

  test('the stream is not read aloud, the log says what it is', async () => {
    await panel.snapshot([question('why'), answer({ text: 'x' })]);
    const log = panel.page.getByRole('log', { name: strings.transcript });
    assert.equal(await log.getAttribute('aria-live'), 'off');
    assert.equal(await log.getAttribute('data-part'), 'transcript');
  });

  test('what was there on load is not announced', async () => {
    await panel.snapshot([question('why'), answer({ text: 'x' })]);
    assert.equal(await status(), '');
  });

  test('a code block’s button copies its code and says so', async () => {
    await panel.snapshot([answer({ text: '```ts\nconst a = "<b>";\nlet b;\n```' })]);
    const copy = panel.page.locator('[data-action="copy-code"]');
    assert.equal(await copy.getAttribute('aria-label'), strings.copyCode);
    await copy.click();
    assert.deepEqual(await panel.posts(), [{ type: 'copy', text: 'const a = "<b>";\nlet b;' }]);
    assert.equal(await copy.getAttribute('aria-label'), strings.copied);
    assert.equal(await status(), strings.copied);
    await panel.page.locator(`[aria-label="${strings.copyCode}"]`).waitFor();
  });

  test('every button has a name and a tooltip or words of its own', async () => {
    await panel.snapshot([
      question('why'),
      answer({
        text: '```js\nx\n```',
        state: 'error',
        retryable: true,
        problem: { message: 'm', remedies: [{ action: 'setKey', label: 'Set API key' }] },
      }),
    ]);
    const nameless = await panel.page
      .locator('button:visible')
      .evaluateAll(buttons =>
        buttons
          .filter(
            button => !button.textContent?.trim() && !(button.getAttribute('title') && button.ariaLabel),
          )
          .map(button => button.outerHTML),
      );
    assert.deepEqual(nameless, []);
  });

  for (const width of [220, 400, 900]) {
    test(`nothing sticks out of a panel ${width} pixels wide`, async () => {
      await panel.page.setViewportSize({ width, height: 700 });
      const long = 'a'.repeat(300);
      await panel.snapshot([
        {
          role: 'user',
          id: 'u1',
          text: long,
          editable: true,
          pinned: false,
          attachments: [{ label: long, detail: long }],
        },
        answer({
          text: `${long}\n\n\`${long}\`\n\n\`\`\`${long}\n${long}\n\`\`\`\n\n| ${long} | b |\n|---|---|\n| 1 | 2 |\n\n![${long}](https://example.com)\n\n- ${long}`,
          summary: long,
          state: 'error',
          retryable: true,
          problem: { message: long, detail: long, remedies: [{ action: 'setKey', label: 'Set API key' }] },
        }),
      ]);
      await panel.post({ type: 'model', model: { label: long, detail: long } });
      await panel.page.locator('summary').click();
      const sticking = await panel.page.evaluate(() => {
        const scrolls = (element: Element) => element.closest('pre, .table') !== null;
        return [...document.querySelectorAll('#panel *')]
          .filter(element => !scrolls(element) && element.getBoundingClientRect().right > innerWidth)
          .map(element => element.className);
      });
      assert.deepEqual(sticking, []);
      assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width);
      assert.equal(await panel.page.locator('[data-action="send"]').isVisible(), true);
    });
  }

  test('nothing moves for those who do not want it', async () => {
    const animations = () => panel.page.evaluate(() => document.getAnimations().length);
    await panel.snapshot([answer({ state: 'streaming' })]);
    assert.equal(await animations(), 1);
    await panel.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    assert.equal(await animations(), 0);
    await panel.page.evaluate(() => document.body.classList.remove('vscode-reduce-motion'));
    await panel.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await animations(), 0);
  });

  test('have their notes between the answer and what it took', async () => {
    await panel.snapshot([answer({ state: 'streaming', text: 'x' })]);
    const notes = panel.page.locator('[data-part="notes"]');
    assert.equal(await notes.isVisible(), false);
    await panel.turn(
      answer({ text: 'x', summary: 'gpt · 5 tokens', notes: ['Sent without **seed**.', 'Again.'] }),
    );
    assert.deepEqual(await notes.locator('.note').allTextContents(), ['Sent without **seed**.', 'Again.']);
    const notesBox = await notes.boundingBox();
    const summaryBox = await panel.page.getByText('gpt · 5 tokens').boundingBox();
    assert.ok(notesBox && summaryBox && notesBox.y < summaryBox.y);
  });

  test('give way to what is waited for, until words come', async () => {
    const waiting = panel.page.locator('[data-part="waiting"]');
    const again = { for: 'retry' as const, sentence: 'Asked again in **2** s.' };
    await panel.snapshot([answer({ state: 'streaming', text: 'x', waiting: again })]);
    assert.equal(await waiting.textContent(), 'Asked again in **2** s.');
    assert.equal(await waiting.isVisible(), true);
    await panel.delta('a1', ' y');
    await panel.page.getByText('x y').waitFor();
    assert.equal(await waiting.isVisible(), false);
  });

  test('tell who listens that they wait, without counting the seconds, and that they go on', async () => {
    await panel.snapshot([question('why')]);
    await panel.page.getByRole('status').evaluate(status => {
      const heard: (string | null)[] = [];
      Object.assign(window, { heard });
      new MutationObserver(() => heard.push(status.textContent)).observe(status, { childList: true });
    });
    const waits = (what: 'retry' | 'again', sentence: string) =>
      panel.turn(answer({ state: 'streaming', waiting: { for: what, sentence } }));
    await panel.turn(answer({ state: 'streaming' }));
    await waits('retry', 'Asked again in 2 s.');
    await waits('retry', 'Asked again in 1 s.');
    await waits('again', 'Asked again.');
    await panel.delta('a1', 'Because');
    await panel.turn(answer({ text: 'Because' }));
    // The user asks again: the conversation comes anew, with the answer that is on its way.
    await panel.snapshot([question('why'), answer({ id: 'a2', state: 'streaming' })]);
    await panel.turn(answer({ id: 'a2', state: 'streaming' }));
    assert.deepEqual(await panel.page.evaluate(() => Reflect.get(window, 'heard')), [
      strings.answering,
      'Asked again in 2 s.',
      'Asked again.',
      strings.answering,
      strings.states.complete,
      strings.answering,
    ]);
  });
});
