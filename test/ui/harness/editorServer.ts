import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Browser } from 'playwright-core';
import { type EditorServer, startEditor } from '../../../scripts/editor/server.ts';
import { copyWebExtension } from '../../../scripts/editor/webExtension.ts';
import { temporaryFolder } from '../../../scripts/folders.ts';
import { linkDeclaredExtensions } from './declaredExtensions.ts';
import { installPackaged } from './installPackaged.ts';
import { sharedExtensions, testBrowser } from './shared.ts';

/** What the tests of one file share, because it takes seconds to start. */
export interface SharedEditor {
  server: EditorServer;
  browser: Browser;
  userDataDir: string;
  /** A folder that goes away at the end. */
  folder: string;
}

let shared: Promise<SharedEditor> | undefined;
let install: ((extensionsDir: string) => Promise<unknown>) | undefined;

/** Has the editor of this test file run Gloss in the web-worker extension host, from an unpacked copy. */
export function useWebHost(): void {
  useExtension(copyWebExtension);
}

/** Has the editor of this test file run what this puts into its extensions folder, in place of the packaged Gloss. */
export function useExtension(other: (extensionsDir: string) => Promise<unknown>): void {
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
  const builtInExtensionsDir = join(folder, 'built-in');
  const userDataDir = join(folder, 'user-data');
  const installed = install ? undefined : sharedExtensions();
  const extensionsDir = installed ?? join(folder, 'extensions');
  await Promise.all([
    linkDeclaredExtensions(builtInExtensionsDir),
    installed === undefined && (install ?? installPackaged)(extensionsDir),
  ]);
  const [server, browser] = await Promise.all([
    startEditor({ userDataDir, extensionsDir, builtInExtensionsDir }),
    testBrowser(),
  ]);
  return { server, browser, userDataDir, folder };
}

after(async () => {
  const editor = await shared?.catch(() => undefined);
  await editor?.browser.close();
  await editor?.server.close();
});
