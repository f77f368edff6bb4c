import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hostileVectors } from './hostileVectors.ts';
import { serverForAll } from './panelHooks.ts';
import { answer, type PageOptions, type PanelPage } from './panelPage.ts';
import { seededRandom, splitAtRandom } from './random.ts';

declare global {
  interface Window {
    /** Set by a vector whose script runs. */
    hit?: number;
  }
}

/** Everything that left the page, or tried to, since it had loaded. */
interface Watch {
  requests: string[];
  navigations: string[];
}

describe('hostile text', () => {
  const server = serverForAll();

  async function openWatched(options: PageOptions = {}): Promise<{ panel: PanelPage; watch: Watch }> {
    const watch: Watch = { requests: [], navigations: [] };
    const panel = await server().open({
      ...options,
      // Nothing reaches the network even when a vector gets through.
      prepare: async page => {
        await page.context().route(
          url => url.origin !== server().origin,
          route => route.abort(),
        );
      },
    });
    await panel.page.waitForFunction(() => window.posts.length > 0 || document.images.length > 0);
    panel.page.context().on('request', request => {
      const own =
        request.url().startsWith(`${server().origin}/codicon.ttf`) || request.url().startsWith('data:');
      if (!own) watch.requests.push(request.url());
    });
    panel.page.on('framenavigated', frame => watch.navigations.push(frame.url()));
    panel.page.context().on('page', page => watch.navigations.push(`new page ${page.url()}`));
    panel.page.on('dialog', dialog => void dialog.dismiss());
    return { panel, watch };
  }

  /** What the answer is made of that it must not be. */
  function foreign(panel: PanelPage): Promise<string[]> {
    return panel.page.evaluate(() => {
      const elements =
        'p h3 h4 h5 h6 hr br blockquote ul ol li div table thead tbody tr th td strong em del code pre a span input button'.split(
          ' ',
        );
      const attributes =
        'class title start role tabindex type disabled checked aria-hidden aria-label data-url data-action data-code data-place data-sealed'.split(
          ' ',
        );
      const found: string[] = [];
      for (const element of document.querySelectorAll('.answer *')) {
        if (!elements.includes(element.localName)) found.push(element.localName);
        for (const name of element.getAttributeNames()) if (!attributes.includes(name)) found.push(name);
      }
      return found;
    });
  }

  for (const unguarded of [false, true]) {
    describe(unguarded ? 'without the policy of the page' : 'under the policy of the page', () => {
      let panel: PanelPage;
      let watch: Watch;
      const random = seededRandom(7);
      before(async () => {
        ({ panel, watch } = await openWatched({ unguarded }));
        await panel.drawAtOnce();
        await panel.snapshot([]);
      });
      after(() => panel.close());

      hostileVectors.forEach((vector, index) => {
        test(`fetches, runs and follows nothing: ${vector.slice(0, 70)}`, async () => {
          const id = `v${index}`;
          await panel.turn(answer({ id, state: 'streaming' }));
          for (const piece of splitAtRandom(vector, 4, random)) {
            await panel.delta(id, piece);
            await panel.frame();
            assert.deepEqual(await foreign(panel), []);
          }
          await panel.turn(answer({ id, text: vector }));
          assert.deepEqual(await foreign(panel), []);

          for (const link of await panel.page.locator(`[data-id="${id}"] .answer [data-url]`).all()) {
            await link.click();
            await link.click({ button: 'middle' });
            await link.click({ modifiers: ['Control'] });
            await link.dragTo(panel.page.locator('textarea'));
          }
          await panel.frame();
          assert.deepEqual(watch, { requests: [], navigations: [] });
          assert.equal(await panel.page.evaluate(() => window.hit), undefined);
          for (const message of await panel.posts()) {
            // Words that may name a file are looked for; which ones, the host knows.
            if (message.type === 'findLinks') continue;
            assert.equal(message.type, 'openLink');
            assert.ok(message.type === 'openLink' && new URL(message.url).protocol === 'https:');
            assert.ok(!/@/.test(message.url));
          }
          await panel.snapshot([]);
        });
      });
    });
  }

  test('is caught when it gets through: a page that writes it as HTML', async () => {
    const vectors = [
      '<img src="https://exfil.example/x">',
      '<img src=x onerror="window.hit=1">',
      '<a href="https://exfil.example/y" target="_blank">x</a>',
    ];
    const script = `document.getElementById('panel').innerHTML = ${JSON.stringify('<img src="data:,">')};
      window.addEventListener('message', event => {
        document.getElementById('panel').innerHTML = '<div class="answer">' + event.data.turn.text + '</div>';
      });`;
    const { panel, watch } = await openWatched({ unguarded: true, script });
    await panel.turn(answer({ text: vectors.join('') }));
    await panel.page.waitForFunction(() => window.hit === 1);
    const opened = panel.page.context().waitForEvent('page');
    await panel.page.click('a');
    await opened;
    assert.ok(watch.requests.includes('https://exfil.example/x'));
    assert.equal(watch.navigations.length, 1);
    assert.deepEqual(await foreign(panel), ['img', 'src', 'img', 'src', 'onerror', 'href', 'target']);
    await panel.close();
  });

  test('links go to the host in canonical form, by mouse and by keyboard, and show their host', async () => {
    const { panel } = await openWatched();
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
    const { panel, watch } = await openWatched();
    const detail =
      '<img src="https://exfil.example/x"> [Fix](command:workbench.action.terminal.new) **bold**';
    await panel.snapshot([answer({ state: 'error', problem: { message: detail, detail, remedies: [] } })]);
    await panel.page.locator('summary').click();
    assert.equal(
      await panel.page.locator('.provider-words').innerHTML(),
      detail.replace('<', '&lt;').replace('>', '&gt;'),
    );
    assert.equal(await panel.page.getByRole('link').count(), 0);
    assert.deepEqual(watch, { requests: [], navigations: [] });
    await panel.close();
  });

  test('what the user pasted is plain text', async () => {
    const { panel } = await openWatched();
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
