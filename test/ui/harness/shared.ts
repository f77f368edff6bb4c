import { join } from 'node:path';
import type { Browser, BrowserServer } from 'playwright-core';
import { connectBrowser, launchBrowser, serveBrowser } from '../../../scripts/chromium.ts';
import { temporaryFolder } from '../../../scripts/folders.ts';
import { installPackaged } from './installPackaged.ts';

/** Where test files find what all of them share; a file that is run alone finds nothing and makes its own. */
const variables = { browser: 'GLOSS_TEST_BROWSER', extensions: 'GLOSS_TEST_EXTENSIONS' } as const;

let server: BrowserServer | undefined;

/** The test runner calls it before the first file, in the process whose environment the files inherit. */
export async function globalSetup(): Promise<void> {
  const extensionsDir = join((await temporaryFolder()).path, 'extensions');
  await installPackaged(extensionsDir);
  process.env[variables.extensions] = extensionsDir;
  server = await serveBrowser();
  process.env[variables.browser] = server.wsEndpoint();
}

/** The test runner calls it after the last file. */
export async function globalTeardown(): Promise<void> {
  await server?.close();
}

/** A browser whose contexts are this file's own. */
export function testBrowser(): Promise<Browser> {
  const address = process.env[variables.browser];
  return address ? connectBrowser(address) : launchBrowser();
}

/** A folder with the packaged Gloss installed; undefined for a file that is run alone. */
export function sharedExtensions(): string | undefined {
  return process.env[variables.extensions];
}
