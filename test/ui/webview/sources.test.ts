import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Cited } from '../../../src/chat/protocol.ts';
import { type Guards, HostilePage, type Stream } from './hostilePage.ts';
import { exfilHost, hostileVectors } from './hostileVectors.ts';
import { panelForEach, serverForAll } from './panelHooks.ts';
import { answer, type PanelPage, question } from './panelPage.ts';

const blog = { url: 'https://nodejs.org/en/blog', title: 'Node.js — Blog' };
const unnamed = { url: 'https://example.com/a?b', title: '' };

describe('the pages that an answer cites', () => {
  let panel: PanelPage;
  panelForEach(opened => {
    panel = opened;
  });
  const show = (citations: Cited[], text = 'It is out.') =>
    panel.snapshot([question('what?'), answer({ text, citations })]);
  const list = () => panel.page.getByRole('list', { name: 'Sources' });
  const items = () => list().getByRole('listitem').allInnerTexts();

  test('stand below it, numbered, by their titles and hosts', async () => {
    await show([blog, unnamed, { url: 'http://example.org/', title: 'Old' }]);
    assert.deepEqual(await items(), ['Node.js — Blog — nodejs.org', 'example.com', 'Old — example.org']);
    assert.equal(await list().evaluate(element => element.localName), 'ol');
    assert.deepEqual(
      await panel.page.getByRole('link').evaluateAll(links => links.map(link => link.getAttribute('title'))),
      ['nodejs.org', 'example.com'],
      'what goes over http is no link',
    );
    const below = async (selector: string) => (await panel.page.locator(selector).boundingBox())?.y ?? 0;
    assert.ok((await below('.sources')) > (await below('.answer')));
    assert.ok((await below('.sources')) < (await below('.foot')));
  });

  test('are opened by the host, by mouse and by keyboard', async () => {
    await show([blog, unnamed]);
    await panel.page.getByRole('link', { name: 'Blog' }).click();
    await panel.page.keyboard.press('Tab');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(await panel.posts(), [
      { type: 'openLink', url: blog.url },
      { type: 'openLink', url: unnamed.url },
    ]);
  });

  test('leave a link of the text as it is', async () => {
    await show([blog], 'See [the blog](https://nodejs.org/en/blog).');
    assert.deepEqual(await panel.page.getByRole('link').allInnerTexts(), [
      'the blog',
      'Node.js — Blog — nodejs.org',
    ]);
  });

  test('are not there where there are none, and go with the answer that had them', async () => {
    await show([]);
    assert.equal(await panel.page.locator('.sources').isVisible(), false);
    await panel.turn(answer({ text: 'It is out.', citations: [blog] }));
    assert.equal(await panel.page.locator('.sources').isVisible(), true);
    await panel.turn(answer({ text: 'It is not.' }));
    assert.equal(await panel.page.locator('.sources').isVisible(), false);
    await show([{ url: 'javascript:alert(1)', title: 'A' }]);
    assert.equal(await panel.page.locator('.sources').isVisible(), false);
  });

  test('have their words as they are: no markup, and nothing that nobody sees', async () => {
    await show([{ url: blog.url, title: '<b>a</b> **b** ![c](https://exfil.example/c)\u202e\u200b' }]);
    assert.deepEqual(await items(), ['<b>a</b> **b** ![c](https://exfil.example/c) — nodejs.org']);
    assert.equal(await list().locator('b, strong, img').count(), 0);
  });

  test('do not widen a narrow panel, however long', async () => {
    await panel.page.setViewportSize({ width: 200, height: 700 });
    const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.example`;
    await show([
      { url: `https://${host}/`, title: 'x'.repeat(100_000) },
      { url: 'https://example.com/', title: 'עברית '.repeat(1_000) },
    ]);
    const [wide, room] = await panel.page.evaluate(() => {
      const scroller = document.scrollingElement;
      const boxes = [...document.querySelectorAll('.sources *')].map(
        one => one.getBoundingClientRect().right,
      );
      return [Math.max(...boxes), scroller?.clientWidth ?? 0];
    });
    assert.ok((wide ?? 0) <= (room ?? 0), `${wide} of ${room}`);
    assert.match((await items())[1] ?? '', / — example\.com$/);
  });
});

/** An address of each kind that is none of a page, or not what it seems. */
const addresses = (number: number, title: string): Cited[] =>
  [
    `javascript:hit(${number})`,
    `JaVaScRiPt:hit(${number})`,
    `java\nscript:hit(${number})`,
    `data:text/html,<script>parent.hit(${number})</script>`,
    'command:workbench.action.quit',
    'vscode://gloss.gloss/x',
    'file:///etc/passwd',
    `http://${exfilHost}/${number}`,
    `//${exfilHost}/${number}`,
    `https://nodejs.org@${exfilHost}/${number}`,
    `https://user:password@${exfilHost}/${number}`,
    `https://${exfilHost}\\@nodejs.org/${number}`,
    `https://${exfilHost}/${number}`,
    `https://${exfilHost}/${number}" onclick="hit(${number})`,
  ].map(url => ({ url, title }));

describe('hostile sources', () => {
  const server = serverForAll();

  /** Each vector as a title, and as an address. */
  const ofVectors: Stream[] = hostileVectors.map(({ number, text }) => ({
    number,
    pieces: ['See below.'],
    citations: [
      { url: `https://${exfilHost}/${number}`, title: text },
      { url: text, title: 'A' },
      { url: `https://${exfilHost}/${number}${text}`, title: 'A' },
    ],
  }));
  const own = hostileVectors.length;
  const others: Stream[] = [
    { number: own, pieces: [''], citations: addresses(own, 'Node.js') },
    {
      number: own + 1,
      pieces: [''],
      citations: addresses(own + 1, `<img src=x onerror="hit(${own + 1})">${' x'.repeat(200_000)}`),
    },
    {
      number: own + 2,
      pieces: [''],
      citations: Array.from({ length: 10_000 }, (_, at) => ({
        url: `https://${exfilHost}/${at}`,
        title: `<img src="https://${exfilHost}/${at}">`,
      })),
    },
  ];

  const withPage = (guards: Guards, use: (page: HostilePage) => Promise<void>) =>
    HostilePage.with(server(), guards, use);

  for (const policy of [true, false]) {
    test(`fetch, run and follow nothing ${policy ? 'under' : 'without'} the policy of the page`, () =>
      withPage({ list: true, policy }, async page => {
        // Where both guard it, it has only to be seen that neither is in the way of the other.
        const played = policy ? ofVectors.filter(({ number }) => number % 5 === 0) : ofVectors;
        assert.deepEqual(await page.play([...played, ...others]), []);
        assert.equal(await page.frame.locator('.sources li').count(), 64, 'of ten thousand');
        assert.deepEqual(page.seen, { wishes: [], requests: [], navigations: [], runs: [] });
        const opened = (await page.posts()).flatMap(post => (post.type === 'openLink' ? post.url : []));
        assert.ok(opened.length >= 2 * played.length, 'they were clicked');
        for (const url of opened) assert.match(url, /^https:\/\/[^@/]*\//);
        // One a click, and one the key.
        assert.equal(opened.filter(url => url === `https://${exfilHost}/${own}`).length, 2);
        assert.ok(!opened.some(url => url.startsWith('http:')));
      }));
  }

  test('are seen to fetch and to run where nothing holds them', () =>
    withPage({ list: false, policy: false }, async page => {
      await page.play(others.slice(0, 2));
      await page.hasRun(number => number === own);
      await page.hasRun(number => number === own + 1);
      // A hundred of the ten thousand are enough to be fetched.
      const fetched = page.isAskedFor('/99');
      await page.play(
        others.slice(2).map(many => ({ ...many, citations: many.citations?.slice(0, 100) ?? [] })),
      );
      await fetched;
    }));
});
