import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DrawerPage } from './drawerPage.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';
import { field, fullView, withFields } from './parametersView.ts';

describe('a view of the parameters that comes while one is at it', () => {
  let drawer: DrawerPage;
  panelForEach(async panel => {
    await panel.snapshot([question('why'), answer({ text: 'Because.' })]);
    drawer = new DrawerPage(panel);
    await drawer.show(fullView);
  });

  test('leaves every field the element it was', async () => {
    const controls = () => drawer.element.locator('input, select, textarea, button').elementHandles();
    const before = await controls();
    await drawer.show(withFields(fullView, { seed: { value: 5, mistake: 'm' }, topP: { value: 0.5 } }));
    const after = await controls();
    assert.equal(before.length, after.length);
    for (const [index, handle] of before.entries()) {
      assert.equal(await handle.evaluate((element, other) => element === other, after[index]), true);
    }
    assert.equal(await drawer.control('seed').inputValue(), '5');
  });

  test('takes neither the text, nor the caret, nor the focus', async () => {
    const input = drawer.control('safetyIdentifier');
    await input.fill('abcd');
    await input.evaluate(element => element instanceof HTMLInputElement && element.setSelectionRange(1, 3));
    await drawer.show(withFields({ ...fullView, estimate: 'new' }, { safetyIdentifier: { value: 'old' } }));
    assert.equal(await input.inputValue(), 'abcd');
    assert.equal(await drawer.focused(), 'safetyIdentifier');
    await drawer.panel.page.keyboard.type('X');
    assert.equal(await input.inputValue(), 'aXd');
    await drawer.press('Enter');
    await drawer.show(withFields(fullView, { safetyIdentifier: { value: 'aXd' } }));
    await drawer.panel.page.keyboard.type('Y');
    assert.equal(await input.inputValue(), 'aXYd', 'the caret stays after the host has answered');
  });

  test('writes a value that nobody is editing, even with the focus there', async () => {
    await drawer.control('seed').focus();
    await drawer.show(withFields(fullView, { seed: { value: 77 } }));
    assert.equal(await drawer.control('seed').inputValue(), '77');
  });

  test('leaves a number as it was written when it is the same', async () => {
    await drawer.control('frequencyPenalty').fill('1.50');
    await drawer.press('Enter');
    await drawer.show(withFields(fullView, { frequencyPenalty: { value: 1.5 } }));
    assert.equal(await drawer.control('frequencyPenalty').inputValue(), '1.50');
  });

  for (const change of [{ scope: 'user' as const }, { chosen: { provider: 'openai', model: 'gpt-5' } }]) {
    test(`takes the text when it is of another ${Object.keys(change)[0]}`, async () => {
      await drawer.control('safetyIdentifier').fill('abcd');
      await drawer.show(withFields({ ...fullView, ...change }, { safetyIdentifier: { value: 'other' } }));
      assert.equal(await drawer.control('safetyIdentifier').inputValue(), 'other');
    });
  }

  test('keeps the scroll position and the lists as they are', async () => {
    const body = drawer.at('.drawer-body');
    await body.evaluate(element => element.scrollTo(0, 300));
    const option = await drawer.at('select[data-part="model"] option').first().elementHandle();
    await drawer.show({ ...fullView, estimate: 'new', models: structuredClone(fullView.models) });
    assert.equal(await body.evaluate(element => element.scrollTop), 300);
    assert.equal(await option?.evaluate(element => element.isConnected), true);
  });

  test('brings the fields of another model and takes those it lacks', async () => {
    const keys = () =>
      drawer.at('[data-part="field"]').evaluateAll(rows => rows.map(row => row.getAttribute('data-key')));
    await drawer.control('logprobs').focus();
    const [first, sampling] = fullView.groups;
    assert.ok(first && sampling);
    const kept = sampling.fields.filter(({ key }) => key === 'logprobs' || key === 'seed');
    await drawer.show({
      ...fullView,
      chosen: { provider: 'openai', model: 'gpt-5' },
      groups: [
        { title: 'New', fields: [field('fresh')] },
        { title: sampling.title, fields: [field('before'), ...kept.reverse()] },
      ],
    });
    assert.deepEqual(await keys(), ['fresh', 'before', 'logprobs', 'seed']);
    assert.deepEqual(await drawer.at('[data-part="parameters"] [role="group"] h3').allTextContents(), [
      'New',
      'Sampling',
    ]);
    await drawer.show(fullView);
    assert.deepEqual(
      await keys(),
      fullView.groups.flatMap(group => group.fields.map(({ key }) => key)),
    );
  });

  test('keeps the focus in the drawer when the field that had it is gone', async () => {
    await drawer.control('seed').focus();
    await drawer.show({ ...fullView, groups: [] });
    assert.equal(await drawer.focused(), strings.parameters);
  });

  test('makes a control anew when its choices change, with the focus in it', async () => {
    await drawer.control('reasoningEffort').focus();
    const other = { control: 'choice', choices: ['low', 'high'] } as const;
    await drawer.show(withFields(fullView, { reasoningEffort: { control: other } }));
    assert.equal(await drawer.control('reasoningEffort').locator('option').count(), 3);
    assert.equal(await drawer.focused(), 'reasoningEffort');
  });
});
