import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import type { CardActionView, CardView, TurnView } from '../../../src/chat/protocol.ts';
import { actions, cardViews } from './cardViews.ts';
import { hostileVectors } from './hostileVectors.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelPage, type PanelServer, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';
import { themeNames } from './themes.ts';

/** The search keywords once their hits have been counted. */
const counted: CardView = {
  ...cardViews.keywords,
  body: {
    type: 'rows',
    rows: cardViews.keywords.body.rows.map((row, index) => ({ ...row, detail: `${index * 12} hits` })),
  },
};

describe('cards', () => {
  let panel: PanelPage;
  let server: PanelServer;
  panelForEach((opened, started) => {
    panel = opened;
    server = started;
  });

  const at = (selector: string) => panel.page.locator(selector);
  const card = (name: string) => panel.page.getByRole('group', { name, exact: true });
  const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
  const status = () => panel.page.getByRole('status').textContent();
  const typed = (cards: CardView[], actions: CardActionView[] = []) => answer({ cards, actions });
  const show = (...turn: Parameters<typeof typed>) => panel.snapshot([question('why'), typed(...turn)]);

  describe('show', () => {
    test('tags side by side, as a list', async () => {
      await show([cardViews.tags]);
      assert.equal(await card('Tags').getByRole('heading', { level: 3 }).textContent(), 'Tags');
      assert.equal(await card('Tags').getByText('from your vocabulary').isVisible(), true);
      assert.deepEqual(await card('Tags').getByRole('list').getByRole('listitem').allTextContents(), [
        'retry',
        'upload',
        'queue',
        'error-handling',
      ]);
    });

    test('labels with bars as long as they are probable, beside the number that is read out', async () => {
      await show([cardViews.label]);
      assert.equal(
        await card('Feature request').ariaSnapshot(),
        [
          '- group "Feature request":',
          '  - heading "Feature request" [level=3]',
          '  - text: issue triage',
          '  - list:',
          '    - listitem: feature 0.91',
          '    - listitem: question 0.07',
          '    - listitem: bug 0.02',
        ].join('\n'),
      );
      const bars = at('meter');
      assert.deepEqual(
        await bars.evaluateAll(meters =>
          meters.map(meter => (meter instanceof HTMLMeterElement ? meter.value : undefined)),
        ),
        [0.91, 0.07, 0.02],
      );
    });

    test('the result in green, and in yellow when it is none', async () => {
      const colours = { green: '137,209,133', yellow: '204,167,0', grey: '97,97,97' };
      const names = Object.entries(colours);
      const drawn = async () => {
        const bars = await at('meter').all();
        const pixels = await Promise.all(bars.map(bar => coloursOf(panel, bar)));
        return pixels.map(seen => names.filter(([, colour]) => seen.includes(colour)).map(([name]) => name));
      };
      await show([cardViews.label]);
      assert.deepEqual(await drawn(), [['green'], ['grey'], ['grey']]);
      await show([cardViews.unsure]);
      assert.deepEqual(await drawn(), [['yellow'], ['grey']]);
    });

    test('a label without a probability as the title alone', async () => {
      const bars = [{ label: 'Bug', share: null, text: '' }];
      await show([{ icon: 'target', title: 'Bug', aside: '', body: { type: 'bars', bars } }]);
      assert.equal((await card('Bug').innerText()).trim(), 'Bug');
      assert.equal(await card('Bug').getByRole('list').count(), 0);
    });

    test('ranked entries with their details, identifiers as code', async () => {
      await show([counted]);
      assert.deepEqual(await card('Search keywords').getByRole('listitem').allInnerTexts(), [
        'uploadWithRetry\n0 hits',
        'retry\n12 hits',
        'maxAttempts\n24 hits',
      ]);
      assert.deepEqual(await card('Search keywords').locator('code').allTextContents(), [
        'uploadWithRetry',
        'maxAttempts',
      ]);
    });

    test('code, coloured, with a button that copies it', async () => {
      await show([cardViews.rewrite], actions.rewrite);
      assert.equal(
        await card('Rewritten').locator('.hl-keyword').first().textContent(),
        'const',
        'the code is highlighted',
      );
      await button(strings.copyCode).click();
      assert.deepEqual(await panel.posts(), [{ type: 'copy', text: cardViews.rewrite.body.text }]);
      assert.equal(await status(), strings.copied);
    });

    test('several results below each other, each with what it is of, in one frame with the buttons', async () => {
      await show(
        [
          { ...cardViews.unsure, caption: 'queue.ts:16–20' },
          { ...cardViews.label, caption: 'queue.ts:26–30' },
        ],
        actions.label,
      );
      assert.equal(await card('Not sure, queue.ts:16–20').isVisible(), true);
      const second = await card('Feature request, queue.ts:26–30').boundingBox();
      const copy = await button('Copy as JSON').boundingBox();
      assert.ok(second && copy && copy.y >= second.y + second.height);
      assert.equal(await at('[data-part="card"]').count(), 2);
    });

    test('nothing of an answer that is on its way or has failed but that', async () => {
      await panel.snapshot([question('why'), answer({ state: 'streaming' })]);
      assert.equal(await at('.cards').isVisible(), false);
      await panel.turn(answer({ state: 'error', problem: { message: 'Not in form.', remedies: [] } }));
      assert.equal(await at('.cards').isVisible(), false);
      await panel.turn(typed([cardViews.tags], actions.tags));
      assert.equal(await at('.cards').isVisible(), true);
    });
  });

  describe('buttons', () => {
    test('ask for their action on the turn’s results, by mouse and by keyboard', async () => {
      await show([cardViews.tags], actions.tags);
      await button('Insert as comment').click();
      await button('Insert as comment').focus();
      await panel.page.keyboard.press('Tab');
      await panel.page.keyboard.press('Enter');
      await panel.page.keyboard.press('Tab');
      await panel.page.keyboard.press('Space');
      assert.deepEqual(await panel.posts(), [
        { type: 'card', id: 'a1', action: 'insertComment' },
        { type: 'card', id: 'a1', action: 'saveTags' },
        { type: 'card', id: 'a1', action: 'copy' },
      ]);
    });

    test('send once for a double click', async () => {
      await show([cardViews.tags], actions.tags);
      await button('Insert as comment').dblclick();
      assert.deepEqual(await panel.posts(), [{ type: 'card', id: 'a1', action: 'insertComment' }]);
    });

    test('carry their action, and the first one colour, as the others do not', async () => {
      await show([cardViews.tags], actions.tags);
      const buttons = at('[data-part="card-actions"] button');
      assert.deepEqual(
        await buttons.evaluateAll(buttons => buttons.map(button => button.getAttribute('data-action'))),
        ['insertComment', 'saveTags', 'copy'],
      );
      const filled = () =>
        buttons.evaluateAll(buttons =>
          buttons.map(button => getComputedStyle(button).backgroundColor !== 'rgba(0, 0, 0, 0)'),
        );
      assert.deepEqual(await filled(), [true, false, false]);
      await panel.turn(typed([cardViews.label], actions.label));
      assert.deepEqual(await filled(), [false]);
    });
  });

  describe('a card that comes again with more', () => {
    test('keeps its elements, the focus, the place and what is selected', async () => {
      await panel.page.setViewportSize({ width: 400, height: 300 });
      const turns: TurnView[] = [1, 2, 3, 4, 5, 6].map(n => question(`Question ${n}`, `u${n}`));
      await panel.snapshot([...turns, typed([cardViews.keywords], actions.keywords), ...more(turns)]);
      await card('Search keywords').scrollIntoViewIfNeeded();
      await button('Copy').focus();
      const first = await card('Search keywords').getByText('uploadWithRetry').elementHandle();
      const transcript = at('[data-part="transcript"]');
      const place = await transcript.evaluate(element => element.scrollTop);
      await first?.evaluate(element => getSelection()?.selectAllChildren(element));

      await panel.turn(typed([counted], actions.keywords));
      assert.equal(await card('Search keywords').getByText('12 hits').isVisible(), true);
      assert.equal(await first?.evaluate(element => element.isConnected), true);
      assert.equal(await panel.page.evaluate(() => getSelection()?.toString()), 'uploadWithRetry');
      assert.equal(await panel.page.evaluate(() => document.activeElement?.textContent), 'Copy');
      assert.equal(await transcript.evaluate(element => element.scrollTop), place);
    });

    test('keeps the focus on a button that stays while others come, and gives it away with one that goes', async () => {
      await show([cardViews.keywords], [{ action: 'copy', label: 'Copy', primary: false }]);
      await button('Copy').focus();
      await panel.turn(typed([counted], actions.keywords));
      assert.deepEqual(await at('[data-part="card-actions"] button').allTextContents(), ['Search', 'Copy']);
      assert.equal(await panel.page.evaluate(() => document.activeElement?.textContent), 'Copy');
      await panel.turn(typed([counted]));
      assert.equal(await panel.page.evaluate(() => document.activeElement?.localName), 'textarea');
    });

    test('is not announced again', async () => {
      await panel.snapshot([question('why'), answer({ state: 'streaming' })]);
      await panel.turn(typed([cardViews.keywords]));
      const said = await status();
      await at('[role="status"]')
        .last()
        .evaluate(element => element.replaceChildren());
      await panel.turn(typed([counted]));
      assert.equal(said, 'Search keywords: uploadWithRetry, retry, maxAttempts');
      assert.equal(await status(), '');
    });
  });

  const announcements: [CardView[], string][] = [
    [[cardViews.tags], 'Tags: retry, upload, queue, error-handling'],
    [[cardViews.label], 'Feature request, 0.91'],
    [[cardViews.unsure], 'Not sure'],
    [[cardViews.rewrite], 'Rewritten'],
    [
      [
        { ...cardViews.unsure, caption: 'a.ts:1' },
        { ...cardViews.label, caption: 'a.ts:9' },
      ],
      'a.ts:1. Not sure. a.ts:9. Feature request, 0.91',
    ],
  ];
  for (const [cards, words] of announcements) {
    test(`screen readers are told what came: ${words}`, async () => {
      await panel.snapshot([question('why')]);
      await panel.turn(answer({ state: 'streaming' }));
      assert.equal(await status(), strings.answering);
      await panel.turn(typed(cards));
      assert.equal(await status(), words);
    });
  }

  test('a task’s question shows its title, what was typed for it, and what it is about', async () => {
    await panel.snapshot([
      {
        role: 'user',
        id: 'u1',
        text: 'Rewrite Selection',
        words: 'Use **async**',
        editable: false,
        pinned: false,
        attachments: [{ label: 'queue.ts', detail: '16–26' }],
      },
    ]);
    const turn = at('[data-role="user"]');
    assert.equal(await turn.getByText('Rewrite Selection').isVisible(), true);
    assert.equal(await turn.getByText('Use **async**', { exact: true }).isVisible(), true);
    assert.deepEqual(await turn.getByRole('listitem').allInnerTexts(), ['queue.ts\n16–26']);
  });

  test('hostile text is text in every field', async () => {
    const requests: string[] = [];
    panel.page.on('request', request => {
      // The panel's own: its icons, and what colours code.
      if (!/\/(?:codicon\.ttf|highlight-\w+\.js)/.test(request.url())) requests.push(request.url());
    });
    await panel.snapshot([]);
    const bare = hostileVectors.filter(({ group }) => group === 'elements' || group === 'oddities');
    for (const { number, text: vector } of bare) {
      await panel.snapshot([
        {
          role: 'user',
          id: `u${number}`,
          text: vector,
          words: vector,
          editable: false,
          pinned: false,
          attachments: [],
        },
        typed(everywhere(vector), [{ action: 'copy', label: vector, primary: true }]),
      ]);
      const shown = await at('.cards').evaluate(frame => ({
        elements: [...new Set([...frame.querySelectorAll('*')].map(element => element.localName))].sort(),
        attributes: [
          ...new Set([...frame.querySelectorAll('*')].flatMap(element => element.getAttributeNames())),
        ]
          // Only where there is something that cannot be seen.
          .filter(name => name !== 'data-code')
          .sort(),
        tag: frame.querySelector('.chip')?.textContent,
        title: frame.querySelector('h3')?.textContent,
        code: frame.querySelector('pre')?.textContent,
      }));
      assert.deepEqual(shown, { ...plain, tag: vector, title: vector, code: vector });
      assert.equal(await at('.task-words').textContent(), vector);
    }
    await panel.frame();
    // A script that runs calls what is not there, and the panel is closed with that error.
    assert.deepEqual(requests, []);
  });

  for (const theme of themeNames) {
    test(`nothing sticks out of a card, and each has a border, in the theme ${theme}`, async () => {
      const themed = await server.open({ theme });
      const long = 'a'.repeat(300);
      const longActions: CardActionView[] = [
        { action: 'apply', label: long, primary: true },
        { action: 'copy', label: long, primary: false },
      ];
      await themed.snapshot([
        { role: 'user', id: 'u1', text: long, words: long, editable: false, pinned: false, attachments: [] },
        answer({ id: 'long', cards: everywhere(long), actions: longActions }),
        ...Object.entries(cardViews).map(([id, card]) =>
          answer({ id, cards: [card, { ...card, caption: 'queue.ts:16–26' }], actions: actions.tags }),
        ),
      ]);
      for (const width of [220, 400, 900]) {
        await themed.page.setViewportSize({ width, height: 700 });
        assert.deepEqual(await themed.page.evaluate(sticking), [], `${width} pixels wide`);
      }
      const borders = await themed.page.locator('.cards').evaluateAll(frames =>
        frames.map(frame => {
          const { borderTopWidth, borderTopColor } = getComputedStyle(frame);
          const ground = getComputedStyle(document.documentElement).backgroundColor;
          return borderTopWidth === '1px' && borderTopColor !== ground;
        }),
      );
      assert.ok(borders.length > 5 && borders.every(Boolean));
      await themed.close();
    });
  }

  test('bars are seen where a theme has the background’s colour for them', async () => {
    const themed = await server.open({ theme: 'high-contrast' });
    await themed.snapshot([typed([cardViews.label])]);
    const bar = await coloursOf(themed, themed.page.locator('meter').nth(1));
    assert.ok(bar.includes('111,195,223'), 'a border');
    await themed.close();
  });
});

/** What the frame of `everywhere` is made of, whatever the texts are. */
const plain = {
  elements: ['button', 'code', 'div', 'h3', 'li', 'meter', 'ol', 'pre', 'span', 'ul'],
  attributes: [
    ...['aria-hidden', 'aria-label', 'class', 'data-action', 'data-part', 'data-sealed'],
    ...['role', 'tabindex', 'title', 'type', 'value'],
  ],
};

/** A card of every kind with the same text wherever there is one. */
function everywhere(text: string): CardView[] {
  const head = { icon: 'tag', title: text, aside: text, caption: text };
  return [
    { ...head, body: { type: 'chips', items: [text, text] } },
    {
      ...head,
      body: {
        type: 'bars',
        bars: [
          { label: text, share: 0.9, text },
          { label: text, share: null, text },
        ],
      },
    },
    {
      ...head,
      body: {
        type: 'rows',
        rows: [
          { text, detail: text, code: true },
          { text, detail: text, code: false },
        ],
      },
    },
    { ...head, body: { type: 'code', languageId: text, text } },
  ];
}

/** What is wider than the card or the question that it is in; code scrolls. */
function sticking(): string[] {
  // What is out of sight has the width that it had when it was last seen.
  for (const turn of document.querySelectorAll<HTMLElement>('.turn'))
    turn.style.contentVisibility = 'visible';
  return [...document.querySelectorAll('.cards *, .user *:not(.visually-hidden)')]
    .filter(element => element.checkVisibility() && element.closest('pre') === null)
    .filter(element => {
      const frame = element.closest('.cards, .user')?.getBoundingClientRect();
      const { left, right } = element.getBoundingClientRect();
      return !frame || left < frame.left - 0.5 || right > frame.right + 0.5;
    })
    .map(element => element.className);
}

/** As many further turns, so that the place in the conversation is neither its start nor its end. */
function more(turns: readonly TurnView[]): TurnView[] {
  return turns.map(turn => ({ ...turn, id: `${turn.id}-later` }));
}

/** The colours of an element’s pixels: computed styles know nothing of the parts that a meter is made of. */
async function coloursOf({ page }: PanelPage, element: Locator): Promise<string[]> {
  const picture = (await element.screenshot()).toString('base64');
  return page.evaluate(async source => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const data = context?.getImageData(0, 0, width, height).data ?? [];
    return Array.from({ length: width * height }, (_, i) => data.slice(i * 4, i * 4 + 3).join());
  }, picture);
}
