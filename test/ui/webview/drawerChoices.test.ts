import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DrawerPage } from './drawerPage.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';
import { fullView } from './parametersView.ts';

describe('the drawer’s model, scope and presets', () => {
  let drawer: DrawerPage;
  panelForEach(async panel => {
    await panel.snapshot([question('why'), answer({ text: 'Because.' })]);
    drawer = new DrawerPage(panel);
    await drawer.show(fullView);
  });

  test('a model is chosen from those of all providers', async () => {
    const select = drawer.at('select[data-part="model"]');
    const groups = await select
      .locator('optgroup')
      .evaluateAll(elements => elements.map(element => element.getAttribute('label')));
    assert.deepEqual(groups, ['OpenAI', 'OpenRouter']);
    assert.equal(await select.locator('option:checked').textContent(), 'gpt-4o-mini');
    assert.equal(await drawer.at('[data-part="facts"]').textContent(), fullView.facts);
    await select.selectOption({ label: 'qwen3-coder' });
    await drawer.action('select-model').click();
    assert.deepEqual(await drawer.posted(), [
      { type: 'chooseModel', provider: 'openrouter', model: 'qwen/qwen3-coder' },
      { type: 'selectModel' },
    ]);
  });

  test('a choice that the host does not follow is taken back', async () => {
    const select = drawer.at('select[data-part="model"]');
    await select.selectOption({ label: 'gpt-5' });
    await drawer.show({ ...fullView });
    assert.equal(await select.locator('option:checked').textContent(), 'gpt-4o-mini');
  });

  for (const chosen of [
    { provider: 'openai', model: 'gpt-next' },
    { provider: 'mine', model: 'llama' },
  ]) {
    test(`a chosen model that is not in the list is added to it: ${chosen.model}`, async () => {
      await drawer.show({ ...fullView, chosen });
      const option = drawer.at('select[data-part="model"] option:checked');
      assert.equal(await option.textContent(), chosen.model);
      const group = await option.evaluate(element => element.parentElement?.getAttribute('label'));
      assert.equal(group, chosen.provider === 'openai' ? 'OpenAI' : 'mine');
    });
  }

  test('the scope is one of two', async () => {
    const scopes = drawer.at('[data-part="scope"]').getByRole('radio');
    const checked = () =>
      scopes.evaluateAll(buttons => buttons.map(button => button.getAttribute('aria-checked')));
    assert.deepEqual(await scopes.allTextContents(), Object.values(strings.drawer.scopes));
    assert.deepEqual(await checked(), ['true', 'false']);
    await scopes.nth(0).click();
    assert.deepEqual(await drawer.posted(), []);
    await drawer.press('ArrowRight');
    assert.deepEqual(await drawer.posted(), [{ type: 'setScope', scope: 'user' }]);
    await drawer.show({ ...fullView, scope: 'user' });
    assert.deepEqual(await checked(), ['false', 'true']);
    await scopes.nth(0).click();
    assert.deepEqual(await drawer.posted(), [{ type: 'setScope', scope: 'chat' }]);
  });

  test('a preset that is chosen is applied, and can be shared and deleted from then on', async () => {
    const select = drawer.at('select[data-part="preset"]');
    const disabled = (name: string) => drawer.action(name).getAttribute('aria-disabled');
    assert.equal(await select.locator('option:checked').textContent(), strings.drawer.choosePreset);
    for (const name of ['share-preset', 'delete-preset']) {
      assert.equal(await disabled(name), 'true');
      await drawer.action(name).click({ force: true });
    }
    assert.deepEqual(await drawer.posted(), []);
    await select.selectOption('Brainstorm');
    await drawer.show({ ...fullView, preset: 'Brainstorm' });
    await drawer.action('share-preset').click();
    await drawer.action('delete-preset').click();
    const preset = (action: string) => ({ type: 'preset', action, name: 'Brainstorm' });
    assert.deepEqual(await drawer.posted(), ['apply', 'share', 'delete'].map(preset));
    await drawer.show({ ...fullView, presets: ['Careful'] });
    assert.equal(await select.locator('option:checked').textContent(), strings.drawer.choosePreset);
    assert.equal(await disabled('delete-preset'), 'true');
    assert.equal(await drawer.focused(), 'delete-preset');
  });

  test('a preset whose values have been changed is no longer the chosen one', async () => {
    await drawer.show({ ...fullView, preset: 'Brainstorm' });
    const select = drawer.at('select[data-part="preset"]');
    assert.equal(await select.inputValue(), 'Brainstorm');
    await drawer.show(fullView);
    assert.equal(await select.inputValue(), '');
    assert.equal(await drawer.action('delete-preset').getAttribute('aria-disabled'), 'true');
  });

  test('presets are saved and imported', async () => {
    await drawer.action('save-preset').click();
    await drawer.action('import-preset').click();
    assert.deepEqual(await drawer.posted(), [{ type: 'savePreset' }, { type: 'importPreset' }]);
  });

  test('says what is set and not taken, as long as there is something', async () => {
    assert.equal(await drawer.at('[data-part="ignored"]').textContent(), fullView.ignored);
    const { ignored: _ignored, ...rest } = fullView;
    await drawer.show(rest);
    assert.equal(await drawer.at('[data-part="ignored"]').isVisible(), false);
  });

  test('what the endpoint refused can be forgotten, the settings opened', async () => {
    assert.equal(await drawer.at('[data-part="refused"] span').textContent(), fullView.refused);
    await drawer.action('forget').click();
    await drawer.action('open-settings').click();
    assert.deepEqual(await drawer.posted(), [{ type: 'forgetRefusals' }, { type: 'openSettings' }]);
    await drawer.action('forget').focus();
    const { refused: _refused, ...rest } = fullView;
    await drawer.show(rest);
    assert.equal(await drawer.at('[data-part="refused"]').isVisible(), false);
    assert.equal(await drawer.focused(), strings.parameters);
  });
});
