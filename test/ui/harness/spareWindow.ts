import type { GlossWindow } from './glossWindow.ts';

let spare: GlossWindow | undefined;

/**
 * Keeps a window for the next test file of this process that takes one.
 * @throws when something in it cannot be closed, such as unsaved text; the window is closed then
 */
export async function keepSpare(gloss: GlossWindow): Promise<void> {
  // Where a file is run alone, the hook that closes the browser comes first.
  if (gloss.page.isClosed()) return;
  try {
    await gloss.tidy();
    await gloss.closeBottom();
    // Or a reload in the next file might open again what was open in this one.
    await gloss.goElsewhere();
  } catch (error) {
    await gloss.close();
    throw error;
  }
  spare = gloss;
}

/** The window that was kept, which from now on is the caller's. */
export function takeSpare(): GlossWindow | undefined {
  const taken = spare;
  spare = undefined;
  return taken;
}
