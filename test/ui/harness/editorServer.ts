import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openProfile } from '../../../scripts/chromium.ts';
import { type EditorOptions, type EditorServer, startEditor } from '../../../scripts/editor/server.ts';
import { copyWebExtension } from '../../../scripts/editor/webExtension.ts';
import { temporaryFolder } from '../../../scripts/folders.ts';
import { linkDeclaredExtensions } from './declaredExtensions.ts';
import { installPackaged } from './installPackaged.ts';
import { handedOnFolder, sharedExtensions } from './shared.ts';

/** What the tests of one file share, because it takes seconds to start. */
export interface SharedEditor {
  server: EditorServer;
  profile: BrowserContext;
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

const look: BrowserContextOptions = {
  viewport: { width: 1280, height: 800 },
  permissions: ['clipboard-read', 'clipboard-write'],
};

/**
 * An empty page of a browser that knows nothing of this editor but its compiled scripts. Beside a page that is open
 * already, and for another look, one of a browser context of its own, which does not have even those.
 */
export async function newPage(
  { profile, server }: SharedEditor,
  other?: BrowserContextOptions,
): Promise<Page> {
  const isTaken = profile.pages().some(page => page.url().startsWith(server.origin));
  if (other || isTaken) {
    const browser = profile.browser();
    if (!browser) throw new Error('The browser is gone.');
    return browser.newPage({ ...look, ...other });
  }
  const page = await profile.newPage();
  const session = await profile.newCDPSession(page);
  const storageTypes = 'cookies,local_storage,indexeddb,cache_storage,service_workers';
  await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes });
  await session.detach();
  return page;
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
  const handedOn = (await handedOnFolder()) ?? folder;
  const server = await startServer(handedOn, { userDataDir, extensionsDir, builtInExtensionsDir });
  try {
    const profile = await openProfile(join(handedOn, 'profile'), look);
    return { server, profile, userDataDir, folder };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** At the port of the file that handed on the profile, by which the browser knows the scripts that it has compiled. */
async function startServer(handedOn: string, options: EditorOptions): Promise<EditorServer> {
  const file = join(handedOn, 'port');
  const port = await readFile(file, 'utf8').catch(() => undefined);
  const server = await startEditor({ ...options, ...(port === undefined ? {} : { port: Number(port) }) });
  await writeFile(file, new URL(server.origin).port);
  return server;
}

after(async () => {
  const editor = await shared?.catch(() => undefined);
  await editor?.profile.close();
  await editor?.server.close();
});
