import type { GlossWindow } from './glossWindow.ts';

let spare: GlossWindow | undefined;

/** Keeps a window for the next test file of this process that takes one. */
export async function keepSpare(gloss: GlossWindow): Promise<void> {
  await gloss.tidy();
  spare = gloss;
}

/** The window that was kept, which from now on is the caller's. */
export function takeSpare(): GlossWindow | undefined {
  const taken = spare;
  spare = undefined;
  return taken;
}
