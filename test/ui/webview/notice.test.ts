import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { panelForAll } from './panelHooks.ts';
import { answer, type PanelPage } from './panelPage.ts';
import { strings } from './panelStrings.ts';

describe('a notice', () => {
  let panel: PanelPage;
  panelForAll(opened => {
    panel = opened;
  });

  test('stands above everything until it is accepted or dismissed', async () => {
    const bar = panel.page.locator('[data-part="notice"]');
    await panel.snapshot([answer({ text: 'x' })]);
    assert.equal(await bar.isVisible(), false);
    await panel.post({ type: 'notice', notice: { message: 'shuts down soon', accept: 'Switch' } });
    assert.equal(
      await panel.page.getByRole('status').filter({ hasText: 'shuts down soon' }).isVisible(),
      true,
    );
    assert.equal((await bar.boundingBox())?.y, 0);
    await bar.getByText('Switch').click();
    await panel.page.locator('[data-action="dismiss-notice"]').click();
    assert.deepEqual(await panel.posts(), [
      { type: 'notice', accept: true },
      { type: 'notice', accept: false },
    ]);
    await panel.post({ type: 'notice', notice: undefined });
    assert.equal(await bar.isVisible(), false);
    assert.equal(await panel.page.evaluate(() => document.activeElement?.localName), 'textarea');
  });

  test('without anything to do about it has no button but the one that dismisses it', async () => {
    await panel.post({ type: 'notice', notice: { message: 'cheaper since May' } });
    assert.equal(await panel.page.locator('[data-action="accept-notice"]').isVisible(), false);
    const dismiss = panel.page.locator('[data-action="dismiss-notice"]');
    assert.equal(await dismiss.getAttribute('aria-label'), strings.dismiss);
  });
});
