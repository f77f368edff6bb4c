import type { Frame, Page } from 'playwright-core';

/**
 * The panel's own document: the innermost of the frames that the editor nests around it, once it shows the conversation.
 * The editor loads a webview in a frame that it may throw away for another before it is shown.
 * @param place which of its pages, where several are on the screen
 */
export async function webviewFrame(page: Page, place?: 'view' | 'editor'): Promise<Frame> {
  const found = () =>
    page.frames().find(frame => {
      if (frame.isDetached() || !frame.url().includes('/fake.html')) return false;
      // What the editor names in the address of the outer frame.
      const isView = frame.parentFrame()?.url().includes('purpose=webviewView') === true;
      return place === undefined || isView === (place === 'view');
    });
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
