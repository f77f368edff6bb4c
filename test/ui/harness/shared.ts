import { rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserServer } from 'playwright-core';
import { connectBrowser, launchBrowser, serveBrowser } from '../../../scripts/chromium.ts';
import { temporaryFolder } from '../../../scripts/folders.ts';
import { onExit } from '../../../scripts/onExit.ts';
import { installPackaged } from './installPackaged.ts';

/** Where test files find what all of them share; a file that is run alone finds nothing and makes its own. */
const variables = {
  browser: 'GLOSS_TEST_BROWSER',
  extensions: 'GLOSS_TEST_EXTENSIONS',
  handedOn: 'GLOSS_TEST_HANDED_ON',
} as const;

let server: BrowserServer | undefined;

/** The test runner calls it before the first file, in the process whose environment the files inherit. */
export async function globalSetup(): Promise<void> {
  const { path: folder } = await temporaryFolder();
  const extensionsDir = join(folder, 'extensions');
  await installPackaged(extensionsDir);
  process.env[variables.extensions] = extensionsDir;
  process.env[variables.handedOn] = join(folder, 'handed-on');
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

/**
 * A folder that no other test file has at the same time, for what files hand on to those that run after them; undefined
 * for a file that is run alone. Not by the test runner's own ids of its workers: it gives one away before the file that
 * had it has ended.
 */
export async function handedOnFolder(): Promise<string | undefined> {
  const folders = process.env[variables.handedOn];
  for (let index = 0; folders !== undefined; index++) {
    const folder = join(folders, String(index));
    const taken = join(folder, 'taken');
    await mkdir(folder, { recursive: true });
    if (await isNewFolder(taken)) {
      onExit(() => rmSync(taken, { recursive: true, force: true }));
      return folder;
    }
  }
  return undefined;
}

async function isNewFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
