import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Guards, HostilePage, type Stream } from './hostilePage.ts';
import { type HostileVector, hostileVectors } from './hostileVectors.ts';
import { serverForAll } from './panelHooks.ts';
import { answer } from './panelPage.ts';
import { seededRandom, splitAtRandom } from './random.ts';

/** Of the short ones, in `npm test` every so many come a character at a time; in the long run all, and in two at each place. */
const isLong = process.env['GLOSS_LONG'] !== undefined;
const charactersOfEvery = isLong ? 1 : 7;
const short = 120;
/** So many a call. */
const batch = 100;

/** It takes the page away, which is no wonder where nobody reads what it says. */
const isRefresh = ({ text }: HostileVector) => /http-equiv="refresh"/i.test(text);

describe('hostile text', () => {
  const server = serverForAll();

  test('is written in at least 500 ways, each another one', () => {
    assert.ok(new Set(hostileVectors.map(({ text }) => text.replaceAll(/\d/g, ''))).size >= 500);
  });

  const random = seededRandom(7);
  function streamsOf({ number, text }: HostileVector): Stream[] {
    const atRandom = [{ number, pieces: splitAtRandom(text, 4, random) }];
    if (text.length > short || number % charactersOfEvery !== 0) return atRandom;
    const characters = { number, pieces: [...text] };
    if (!isLong) return [characters];
    const places = Array.from(text.slice(1), (_, before) => before + 1);
    return [characters, ...places.map(at => ({ number, pieces: [text.slice(0, at), text.slice(at)] }))];
  }

  const whole = ({ number, text }: HostileVector): Stream => ({ number, pieces: [text] });

  /** Plays all streams. @returns what is wrong with an answer: the vector, and what must not be in it */
  async function play(page: HostilePage, streams: readonly Stream[]): Promise<[string, string][]> {
    const wrong: [string, string][] = [];
    for (let begin = 0; begin < streams.length; begin += batch) {
      const some = streams.slice(begin, begin + batch);
      const found = await page.play(some);
      assert.ok(found, `one of ${some[0]?.number} to ${some.at(-1)?.number} has taken the page away`);
      for (const [number, what] of found) wrong.push([hostileVectors[number]?.text ?? '', what]);
    }
    return wrong;
  }

  const withPage = (guards: Guards, use: (page: HostilePage) => Promise<void>) =>
    HostilePage.with(server(), guards, use);

  for (const policy of [true, false]) {
    test(`fetches, runs and follows nothing ${policy ? 'under' : 'without'} the policy of the page`, () =>
      withPage({ list: true, policy }, async page => {
        // Where both guard it, it has only to be seen that neither is in the way of the other.
        const streams = hostileVectors.flatMap(vector => (policy ? whole(vector) : streamsOf(vector)));
        assert.deepEqual(await play(page, streams), []);
        assert.deepEqual(page.seen, { wishes: [], requests: [], navigations: [], runs: [] });
        for (const message of await page.posts()) {
          // Words that may name a file are looked for; which ones, the host knows.
          if (['ready', 'painted', 'findLinks'].includes(message.type)) continue;
          assert.equal(message.type, 'openLink');
          assert.match(message.type === 'openLink' ? message.url : '', /^https:\/\/[^@]*$/);
        }
      }));
  }

  test('gets nowhere under the policy alone, where the panel takes it for HTML', () =>
    withPage({ list: false, policy: true }, async page => {
      await play(page, hostileVectors.filter(vector => !isRefresh(vector)).map(whole));
      await page.play(hostileVectors.filter(isRefresh).map(whole));
      const { wishes, ...seen } = page.seen;
      assert.ok(wishes.length >= 100, 'it was the policy that held them');
      assert.deepEqual(seen, { requests: [], navigations: [], runs: [] });
    }));

  test('is seen to fetch and to run where nothing holds it', () =>
    withPage({ list: false, policy: false }, async page => {
      await play(page, hostileVectors.filter(vector => !isRefresh(vector)).map(whole));
      const { runs, requests } = page.seen;
      for (const group of new Set(hostileVectors.map(({ group }) => group))) {
        const isOfGroup = (number: number) => hostileVectors[number]?.group === group;
        await page.hasRun(isOfGroup);
        const asked = requests.map(address => Number(/\d+/.exec(address)?.[0]));
        assert.ok(asked.some(isOfGroup), `one of the ${group} fetched`);
      }
      assert.ok(new Set(runs).size >= 100, `${new Set(runs).size} of them ran`);
      assert.ok(new Set(requests).size >= 100, `${new Set(requests).size} addresses were asked for`);
    }));

  test('is seen to take the page away where nothing holds it', () =>
    withPage({ list: false, policy: false }, async page => {
      const vector = hostileVectors.find(({ text }) => text.includes(' ping='));
      assert.ok(vector);
      await page.play([whole(vector)]);
      const gone = page.isAskedFor(`/${vector.number}`);
      await page.frame.click('.answer a');
      await gone;
    }));

  test('links go to the host in canonical form, by mouse and by keyboard, and show their host', async () => {
    const panel = await server().open();
    await panel.snapshot([answer({ text: '[docs](HTTPS://Example.com:443/a/../b) <https://аpple.com>' })]);
    const link = panel.page.getByRole('link', { name: 'docs' });
    assert.equal(await link.getAttribute('title'), 'example.com');
    assert.equal(await panel.page.getByRole('link').last().getAttribute('title'), 'xn--pple-43d.com');
    await link.click();
    await link.focus();
    await panel.page.keyboard.press('Enter');
    const message = { type: 'openLink', url: 'https://example.com/b' };
    assert.deepEqual(await panel.posts(), [message, message]);
    await panel.close();
  });

  test('a provider’s words are plain text', async () => {
    const panel = await server().open();
    const detail =
      '<img src="https://exfil.example/x"> [Fix](command:workbench.action.terminal.new) **bold**';
    await panel.snapshot([answer({ state: 'error', problem: { message: detail, detail, remedies: [] } })]);
    await panel.page.locator('summary').click();
    assert.equal(
      await panel.page.locator('.provider-words').innerHTML(),
      detail.replace('<', '&lt;').replace('>', '&gt;'),
    );
    assert.equal(await panel.page.getByRole('link').count(), 0);
    await panel.close();
  });

  test('what the user pasted is plain text', async () => {
    const panel = await server().open();
    const text = '<b>x</b>\n  # not a heading\n![x](https://exfil.example/x)';
    await panel.snapshot([
      {
        role: 'user',
        id: 'u1',
        text,
        editable: true,
        pinned: false,
        attachments: [{ label: '<b>', detail: '<i>' }],
      },
    ]);
    assert.equal(await panel.page.locator('.words').textContent(), text);
    assert.equal(await panel.page.locator('.chip-label').textContent(), '<b>');
    await panel.close();
  });
});
