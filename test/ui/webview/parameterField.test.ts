import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DrawerPage, set } from './drawerPage.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';
import { field } from './parametersView.ts';

describe('a field of the drawer', () => {
  let drawer: DrawerPage;
  panelForEach(async panel => {
    await panel.snapshot([question('why'), answer({ text: 'Because.' })]);
    drawer = new DrawerPage(panel);
  });

  const ranged = { control: 'number', minimum: 0, maximum: 2 } as const;
  const map = { control: 'map', values: 'number', keys: '^\\d+$', maxItems: 9 } as const;

  test('says what it is, where its value comes from and what is wrong with it', async () => {
    await drawer.showFields(
      field('a', { label: 'Longest', source: 'User settings', value: 'x', mistake: 'Too long.' }),
      field('b'),
    );
    const input = drawer.panel.page.getByLabel('Longest', { exact: true });
    assert.equal(await input.inputValue(), 'x');
    assert.equal(await drawer.row('a').getAttribute('title'), 'What a does.\na');
    assert.equal(await drawer.row('a').locator('[data-part="source"]').textContent(), 'User settings');
    assert.equal(await drawer.row('b').locator('[data-part="source"]').isVisible(), false);
    const described = await input.evaluate(element =>
      (element.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map(id => document.getElementById(id)?.textContent),
    );
    assert.deepEqual(described, ['What a does.', '', 'Too long.']);
    assert.equal(await drawer.row('a').getByText('Too long.').isVisible(), true);
    assert.equal(await drawer.row('a').locator('[role="alert"]').count(), 0);
    assert.equal(await drawer.row('b').locator('.mistake').isVisible(), false);
  });

  test('can be unset where it is set, and the focus stays in it', async () => {
    await drawer.showFields(field('a', { value: 'x', own: true }), field('b', { value: 'y' }));
    assert.equal(await drawer.row('b').locator('[data-action="unset"]').isVisible(), false);
    await drawer.row('a').locator('[data-action="unset"]').press('Enter');
    assert.deepEqual(await drawer.posted(), [set('a', null)]);
    await drawer.showFields(field('a'), field('b', { value: 'y' }));
    assert.equal(await drawer.control('a').inputValue(), '');
    assert.equal(await drawer.focused(), 'a');
  });

  test('for a number posts what is entered, whatever its range, once it is entered', async () => {
    const integer = { control: 'number', minimum: 1, maximum: 8, integer: true } as const;
    await drawer.showFields(field('n', { control: integer, value: 2, unset: '1' }));
    const box = drawer.control('n');
    assert.deepEqual(
      await box.evaluate(element =>
        ['min', 'max', 'step', 'placeholder'].map(name => element.getAttribute(name)),
      ),
      ['1', '8', '1', '1'],
    );
    assert.equal(await drawer.row('n').locator('[type="range"]').count(), 0);
    await box.fill('9000');
    assert.deepEqual(await drawer.posted(), []);
    await drawer.press('Enter');
    await box.fill('');
    await drawer.press('Tab');
    assert.deepEqual(await drawer.posted(), [set('n', 9000), set('n', null)]);
  });

  test('for a number steps with the arrow keys, and not when one scrolls past', async () => {
    await drawer.showFields(
      field('n', { control: { control: 'number', minimum: 1, maximum: 8, integer: true }, value: 2 }),
    );
    await drawer.control('n').hover();
    await drawer.control('n').focus();
    await drawer.panel.page.mouse.wheel(0, -200);
    await drawer.panel.frame();
    assert.equal(await drawer.control('n').inputValue(), '2');
    await drawer.press('ArrowUp');
    await drawer.press('Enter');
    assert.deepEqual((await drawer.posted()).at(-1), set('n', 3));
  });

  test('for a number in a wide range takes any fraction', async () => {
    await drawer.showFields(field('x', { control: { control: 'number', minimum: 0, maximum: 100 } }));
    assert.equal(await drawer.control('x').getAttribute('step'), 'any');
    assert.equal(await drawer.row('x').locator('[type="range"]').count(), 0);
  });

  test('for a number says that a text is none and does not post it', async () => {
    await drawer.showFields(
      field('x', { control: { control: 'number', minimum: 0, maximum: 100 }, value: 5 }),
    );
    await drawer.control('x').focus();
    await drawer.press('End');
    await drawer.panel.page.keyboard.type('e');
    await drawer.press('Tab');
    assert.deepEqual(await drawer.posted(), []);
    assert.equal(await drawer.control('x').getAttribute('aria-invalid'), 'true');
    await drawer.control('x').fill('6');
    await drawer.press('Tab');
    assert.deepEqual(await drawer.posted(), [set('x', 6)]);
    assert.equal(await drawer.control('x').getAttribute('aria-invalid'), null);
  });

  test('for a number in a small range has a slider in step with the box', async () => {
    await drawer.showFields(field('t', { control: ranged, unset: '1' }));
    const slider = drawer.row('t').locator('[type="range"]');
    assert.equal(await slider.inputValue(), '1');
    assert.equal(await slider.getAttribute('aria-valuetext'), '1');
    assert.equal(await drawer.control('t').inputValue(), '');
    const box = await slider.boundingBox();
    assert.ok(box);
    const y = box.y + box.height / 2;
    await drawer.panel.page.mouse.move(box.x + box.width / 2, y);
    await drawer.panel.page.mouse.down();
    await drawer.panel.page.mouse.move(box.x + box.width - 1, y);
    assert.equal(await drawer.control('t').inputValue(), '2');
    await drawer.showFields(field('t', { control: ranged, unset: '1', mistake: 'm' }));
    assert.equal(await slider.inputValue(), '2', 'a slider that is being moved is left alone');
    assert.deepEqual(await drawer.posted(), []);
    await drawer.panel.page.mouse.up();
    assert.deepEqual(await drawer.posted(), [set('t', 2)]);
    await drawer.showFields(field('t', { control: ranged, value: 2 }));
    await drawer.control('t').fill('0.35');
    assert.equal(await slider.inputValue(), '0.35');
    await drawer.press('Enter');
    assert.deepEqual(await drawer.posted(), [set('t', 0.35)]);
    await drawer.showFields(field('t', { control: ranged, value: 0.7 }));
    assert.equal(await slider.inputValue(), '0.35', 'not while it is being edited');
    await drawer.at('[data-part="composer"]').focus();
    await drawer.showFields(field('t', { control: ranged, value: 0.8 }));
    assert.equal(await slider.inputValue(), '0.8');
    assert.equal(await drawer.control('t').inputValue(), '0.8');
  });

  test('for a choice offers not to send it', async () => {
    const choice = { control: 'choice', choices: ['low', 'high'] } as const;
    await drawer.showFields(
      field('c', { control: choice, value: 'low', unset: 'high' }),
      field('d', { control: choice, value: 'xhigh', unset: strings.drawer.notSent }),
    );
    assert.deepEqual(await drawer.control('c').locator('option').allTextContents(), [
      'not sent · high',
      'low',
      'high',
    ]);
    assert.deepEqual(await drawer.control('d').locator('option').allTextContents(), [
      'not sent',
      'low',
      'high',
      'xhigh',
    ]);
    assert.equal(await drawer.control('d').inputValue(), 'xhigh');
    await drawer.control('c').selectOption('high');
    await drawer.control('c').selectOption('default');
    assert.deepEqual(await drawer.posted(), [set('c', 'high'), set('c', null)]);
  });

  test('for a switch has on and off', async () => {
    await drawer.showFields(field('s', { control: { control: 'switch' } }));
    assert.equal(await drawer.control('s').inputValue(), 'default');
    await drawer.control('s').selectOption({ label: strings.drawer.on });
    await drawer.control('s').selectOption({ label: strings.drawer.off });
    assert.deepEqual(await drawer.posted(), [set('s', 'on'), set('s', 'off')]);
  });

  test('for a text, a list and a map posts when it is left', async () => {
    await drawer.showFields(
      field('text'),
      field('list', { control: { control: 'list', maxItems: 4 }, value: ['a', '\n'] }),
      field('map', { control: map, value: { 7: -1 } }),
      field('words', { control: { ...map, values: 'text' } }),
    );
    assert.equal(await drawer.control('list').inputValue(), 'a\n\\n');
    assert.equal(await drawer.control('map').inputValue(), '7: -1');
    await drawer.control('text').fill('me');
    await drawer.control('list').fill('a\n\n b \n\\n');
    await drawer.control('map').fill('7: -1\n8 :2.5');
    assert.deepEqual(await drawer.posted(), [set('text', 'me'), set('list', ['a', ' b ', '\n'])]);
    await drawer.control('words').fill('a: b: c');
    await drawer.press('Tab');
    assert.deepEqual(await drawer.posted(), [set('map', { 7: -1, 8: 2.5 }), set('words', { a: 'b: c' })]);
    for (const key of ['text', 'list', 'map']) await drawer.control(key).fill('');
    await drawer.press('Tab');
    assert.deepEqual(await drawer.posted(), [set('text', null), set('list', null), set('map', null)]);
  });

  for (const text of ['7: -1\n8 = 2', '7: much', ': 1', '7:', '7: 1\n7: 2']) {
    test(`for a map keeps lines that say nothing: ${JSON.stringify(text)}`, async () => {
      const view = field('map', { control: map, value: { 7: -1 } });
      await drawer.showFields(view);
      await drawer.control('map').fill(text);
      await drawer.at('[data-part="composer"]').focus();
      assert.deepEqual(await drawer.posted(), []);
      assert.equal(await drawer.control('map').getAttribute('aria-invalid'), 'true');
      assert.equal(await drawer.row('map').getByText(strings.drawer.pairPerLine).last().isVisible(), true);
      await drawer.showFields({ ...view });
      assert.equal(await drawer.control('map').inputValue(), text);
      assert.equal(await drawer.control('map').getAttribute('aria-invalid'), 'true');
      await drawer.control('map').fill('9: 1');
      await drawer.at('[data-part="composer"]').focus();
      assert.deepEqual(await drawer.posted(), [set('map', { 9: 1 })]);
      assert.equal(await drawer.control('map').getAttribute('aria-invalid'), null);
    });
  }

  test('that is invalid gives way when the host has another value for it', async () => {
    const view = field('map', { control: map, value: { 7: -1 } });
    await drawer.showFields(view);
    await drawer.control('map').fill('nothing');
    await drawer.at('[data-part="composer"]').focus();
    await drawer.showFields({ ...view, value: { 1: 2 } });
    assert.equal(await drawer.control('map').inputValue(), '1: 2');
    assert.equal(await drawer.control('map').getAttribute('aria-invalid'), null);
  });
});
