import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { DrawerPage } from './drawerPage.ts';
import { panelForEach } from './panelHooks.ts';
import { answer, question } from './panelPage.ts';
import { strings } from './panelStrings.ts';
import { fullView } from './parametersView.ts';

let drawer: DrawerPage;
panelForEach(async panel => {
  await panel.snapshot([question('why'), answer({ text: 'Because.' })]);
  drawer = new DrawerPage(panel);
});

describe('the next request in the drawer', () => {
  beforeEach(() => drawer.show(fullView));
  const tab = (format: string) => drawer.at(`[data-format="${format}"]`);
  const example = () => drawer.at('pre[data-part="example"] code').textContent();

  test('is shown in the format chosen, with its estimate', async () => {
    assert.equal(await drawer.at('[data-part="estimate"]').textContent(), fullView.estimate);
    assert.equal(await example(), fullView.example.json);
    for (const format of ['curl', 'python', 'typescript', 'json'] as const) {
      await tab(format).click();
      assert.equal(await example(), fullView.example[format]);
      assert.equal(await tab(format).getAttribute('aria-selected'), 'true');
    }
    const changed = { ...fullView.example, json: '{"model":"x"}' };
    await drawer.show({ ...fullView, example: changed, estimate: 'more' });
    assert.equal(await example(), changed.json);
    assert.equal(await drawer.at('[data-part="estimate"]').textContent(), 'more');
  });

  test('is chosen with the arrow keys, and kept', async () => {
    await tab('json').focus();
    await drawer.press('ArrowRight');
    assert.equal(await drawer.focused(), strings.drawer.formats.curl);
    assert.equal(await example(), fullView.example.curl);
    await drawer.press('ArrowLeft');
    await drawer.press('ArrowLeft');
    assert.equal(await example(), fullView.example.typescript);
    await drawer.press('Home');
    await drawer.press('End');
    await drawer.show({ ...fullView });
    assert.equal(await tab('typescript').getAttribute('aria-selected'), 'true');
    const stops = await drawer
      .at('[role="tab"]')
      .evaluateAll(tabs => tabs.map(one => one.getAttribute('tabindex')));
    assert.deepEqual(stops, ['-1', '-1', '-1', '0']);
  });

  test('is copied in the format shown', async () => {
    await tab('python').click();
    await drawer.action('copy-request').click();
    assert.deepEqual(await drawer.posted(), [{ type: 'copyRequest', format: 'python' }]);
    assert.equal(await drawer.action('copy-request').getAttribute('aria-label'), strings.copied);
    await drawer.element.locator(`[aria-label="${strings.drawer.copyRequest}"]`).waitFor();
  });
});
