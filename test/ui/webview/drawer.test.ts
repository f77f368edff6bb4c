import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FieldView } from '../../../src/chat/protocol.ts';
import { DrawerPage, set } from './drawerPage.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, type PanelServer, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';
import { field, fullView, withFields } from './parametersView.ts';

describe('the drawer', () => {
  let drawer: DrawerPage;
  let server: PanelServer;
  panelForEach(async (panel, started) => {
    server = started;
    await panel.snapshot([question('why'), answer({ text: 'Because.' })]);
    drawer = new DrawerPage(panel);
  });

  test('is asked for by the composer’s button, which says whether it is open', async () => {
    const button = drawer.at('.composer [data-action="parameters"]');
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await button.click();
    assert.deepEqual(await drawer.posted(), [{ type: 'showParameters', open: true }]);
    assert.equal(await drawer.element.count(), 0);
    await drawer.show(fullView);
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    assert.equal(await button.getAttribute('aria-pressed'), 'true');
    await button.click();
    assert.deepEqual(await drawer.posted(), [{ type: 'showParameters', open: false }]);
  });

  test('takes the place of the transcript and leaves the composer', async () => {
    await drawer.show(fullView);
    assert.equal(await drawer.at('[data-part="transcript"]').isVisible(), false);
    assert.equal(await drawer.panel.page.getByRole('region', { name: strings.parameters }).isVisible(), true);
    await drawer.at('[data-part="composer"]').fill('next');
    await drawer.press('Enter');
    assert.deepEqual(await drawer.posted(), [{ type: 'send', text: 'next' }]);
    await drawer.show(undefined);
    assert.equal(await drawer.element.count(), 0);
    assert.equal(await drawer.at('[data-part="transcript"]').isVisible(), true);
  });

  test('takes the focus when it opens, and gives it back when it closes', async () => {
    await drawer.at('.composer [data-action="parameters"]').press('Enter');
    await drawer.show(fullView);
    assert.equal(await drawer.focused(), strings.parameters);
    await drawer.press('Tab');
    assert.equal(await drawer.focused(), 'close-parameters');
    await drawer.show(undefined);
    assert.equal(await drawer.focused(), 'parameters');
  });

  test('leaves the focus in the composer when it closes by itself', async () => {
    await drawer.show(fullView);
    await drawer.at('[data-part="composer"]').focus();
    await drawer.show(undefined);
    assert.equal(await drawer.focused(), 'composer');
  });

  test('does not take the focus when the panel itself has just come', async () => {
    const fresh = await server.open();
    await fresh.snapshot([], 'c1', { parameters: fullView });
    assert.equal(await fresh.page.evaluate(() => document.activeElement === document.body), true);
    await fresh.close();
  });

  test('asks to be closed by its button and by Escape, which does not stop the answer then', async () => {
    await drawer.panel.turn(answer({ id: 'a2', state: 'streaming' }));
    await drawer.show(fullView);
    await drawer.action('close-parameters').click();
    assert.deepEqual(await drawer.posted(), [{ type: 'showParameters', open: false }]);
    assert.equal(await drawer.focused(), 'parameters');
    await drawer.control('seed').focus();
    await drawer.press('Escape');
    assert.deepEqual(await drawer.posted(), [{ type: 'showParameters', open: false }]);
    assert.equal(await drawer.focused(), 'parameters');
    await drawer.press('Escape');
    assert.deepEqual(await drawer.posted(), [{ type: 'stop' }]);
  });

  test('Escape takes back what is half typed, and only then closes', async () => {
    await drawer.show(fullView);
    const before = await drawer.control('safetyIdentifier').inputValue();
    await drawer.control('safetyIdentifier').fill('me');
    await drawer.press('Escape');
    assert.deepEqual(await drawer.posted(), []);
    assert.equal(await drawer.control('safetyIdentifier').inputValue(), before);
    await drawer.press('Escape');
    assert.deepEqual(await drawer.posted(), [{ type: 'showParameters', open: false }]);
  });

  test('what was being entered is entered when its button closes it', async () => {
    await drawer.show(fullView);
    await drawer.control('safetyIdentifier').fill('me');
    await drawer.action('close-parameters').click();
    assert.deepEqual(await drawer.posted(), [
      set('safetyIdentifier', 'me'),
      { type: 'showParameters', open: false },
    ]);
  });

  test('keeps the reader’s place in the transcript behind it', async () => {
    await drawer.panel.snapshot([question('why'), answer({ text: 'line\n\n'.repeat(200) })], 'c9');
    await drawer.at('[data-part="transcript"]').evaluate(element => element.scrollTo(0, 700));
    await drawer.panel.page.waitForFunction(() => JSON.stringify(sessionStorage).includes('offset'));
    const scrollTop = () => drawer.at('[data-part="transcript"]').evaluate(element => element.scrollTop);
    await drawer.show(fullView);
    await drawer.show(undefined);
    await drawer.panel.frame();
    assert.equal(await scrollTop(), 700);
    await drawer.panel.snapshot([], 'c8', { parameters: fullView });
    await drawer.panel.snapshot([question('why'), answer({ text: 'line\n\n'.repeat(200) })], 'c9', {
      parameters: fullView,
    });
    await drawer.show(undefined);
    await drawer.panel.frame();
    assert.equal(await scrollTop(), 700, 'a conversation entered behind the drawer is at its place, too');
  });

  test('can be gone through with the Tab key in the order of the eye', async () => {
    await drawer.show({
      ...fullView,
      groups: [
        {
          title: 'Group',
          fields: [
            field('temperature', {
              control: { control: 'number', minimum: 0, maximum: 2 },
              value: 1,
              own: true,
            }),
            field('stop', { control: { control: 'list', maxItems: 4 } }),
          ],
        },
      ],
    });
    const reached: unknown[] = [];
    for (let index = 0; index < 17; index++) {
      await drawer.press('Tab');
      reached.push(await drawer.focused());
    }
    assert.deepEqual(reached, [
      'close-parameters',
      'model',
      'select-model',
      strings.drawer.scopes.chat,
      'preset',
      'save-preset',
      'share-preset',
      'import-preset',
      'delete-preset',
      'temperature',
      'temperature',
      'unset',
      'stop',
      'forget',
      'open-settings',
      strings.drawer.formats.json,
      'copy-request',
    ]);
  });

  for (const width of [300, 400, 900]) {
    test(`nothing sticks out of it at ${width} pixels`, async () => {
      await drawer.panel.page.setViewportSize({ width, height: 700 });
      const long = 'a'.repeat(300);
      const words: Partial<FieldView> = {
        label: long,
        source: long,
        mistake: long,
        unset: long,
        own: true,
      };
      const changes = Object.fromEntries(
        fullView.groups.flatMap(group => group.fields.map(({ key }) => [key, words])),
      );
      await drawer.show({
        ...withFields(fullView, changes),
        facts: long,
        refused: long,
        estimate: long,
        presets: [long],
        chosen: { provider: long, model: long },
      });
      await drawer.panel.post({ type: 'notice', notice: { message: long, accept: long } });
      const sticking = await drawer.panel.page.evaluate(() =>
        [...document.querySelectorAll('#panel *')]
          .filter(
            element =>
              element.closest('pre, .visually-hidden') === null &&
              element.checkVisibility() &&
              element.localName !== 'option' &&
              element.localName !== 'optgroup' &&
              element.getBoundingClientRect().right > innerWidth,
          )
          .map(element => element.outerHTML.slice(0, 80)),
      );
      assert.deepEqual(sticking, []);
      const body = drawer.at('.drawer-body');
      assert.equal(await body.evaluate(element => element.scrollWidth > element.clientWidth), false);
      assert.equal(await drawer.panel.page.evaluate(() => document.documentElement.scrollWidth), width);
    });
  }

  test('whatever a text says, it is text', async () => {
    const hostile = '<img src=x onerror="posts.push(1)">"\'`</style><script>posts.push(2)</script>';
    const every = (key: string, more: Partial<FieldView>) =>
      field(key, {
        label: hostile,
        description: hostile,
        sentAs: hostile,
        source: hostile,
        unset: hostile,
        mistake: hostile,
        own: true,
        ...more,
      });
    await drawer.panel.snapshot([answer({ notes: [hostile], text: 'x' })], 'c1', {
      notice: { message: hostile, accept: hostile },
      strings: { ...strings, drawer: { ...strings.drawer, notSent: hostile, choosePreset: hostile } },
      parameters: {
        scope: 'chat',
        models: [{ provider: hostile, name: hostile, models: [{ id: hostile, label: hostile }] }],
        chosen: { provider: hostile, model: hostile },
        facts: hostile,
        presets: [hostile],
        groups: [
          {
            title: hostile,
            fields: [
              every(hostile, { value: hostile }),
              every('choice', { control: { control: 'choice', choices: [hostile] }, value: hostile }),
              every('list', { control: { control: 'list', maxItems: 4 }, value: [hostile] }),
              every('map', {
                control: { control: 'map', values: 'text', keys: '', maxItems: 4 },
                value: { [hostile]: hostile },
              }),
              every('number', { control: { control: 'number', minimum: 0, maximum: 2 } }),
            ],
          },
        ],
        refused: hostile,
        example: { json: hostile, curl: hostile, python: hostile, typescript: hostile },
        estimate: hostile,
      },
    });
    for (const format of ['curl', 'python', 'typescript', 'json']) {
      await drawer.at(`[data-format="${format}"]`).click();
      assert.equal(await drawer.at('[data-part="example"]').textContent(), hostile);
    }
    assert.equal(await drawer.at('[data-part="facts"]').textContent(), hostile);
    assert.equal(await drawer.at('[data-part="notes"]').textContent(), hostile);
    assert.equal(await drawer.at('img, script:not([nonce]), #panel style').count(), 0);
    assert.deepEqual(await drawer.posted(), []);
  });
});
