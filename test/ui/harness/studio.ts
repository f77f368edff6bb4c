import type { Locator, Page } from 'playwright-core';
import type { GlossWindow } from './glossWindow.ts';

/** Takes away what distracts from Gloss. */
export const bareEditor = {
  'breadcrumbs.enabled': false,
  'editor.bracketPairColorization.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.folding': false,
  'editor.fontSize': 12,
  'editor.glyphMargin': false,
  'editor.guides.indentation': false,
  'editor.hideCursorInOverviewRuler': true,
  'editor.lightbulb.enabled': 'off',
  'editor.lineNumbersMinChars': 3,
  'editor.matchBrackets': 'never',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.overviewRulerBorder': false,
  'editor.renderLineHighlight': 'none',
  'editor.renderWhitespace': 'none',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.scrollbar.vertical': 'hidden',
  'editor.selectionHighlight': false,
  'editor.stickyScroll.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.reduceMotion': 'on',
};

/** CSS pixels. */
const sideBarWidth = 400;

/** Resolves when the panel holds so many complete answers. */
export async function answered(window: GlossWindow, count: number): Promise<void> {
  const panel = await window.panel();
  await panel
    .locator('[data-role="assistant"][data-state="complete"]')
    .nth(count - 1)
    .waitFor();
}

/** Drags the edge of the side bar, as a user would. */
export async function widenSideBar(page: Page): Promise<void> {
  const box = await boxOf(page.locator('.part.sidebar'));
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + sideBarWidth, y, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(0, 0);
}

/** Where an element is, in CSS pixels. */
export async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('What is to be photographed is not on the screen.');
  return box;
}
