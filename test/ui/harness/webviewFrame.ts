import type { Frame, Page } from 'playwright-core';

/**
 * The panel's own document: the innermost of the frames that the editor nests around it, once it shows the conversation.
 * The editor loads a webview in a frame that it may throw away for another before it is shown.
 */
export async function webviewFrame(page: Page): Promise<Frame> {
  const found = () => page.frames().find(frame => frame.url().includes('/fake.html') && !frame.isDetached());
  for (;;) {
    const frame =
      found() ??
      (await page.waitForEvent('framenavigated', { predicate: () => found() !== undefined }).then(found));
    try {
      await frame?.locator('[data-part="composer"]').waitFor();
      if (frame) return frame;
    } catch (error) {
      if (!frame?.isDetached()) throw error;
    }
  }
}
