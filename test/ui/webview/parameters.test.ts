import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { FieldView, ParametersView } from '../../../src/chat/protocol.ts';
import { answer, type PanelPage, PanelServer, question, strings } from './panelPage.ts';
import { field, fullView, withFields } from './parametersView.ts';

describe('the parameters', () => {
  let server: PanelServer;
  let panel: PanelPage;
  before(async () => {
    server = await PanelServer.start();
  });
  after(() => server.stop());
  beforeEach(async () => {
    panel = await server.open();
    await panel.snapshot([question('why'), answer({ text: 'Because.' })]);
  });
  afterEach(() => panel.close());

  const at = (selector: string) => panel.page.locator(selector);
  const drawer = () => at('[data-part="parameters"]');
  const row = (key: string) => at(`[data-part="field"][data-key="${key}"]`);
  const control = (key: string) => row(key).locator('select, textarea, input:not([type="range"])');
  const action = (name: string) => drawer().locator(`[data-action="${name}"]`);
  const press = (key: string) => panel.page.keyboard.press(key);
  const show = (parameters: ParametersView | undefined) => panel.post({ type: 'parameters', parameters });
  const showFields = (...fields: FieldView[]) => show({ ...fullView, groups: [{ title: 'Group', fields }] });
  const focused = () =>
    panel.page.evaluate(() => {
      const element = document.activeElement;
      const action = element?.getAttribute('data-action') ?? element?.getAttribute('data-part');
      const key = element?.closest('[data-key]')?.getAttribute('data-key');
      return action ?? key ?? element?.textContent;
    });
  /** What was posted since the last call, without drafts. */
  let seen = 0;
  beforeEach(() => {
    seen = 0;
  });
  const posted = async () => {
    const posts = (await panel.posts()).filter(({ type }) => type !== 'draft');
    const news = posts.slice(seen);
    seen = posts.length;
    return news;
  };
  const set = (key: string, value: unknown) => ({ type: 'setParameter', key, value });

  describe('the drawer', () => {
    test('is asked for by the composer’s button, which says whether it is open', async () => {
      const button = at('.composer [data-action="parameters"]');
      assert.equal(await button.getAttribute('aria-expanded'), 'false');
      await button.click();
      assert.deepEqual(await posted(), [{ type: 'showParameters', open: true }]);
      assert.equal(await drawer().count(), 0);
      await show(fullView);
      assert.equal(await button.getAttribute('aria-expanded'), 'true');
      assert.equal(await button.getAttribute('aria-pressed'), 'true');
      await button.click();
      assert.deepEqual(await posted(), [{ type: 'showParameters', open: false }]);
    });

    test('takes the place of the transcript and leaves the composer', async () => {
      await show(fullView);
      assert.equal(await at('[data-part="transcript"]').isVisible(), false);
      assert.equal(await panel.page.getByRole('region', { name: strings.parameters }).isVisible(), true);
      await at('[data-part="composer"]').fill('next');
      await press('Enter');
      assert.deepEqual(await posted(), [{ type: 'send', text: 'next' }]);
      await show(undefined);
      assert.equal(await drawer().count(), 0);
      assert.equal(await at('[data-part="transcript"]').isVisible(), true);
    });

    test('takes the focus when it opens, and gives it back when it closes', async () => {
      await at('.composer [data-action="parameters"]').press('Enter');
      await show(fullView);
      assert.equal(await focused(), strings.parameters);
      await press('Tab');
      assert.equal(await focused(), 'close-parameters');
      await show(undefined);
      assert.equal(await focused(), 'parameters');
    });

    test('leaves the focus in the composer when it closes by itself', async () => {
      await show(fullView);
      await at('[data-part="composer"]').focus();
      await show(undefined);
      assert.equal(await focused(), 'composer');
    });

    test('does not take the focus when the panel itself has just come', async () => {
      const fresh = await server.open();
      await fresh.snapshot([], 'c1', { parameters: fullView });
      assert.equal(await fresh.page.evaluate(() => document.activeElement === document.body), true);
      await fresh.close();
    });

    test('asks to be closed by its button and by Escape, which does not stop the answer then', async () => {
      await panel.turn(answer({ id: 'a2', state: 'streaming' }));
      await show(fullView);
      await action('close-parameters').click();
      assert.deepEqual(await posted(), [{ type: 'showParameters', open: false }]);
      assert.equal(await focused(), 'parameters');
      await control('seed').focus();
      await press('Escape');
      assert.deepEqual(await posted(), [{ type: 'showParameters', open: false }]);
      assert.equal(await focused(), 'parameters');
      await press('Escape');
      assert.deepEqual(await posted(), [{ type: 'stop' }]);
    });

    test('Escape takes back what is half typed, and only then closes', async () => {
      await show(fullView);
      const before = await control('safetyIdentifier').inputValue();
      await control('safetyIdentifier').fill('me');
      await press('Escape');
      assert.deepEqual(await posted(), []);
      assert.equal(await control('safetyIdentifier').inputValue(), before);
      await press('Escape');
      assert.deepEqual(await posted(), [{ type: 'showParameters', open: false }]);
    });

    test('what was being entered is entered when its button closes it', async () => {
      await show(fullView);
      await control('safetyIdentifier').fill('me');
      await action('close-parameters').click();
      assert.deepEqual(await posted(), [
        set('safetyIdentifier', 'me'),
        { type: 'showParameters', open: false },
      ]);
    });

    test('keeps the reader’s place in the transcript behind it', async () => {
      await panel.snapshot([question('why'), answer({ text: 'line\n\n'.repeat(200) })], 'c9');
      await at('[data-part="transcript"]').evaluate(element => element.scrollTo(0, 700));
      await panel.page.waitForFunction(() => JSON.stringify(sessionStorage).includes('700'));
      const scrollTop = () => at('[data-part="transcript"]').evaluate(element => element.scrollTop);
      await show(fullView);
      await show(undefined);
      await panel.frame();
      assert.equal(await scrollTop(), 700);
      await panel.snapshot([], 'c8', { parameters: fullView });
      await panel.snapshot([question('why'), answer({ text: 'line\n\n'.repeat(200) })], 'c9', {
        parameters: fullView,
      });
      await show(undefined);
      await panel.frame();
      assert.equal(await scrollTop(), 700, 'a conversation entered behind the drawer is at its place, too');
    });

    test('can be gone through with the Tab key in the order of the eye', async () => {
      await show({
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
        await press('Tab');
        reached.push(await focused());
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
        await panel.page.setViewportSize({ width, height: 700 });
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
        await show({
          ...withFields(fullView, changes),
          facts: long,
          refused: long,
          estimate: long,
          presets: [long],
          chosen: { provider: long, model: long },
        });
        await panel.post({ type: 'notice', notice: { message: long, accept: long } });
        const sticking = await panel.page.evaluate(() =>
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
        const body = at('.drawer-body');
        assert.equal(await body.evaluate(element => element.scrollWidth > element.clientWidth), false);
        assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), width);
      });
    }
  });

  describe('the model, the scope and the presets', () => {
    beforeEach(() => show(fullView));

    test('a model is chosen from those of all providers', async () => {
      const select = at('select[data-part="model"]');
      const groups = await select
        .locator('optgroup')
        .evaluateAll(elements => elements.map(element => element.getAttribute('label')));
      assert.deepEqual(groups, ['OpenAI', 'OpenRouter']);
      assert.equal(await select.locator('option:checked').textContent(), 'gpt-4o-mini');
      assert.equal(await at('[data-part="facts"]').textContent(), fullView.facts);
      await select.selectOption({ label: 'qwen3-coder' });
      await action('select-model').click();
      assert.deepEqual(await posted(), [
        { type: 'chooseModel', provider: 'openrouter', model: 'qwen/qwen3-coder' },
        { type: 'selectModel' },
      ]);
    });

    test('a choice that the host does not follow is taken back', async () => {
      const select = at('select[data-part="model"]');
      await select.selectOption({ label: 'gpt-5' });
      await show({ ...fullView });
      assert.equal(await select.locator('option:checked').textContent(), 'gpt-4o-mini');
    });

    for (const chosen of [
      { provider: 'openai', model: 'gpt-next' },
      { provider: 'mine', model: 'llama' },
    ]) {
      test(`a chosen model that is not in the list is added to it: ${chosen.model}`, async () => {
        await show({ ...fullView, chosen });
        const option = at('select[data-part="model"] option:checked');
        assert.equal(await option.textContent(), chosen.model);
        const group = await option.evaluate(element => element.parentElement?.getAttribute('label'));
        assert.equal(group, chosen.provider === 'openai' ? 'OpenAI' : 'mine');
      });
    }

    test('the scope is one of two', async () => {
      const scopes = at('[data-part="scope"]').getByRole('radio');
      const checked = () =>
        scopes.evaluateAll(buttons => buttons.map(button => button.getAttribute('aria-checked')));
      assert.deepEqual(await scopes.allTextContents(), Object.values(strings.drawer.scopes));
      assert.deepEqual(await checked(), ['true', 'false']);
      await scopes.nth(0).click();
      assert.deepEqual(await posted(), []);
      await press('ArrowRight');
      assert.deepEqual(await posted(), [{ type: 'setScope', scope: 'user' }]);
      await show({ ...fullView, scope: 'user' });
      assert.deepEqual(await checked(), ['false', 'true']);
      await scopes.nth(0).click();
      assert.deepEqual(await posted(), [{ type: 'setScope', scope: 'chat' }]);
    });

    test('a preset that is chosen is applied, and can be shared and deleted from then on', async () => {
      const select = at('select[data-part="preset"]');
      const disabled = (name: string) => action(name).getAttribute('aria-disabled');
      assert.equal(await select.locator('option:checked').textContent(), strings.drawer.choosePreset);
      for (const name of ['share-preset', 'delete-preset']) {
        assert.equal(await disabled(name), 'true');
        await action(name).click({ force: true });
      }
      assert.deepEqual(await posted(), []);
      await select.selectOption('Brainstorm');
      await show({ ...fullView, preset: 'Brainstorm' });
      await action('share-preset').click();
      await action('delete-preset').click();
      const preset = (action: string) => ({ type: 'preset', action, name: 'Brainstorm' });
      assert.deepEqual(await posted(), ['apply', 'share', 'delete'].map(preset));
      await show({ ...fullView, presets: ['Careful'] });
      assert.equal(await select.locator('option:checked').textContent(), strings.drawer.choosePreset);
      assert.equal(await disabled('delete-preset'), 'true');
      assert.equal(await focused(), 'delete-preset');
    });

    test('a preset whose values have been changed is no longer the chosen one', async () => {
      await show({ ...fullView, preset: 'Brainstorm' });
      const select = at('select[data-part="preset"]');
      assert.equal(await select.inputValue(), 'Brainstorm');
      await show(fullView);
      assert.equal(await select.inputValue(), '');
      assert.equal(await action('delete-preset').getAttribute('aria-disabled'), 'true');
    });

    test('presets are saved and imported', async () => {
      await action('save-preset').click();
      await action('import-preset').click();
      assert.deepEqual(await posted(), [{ type: 'savePreset' }, { type: 'importPreset' }]);
    });

    test('says what is set and not taken, as long as there is something', async () => {
      assert.equal(await at('[data-part="ignored"]').textContent(), fullView.ignored);
      const { ignored: _ignored, ...rest } = fullView;
      await show(rest);
      assert.equal(await at('[data-part="ignored"]').isVisible(), false);
    });

    test('what the endpoint refused can be forgotten, the settings opened', async () => {
      assert.equal(await at('[data-part="refused"] span').textContent(), fullView.refused);
      await action('forget').click();
      await action('open-settings').click();
      assert.deepEqual(await posted(), [{ type: 'forgetRefusals' }, { type: 'openSettings' }]);
      await action('forget').focus();
      const { refused: _refused, ...rest } = fullView;
      await show(rest);
      assert.equal(await at('[data-part="refused"]').isVisible(), false);
      assert.equal(await focused(), strings.parameters);
    });
  });

  describe('a field', () => {
    const ranged = { control: 'number', minimum: 0, maximum: 2 } as const;
    const map = { control: 'map', values: 'number', keys: '^\\d+$', maxItems: 9 } as const;

    test('says what it is, where its value comes from and what is wrong with it', async () => {
      await showFields(
        field('a', { label: 'Longest', source: 'User settings', value: 'x', mistake: 'Too long.' }),
        field('b'),
      );
      const input = panel.page.getByLabel('Longest', { exact: true });
      assert.equal(await input.inputValue(), 'x');
      assert.equal(await row('a').getAttribute('title'), 'What a does.\na');
      assert.equal(await row('a').locator('[data-part="source"]').textContent(), 'User settings');
      assert.equal(await row('b').locator('[data-part="source"]').isVisible(), false);
      const described = await input.evaluate(element =>
        (element.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map(id => document.getElementById(id)?.textContent),
      );
      assert.deepEqual(described, ['What a does.', '', 'Too long.']);
      assert.equal(await row('a').getByText('Too long.').isVisible(), true);
      assert.equal(await row('a').locator('[role="alert"]').count(), 0);
      assert.equal(await row('b').locator('.mistake').isVisible(), false);
    });

    test('can be unset where it is set, and the focus stays in it', async () => {
      await showFields(field('a', { value: 'x', own: true }), field('b', { value: 'y' }));
      assert.equal(await row('b').locator('[data-action="unset"]').isVisible(), false);
      await row('a').locator('[data-action="unset"]').press('Enter');
      assert.deepEqual(await posted(), [set('a', null)]);
      await showFields(field('a'), field('b', { value: 'y' }));
      assert.equal(await control('a').inputValue(), '');
      assert.equal(await focused(), 'a');
    });

    test('for a number posts what is entered, whatever its range, once it is entered', async () => {
      const integer = { control: 'number', minimum: 1, maximum: 8, integer: true } as const;
      await showFields(field('n', { control: integer, value: 2, unset: '1' }));
      const box = control('n');
      assert.deepEqual(
        await box.evaluate(element =>
          ['min', 'max', 'step', 'placeholder'].map(name => element.getAttribute(name)),
        ),
        ['1', '8', '1', '1'],
      );
      assert.equal(await row('n').locator('[type="range"]').count(), 0);
      await box.fill('9000');
      assert.deepEqual(await posted(), []);
      await press('Enter');
      await box.fill('');
      await press('Tab');
      assert.deepEqual(await posted(), [set('n', 9000), set('n', null)]);
    });

    test('for a number steps with the arrow keys, and not when one scrolls past', async () => {
      await showFields(
        field('n', { control: { control: 'number', minimum: 1, maximum: 8, integer: true }, value: 2 }),
      );
      await control('n').hover();
      await control('n').focus();
      await panel.page.mouse.wheel(0, -200);
      await panel.frame();
      assert.equal(await control('n').inputValue(), '2');
      await press('ArrowUp');
      await press('Enter');
      assert.deepEqual((await posted()).at(-1), set('n', 3));
    });

    test('for a number in a wide range takes any fraction', async () => {
      await showFields(field('x', { control: { control: 'number', minimum: 0, maximum: 100 } }));
      assert.equal(await control('x').getAttribute('step'), 'any');
      assert.equal(await row('x').locator('[type="range"]').count(), 0);
    });

    test('for a number says that a text is none and does not post it', async () => {
      await showFields(field('x', { control: { control: 'number', minimum: 0, maximum: 100 }, value: 5 }));
      await control('x').focus();
      await press('End');
      await panel.page.keyboard.type('e');
      await press('Tab');
      assert.deepEqual(await posted(), []);
      assert.equal(await control('x').getAttribute('aria-invalid'), 'true');
      await control('x').fill('6');
      await press('Tab');
      assert.deepEqual(await posted(), [set('x', 6)]);
      assert.equal(await control('x').getAttribute('aria-invalid'), null);
    });

    test('for a number in a small range has a slider in step with the box', async () => {
      await showFields(field('t', { control: ranged, unset: '1' }));
      const slider = row('t').locator('[type="range"]');
      assert.equal(await slider.inputValue(), '1');
      assert.equal(await slider.getAttribute('aria-valuetext'), '1');
      assert.equal(await control('t').inputValue(), '');
      const box = await slider.boundingBox();
      assert.ok(box);
      const y = box.y + box.height / 2;
      await panel.page.mouse.move(box.x + box.width / 2, y);
      await panel.page.mouse.down();
      await panel.page.mouse.move(box.x + box.width - 1, y);
      assert.equal(await control('t').inputValue(), '2');
      await showFields(field('t', { control: ranged, unset: '1', mistake: 'm' }));
      assert.equal(await slider.inputValue(), '2', 'a slider that is being moved is left alone');
      assert.deepEqual(await posted(), []);
      await panel.page.mouse.up();
      assert.deepEqual(await posted(), [set('t', 2)]);
      await showFields(field('t', { control: ranged, value: 2 }));
      await control('t').fill('0.35');
      assert.equal(await slider.inputValue(), '0.35');
      await press('Enter');
      assert.deepEqual(await posted(), [set('t', 0.35)]);
      await showFields(field('t', { control: ranged, value: 0.7 }));
      assert.equal(await slider.inputValue(), '0.35', 'not while it is being edited');
      await at('[data-part="composer"]').focus();
      await showFields(field('t', { control: ranged, value: 0.8 }));
      assert.equal(await slider.inputValue(), '0.8');
      assert.equal(await control('t').inputValue(), '0.8');
    });

    test('for a choice offers not to send it', async () => {
      const choice = { control: 'choice', choices: ['low', 'high'] } as const;
      await showFields(
        field('c', { control: choice, value: 'low', unset: 'high' }),
        field('d', { control: choice, value: 'xhigh', unset: strings.drawer.notSent }),
      );
      assert.deepEqual(await control('c').locator('option').allTextContents(), [
        'not sent · high',
        'low',
        'high',
      ]);
      assert.deepEqual(await control('d').locator('option').allTextContents(), [
        'not sent',
        'low',
        'high',
        'xhigh',
      ]);
      assert.equal(await control('d').inputValue(), 'xhigh');
      await control('c').selectOption('high');
      await control('c').selectOption('default');
      assert.deepEqual(await posted(), [set('c', 'high'), set('c', null)]);
    });

    test('for a switch has on and off', async () => {
      await showFields(field('s', { control: { control: 'switch' } }));
      assert.equal(await control('s').inputValue(), 'default');
      await control('s').selectOption({ label: strings.drawer.on });
      await control('s').selectOption({ label: strings.drawer.off });
      assert.deepEqual(await posted(), [set('s', 'on'), set('s', 'off')]);
    });

    test('for a text, a list and a map posts when it is left', async () => {
      await showFields(
        field('text'),
        field('list', { control: { control: 'list', maxItems: 4 }, value: ['a', '\n'] }),
        field('map', { control: map, value: { 7: -1 } }),
        field('words', { control: { ...map, values: 'text' } }),
      );
      assert.equal(await control('list').inputValue(), 'a\n\\n');
      assert.equal(await control('map').inputValue(), '7: -1');
      await control('text').fill('me');
      await control('list').fill('a\n\n b \n\\n');
      await control('map').fill('7: -1\n8 :2.5');
      assert.deepEqual(await posted(), [set('text', 'me'), set('list', ['a', ' b ', '\n'])]);
      await control('words').fill('a: b: c');
      await press('Tab');
      assert.deepEqual(await posted(), [set('map', { 7: -1, 8: 2.5 }), set('words', { a: 'b: c' })]);
      for (const key of ['text', 'list', 'map']) await control(key).fill('');
      await press('Tab');
      assert.deepEqual(await posted(), [set('text', null), set('list', null), set('map', null)]);
    });

    for (const text of ['7: -1\n8 = 2', '7: much', ': 1', '7:', '7: 1\n7: 2']) {
      test(`for a map keeps lines that say nothing: ${JSON.stringify(text)}`, async () => {
        const view = field('map', { control: map, value: { 7: -1 } });
        await showFields(view);
        await control('map').fill(text);
        await at('[data-part="composer"]').focus();
        assert.deepEqual(await posted(), []);
        assert.equal(await control('map').getAttribute('aria-invalid'), 'true');
        assert.equal(await row('map').getByText(strings.drawer.pairPerLine).last().isVisible(), true);
        await showFields({ ...view });
        assert.equal(await control('map').inputValue(), text);
        assert.equal(await control('map').getAttribute('aria-invalid'), 'true');
        await control('map').fill('9: 1');
        await at('[data-part="composer"]').focus();
        assert.deepEqual(await posted(), [set('map', { 9: 1 })]);
        assert.equal(await control('map').getAttribute('aria-invalid'), null);
      });
    }

    test('that is invalid gives way when the host has another value for it', async () => {
      const view = field('map', { control: map, value: { 7: -1 } });
      await showFields(view);
      await control('map').fill('nothing');
      await at('[data-part="composer"]').focus();
      await showFields({ ...view, value: { 1: 2 } });
      assert.equal(await control('map').inputValue(), '1: 2');
      assert.equal(await control('map').getAttribute('aria-invalid'), null);
    });
  });

  describe('a view that comes while one is at it', () => {
    beforeEach(() => show(fullView));

    test('leaves every field the element it was', async () => {
      const controls = () => drawer().locator('input, select, textarea, button').elementHandles();
      const before = await controls();
      await show(withFields(fullView, { seed: { value: 5, mistake: 'm' }, topP: { value: 0.5 } }));
      const after = await controls();
      assert.equal(before.length, after.length);
      for (const [index, handle] of before.entries()) {
        assert.equal(await handle.evaluate((element, other) => element === other, after[index]), true);
      }
      assert.equal(await control('seed').inputValue(), '5');
    });

    test('takes neither the text, nor the caret, nor the focus', async () => {
      const input = control('safetyIdentifier');
      await input.fill('abcd');
      await input.evaluate(element => element instanceof HTMLInputElement && element.setSelectionRange(1, 3));
      await show(withFields({ ...fullView, estimate: 'new' }, { safetyIdentifier: { value: 'old' } }));
      assert.equal(await input.inputValue(), 'abcd');
      assert.equal(await focused(), 'safetyIdentifier');
      await panel.page.keyboard.type('X');
      assert.equal(await input.inputValue(), 'aXd');
      await press('Enter');
      await show(withFields(fullView, { safetyIdentifier: { value: 'aXd' } }));
      await panel.page.keyboard.type('Y');
      assert.equal(await input.inputValue(), 'aXYd', 'the caret stays after the host has answered');
    });

    test('writes a value that nobody is editing, even with the focus there', async () => {
      await control('seed').focus();
      await show(withFields(fullView, { seed: { value: 77 } }));
      assert.equal(await control('seed').inputValue(), '77');
    });

    test('leaves a number as it was written when it is the same', async () => {
      await control('frequencyPenalty').fill('1.50');
      await press('Enter');
      await show(withFields(fullView, { frequencyPenalty: { value: 1.5 } }));
      assert.equal(await control('frequencyPenalty').inputValue(), '1.50');
    });

    for (const change of [{ scope: 'user' as const }, { chosen: { provider: 'openai', model: 'gpt-5' } }]) {
      test(`takes the text when it is of another ${Object.keys(change)[0]}`, async () => {
        await control('safetyIdentifier').fill('abcd');
        await show(withFields({ ...fullView, ...change }, { safetyIdentifier: { value: 'other' } }));
        assert.equal(await control('safetyIdentifier').inputValue(), 'other');
      });
    }

    test('keeps the scroll position and the lists as they are', async () => {
      const body = at('.drawer-body');
      await body.evaluate(element => element.scrollTo(0, 300));
      const option = await at('select[data-part="model"] option').first().elementHandle();
      await show({ ...fullView, estimate: 'new', models: structuredClone(fullView.models) });
      assert.equal(await body.evaluate(element => element.scrollTop), 300);
      assert.equal(await option?.evaluate(element => element.isConnected), true);
    });

    test('brings the fields of another model and takes those it lacks', async () => {
      const keys = () =>
        at('[data-part="field"]').evaluateAll(rows => rows.map(row => row.getAttribute('data-key')));
      await control('logprobs').focus();
      const [first, sampling] = fullView.groups;
      assert.ok(first && sampling);
      const kept = sampling.fields.filter(({ key }) => key === 'logprobs' || key === 'seed');
      await show({
        ...fullView,
        chosen: { provider: 'openai', model: 'gpt-5' },
        groups: [
          { title: 'New', fields: [field('fresh')] },
          { title: sampling.title, fields: [field('before'), ...kept.reverse()] },
        ],
      });
      assert.deepEqual(await keys(), ['fresh', 'before', 'logprobs', 'seed']);
      assert.deepEqual(await at('[data-part="parameters"] [role="group"] h3').allTextContents(), [
        'New',
        'Sampling',
      ]);
      await show(fullView);
      assert.deepEqual(
        await keys(),
        fullView.groups.flatMap(group => group.fields.map(({ key }) => key)),
      );
    });

    test('keeps the focus in the drawer when the field that had it is gone', async () => {
      await control('seed').focus();
      await show({ ...fullView, groups: [] });
      assert.equal(await focused(), strings.parameters);
    });

    test('makes a control anew when its choices change, with the focus in it', async () => {
      await control('reasoningEffort').focus();
      const other = { control: 'choice', choices: ['low', 'high'] } as const;
      await show(withFields(fullView, { reasoningEffort: { control: other } }));
      assert.equal(await control('reasoningEffort').locator('option').count(), 3);
      assert.equal(await focused(), 'reasoningEffort');
    });
  });

  describe('the next request', () => {
    beforeEach(() => show(fullView));
    const tab = (format: string) => at(`[data-format="${format}"]`);
    const example = () => at('pre[data-part="example"] code').textContent();

    test('is shown in the format chosen, with its estimate', async () => {
      assert.equal(await at('[data-part="estimate"]').textContent(), fullView.estimate);
      assert.equal(await example(), fullView.example.json);
      for (const format of ['curl', 'python', 'typescript', 'json'] as const) {
        await tab(format).click();
        assert.equal(await example(), fullView.example[format]);
        assert.equal(await tab(format).getAttribute('aria-selected'), 'true');
      }
      const changed = { ...fullView.example, json: '{"model":"x"}' };
      await show({ ...fullView, example: changed, estimate: 'more' });
      assert.equal(await example(), changed.json);
      assert.equal(await at('[data-part="estimate"]').textContent(), 'more');
    });

    test('is chosen with the arrow keys, and kept', async () => {
      await tab('json').focus();
      await press('ArrowRight');
      assert.equal(await focused(), strings.drawer.formats.curl);
      assert.equal(await example(), fullView.example.curl);
      await press('ArrowLeft');
      await press('ArrowLeft');
      assert.equal(await example(), fullView.example.typescript);
      await press('Home');
      await press('End');
      await show({ ...fullView });
      assert.equal(await tab('typescript').getAttribute('aria-selected'), 'true');
      const stops = await at('[role="tab"]').evaluateAll(tabs =>
        tabs.map(one => one.getAttribute('tabindex')),
      );
      assert.deepEqual(stops, ['-1', '-1', '-1', '0']);
    });

    test('is copied in the format shown', async () => {
      await tab('python').click();
      await action('copy-request').click();
      assert.deepEqual(await posted(), [{ type: 'copyRequest', format: 'python' }]);
      assert.equal(await action('copy-request').getAttribute('aria-label'), strings.copied);
      await drawer().locator(`[aria-label="${strings.drawer.copyRequest}"]`).waitFor();
    });
  });

  describe('what stands in the composer', () => {
    const drafts = async () => (await panel.posts()).filter(({ type }) => type === 'draft');
    const draft = (text: string) => ({ type: 'draft', text });
    const input = () => at('[data-part="composer"]');

    test('is told to the host while the drawer is open, when the typing pauses', async () => {
      await input().fill('before');
      await show(fullView);
      assert.deepEqual(await drafts(), [draft('before')]);
      await input().focus();
      await panel.page.keyboard.type(' and');
      await panel.page.keyboard.type(' after');
      assert.deepEqual(await drafts(), [draft('before')]);
      await panel.page.waitForTimeout(350);
      assert.deepEqual(await drafts(), [draft('before'), draft('before and after')]);
      await press('Enter');
      assert.deepEqual((await panel.posts()).slice(-2), [
        { type: 'send', text: 'before and after' },
        draft(''),
      ]);
    });

    test('is told though an answer streams all the while', async () => {
      await show(fullView);
      await panel.turn(answer({ id: 'a2', state: 'streaming' }));
      await input().fill('x');
      for (let index = 0; index < 12; index++) {
        await panel.delta('a2', 'word ');
        await panel.page.waitForTimeout(30);
      }
      assert.deepEqual(await drafts(), [draft(''), draft('x')]);
    });

    test('stays here while the drawer is closed', async () => {
      await input().fill('secret');
      await show(fullView);
      await show(undefined);
      await input().fill('more');
      await panel.page.waitForTimeout(300);
      assert.deepEqual(await drafts(), [draft('secret')]);
      await show(fullView);
      assert.deepEqual(await drafts(), [draft('secret'), draft('more')]);
    });
  });

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
    await panel.snapshot([answer({ notes: [hostile], text: 'x' })], 'c1', {
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
      await at(`[data-format="${format}"]`).click();
      assert.equal(await at('[data-part="example"]').textContent(), hostile);
    }
    assert.equal(await at('[data-part="facts"]').textContent(), hostile);
    assert.equal(await at('[data-part="notes"]').textContent(), hostile);
    assert.equal(await at('img, script:not([nonce]), #panel style').count(), 0);
    assert.deepEqual(await posted(), []);
  });
});
