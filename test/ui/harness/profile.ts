import { after } from 'node:test';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { openProfile } from '../../../scripts/chromium.ts';
import { temporaryFolder } from '../../../scripts/folders.ts';

/** What a window is like when nothing else is said. */
export const look: BrowserContextOptions = {
  viewport: { width: 1280, height: 800 },
  permissions: ['clipboard-read', 'clipboard-write'],
};

let profile: Promise<BrowserContext> | undefined;

/**
 * The one browser of this process, by its profile; started at the first call. Whatever it has compiled of the editor's 19 MB
 * of script it need not compile again, which is half of what a window costs.
 */
export function sharedProfile(): Promise<BrowserContext> {
  profile ??= temporaryFolder().then(({ path }) => openProfile(path, look));
  return profile;
}

after(async () => {
  const opened = await profile?.catch(() => undefined);
  await opened?.close();
});
