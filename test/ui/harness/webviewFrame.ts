import type { Frame, Page } from 'playwright-core';

/** A webview's own document: the innermost of the frames that the editor nests around it. */
export async function webviewFrame(page: Page): Promise<Frame> {
  const found = () => page.frames().find(frame => frame.url().includes('/fake.html') && !frame.isDetached());
  const frame =
    found() ?? (await page.waitForEvent('framenavigated', { predicate: () => found() !== undefined }));
  await frame.locator('body').waitFor();
  return found() ?? frame;
}
