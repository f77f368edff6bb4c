import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { linkDeclaredExtensions } from '../../../scripts/editor/declaredExtensions.ts';
import { type EditorOptions, type EditorServer, startEditor } from '../../../scripts/editor/server.ts';
import { copyWebExtension } from '../../../scripts/editor/webExtension.ts';
import { temporaryFolder } from '../../../scripts/folders.ts';
import { installPackaged } from './installPackaged.ts';
import { look, sharedProfile } from './profile.ts';

/** What tests share, because it takes seconds to start. */
export interface SharedEditor {
  server: EditorServer;
  userDataDir: string;
  /** A folder that goes away at the end. */
  folder: string;
}

interface EditorChoice extends Pick<EditorOptions, 'asksForTrust' | 'certificates'> {
  /** Extensions of this folder that it has beside Gloss. */
  beside?: readonly ('socketProbe' | 'fixtureTools')[];
}

type Install = (extensionsDir: string) => Promise<unknown>;

/** An editor that is started when it is first asked for. */
class LazyEditor {
  readonly #install: Install;
  readonly #options: EditorChoice;
  #started: Promise<SharedEditor> | undefined;

  constructor(install: Install, options: EditorChoice = {}) {
    this.#install = install;
    this.#options = options;
  }

  get(): Promise<SharedEditor> {
    this.#started ??= start(this.#install, this.#options);
    return this.#started;
  }

  async close(): Promise<void> {
    const editor = await this.#started?.catch(() => undefined);
    await editor?.server.close();
  }
}

const withPackaged = new LazyEditor(installPackaged);
let inUse = withPackaged;

/** Has the editor of this test file run Gloss in the web-worker extension host, from an unpacked copy. */
export function useWebHost(): void {
  useExtension(copyWebExtension);
}

/** Has the editor of this test file run what this puts into its extensions folder, in place of the packaged Gloss. */
export function useExtension(install: Install): void {
  use(new LazyEditor(install));
}

/** Has the editor of this test file trust a workspace only where its user does, and write down its sockets. */
export function useSuspicion(): void {
  use(new LazyEditor(installPackaged, { asksForTrust: true, beside: ['socketProbe'] }));
}

/** Has the editor of this test file take a server for what it says it is, by a file of certificates. */
export function useCertificates(certificates: string): void {
  use(new LazyEditor(installPackaged, { certificates }));
}

/** Has the editor of this test file have tools of another extension. */
export function useFixtureTools(): void {
  use(new LazyEditor(installPackaged, { beside: ['fixtureTools'] }));
}

function use(own: LazyEditor): void {
  inUse = own;
  after(async () => {
    inUse = withPackaged;
    await own.close();
  });
}

/** The editor of this test file, by default that with the packaged VSIX installed, which all files of a process share. */
export function sharedEditor(): Promise<SharedEditor> {
  return inUse.get();
}

/**
 * An empty page of a browser that knows nothing of this editor but its compiled scripts. Beside a page that is open
 * already, and for another look, one of a browser context of its own, which does not have even those.
 */
export async function newPage({ server }: SharedEditor, other?: BrowserContextOptions): Promise<Page> {
  const profile = await sharedProfile();
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

async function start(install: Install, { beside = [], ...options }: EditorChoice): Promise<SharedEditor> {
  const { path: folder } = await temporaryFolder();
  const builtInExtensionsDir = join(folder, 'built-in');
  const extensionsDir = join(folder, 'extensions');
  const userDataDir = join(folder, 'user-data');
  // The one language server among those that come with the editor which is small.
  const declared = linkDeclaredExtensions(builtInExtensionsDir, 'markdown-language-features');
  await Promise.all([declared, install(extensionsDir)]);
  for (const name of beside) {
    await symlink(join(import.meta.dirname, name), join(builtInExtensionsDir, `gloss-${name}`));
  }
  const server = await startEditor({ userDataDir, extensionsDir, builtInExtensionsDir, ...options });
  return { server, userDataDir, folder };
}

after(() => withPackaged.close());
