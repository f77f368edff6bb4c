import type { GlossWindow } from '../ui/harness/glossWindow.ts';

/** Resolves when Gloss has been activated: the last thing that does is to show its status bar item. */
export async function whenActive({ page }: GlossWindow): Promise<void> {
  await page.locator('[id="gloss.gloss.gloss.model"]').waitFor();
}
