import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/chromium.ts';
import { installVsix } from '../../../scripts/editor/installVsix.ts';
import { type EditorServer, startEditor } from '../../../scripts/editor/server.ts';
import { copyWebExtension } from '../../../scripts/editor/webExtension.ts';
import { temporaryFolder } from '../../../scripts/folders.ts';
import { vsixPath } from '../../../scripts/package.ts';
import { linkDeclaredExtensions } from './declaredExtensions.ts';

/** What the tests of one file share, because it takes seconds to start. */
export interface SharedEditor {
  server: EditorServer;
  browser: Browser;
  userDataDir: string;
  /** A folder that goes away at the end. */
  folder: string;
}

let shared: Promise<SharedEditor> | undefined;
let install: (extensionsDir: string) => Promise<unknown> = installPackaged;

/** Has the editor of this test file run Gloss in the web-worker extension host, from an unpacked copy. */
export function useWebHost(): void {
  useExtension(copyWebExtension);
}

/** Has the editor of this test file run what this puts into its extensions folder, in place of the packaged Gloss. */
export function useExtension(other: typeof install): void {
  install = other;
}

/** The editor of this test file, with the packaged VSIX installed; started at the first call. */
export function sharedEditor(): Promise<SharedEditor> {
  shared ??= start();
  return shared;
}

/** Takes away everything that a user's earlier session would have left on disk. */
export async function forgetUser(editor: SharedEditor): Promise<void> {
  await rm(join(editor.userDataDir, 'User'), { recursive: true, force: true, maxRetries: 10 });
}

async function start(): Promise<SharedEditor> {
  const { path: folder } = await temporaryFolder();
  const extensionsDir = join(folder, 'extensions');
  const userDataDir = join(folder, 'user-data');
  const builtInExtensionsDir = join(folder, 'built-in');
  await Promise.all([install(extensionsDir), linkDeclaredExtensions(builtInExtensionsDir)]);
  const server = await startEditor({ userDataDir, extensionsDir, builtInExtensionsDir });
  return { server, browser: await launchBrowser(), userDataDir, folder };
}

async function installPackaged(extensionsDir: string): Promise<void> {
  const vsix = await vsixPath();
  if (!existsSync(vsix))
    throw new Error('These tests need the packaged extension: run `npm run package` first.');
  await installVsix(vsix, extensionsDir);
}

after(async () => {
  const editor = await shared?.catch(() => undefined);
  await editor?.browser.close();
  await editor?.server.close();
});
