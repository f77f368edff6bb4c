import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { GlossWindow } from '../../test/ui/harness/glossWindow.ts';
import { build } from '../build.ts';
import { launchBrowser } from '../chromium.ts';
import { copyWorkspace, readManifest, temporaryFolder } from '../folders.ts';
import { packageExtension } from '../package.ts';
import { installVsix } from './installVsix.ts';
import { type EditorServer, startEditor, writeSettings } from './server.ts';

/** The real editor with the VSIX of this source installed in it, and a browser to see it in. */
export interface InstalledGloss extends AsyncDisposable {
  vsix: string;
  /** Where the editor keeps its extensions. */
  extensionsDir: string;
  /** Where the editor has unpacked the VSIX. */
  extensionFolder: string;
  browser: Browser;
  /**
   * Opens a window of a new user with these settings, on a copy of the sample workspace of its own. Resolves when Gloss
   * has been activated.
   */
  open(settings: Readonly<Record<string, unknown>>, look?: BrowserContextOptions): Promise<GlossWindow>;
}

/** Builds, packages and installs the extension, and starts the editor. Everything ends with `await using`. */
export async function installGloss(): Promise<InstalledGloss> {
  await build();
  const vsix = await packageExtension();
  const { publisher, name, version } = await readManifest();
  const folder = await temporaryFolder();
  const extensionsDir = join(folder.path, 'extensions');
  const userDataDir = join(folder.path, 'user-data');
  await installVsix(vsix, extensionsDir);
  const server: EditorServer = await startEditor({ userDataDir, extensionsDir });
  const browser = await launchBrowser();

  return {
    vsix,
    extensionsDir,
    extensionFolder: join(extensionsDir, `${publisher}.${name}-${version}`),
    browser,
    open: async (settings, look) => {
      await writeSettings(userDataDir, settings);
      const workspace = await copyWorkspace(await mkdtemp(join(folder.path, 'window-')));
      // A context of its own has no cookies, storage or secrets yet.
      const page = await browser.newPage(look);
      await page.goto(server.url(workspace));
      const window = new GlossWindow(page, workspace);
      await window.whenUsable();
      // The last thing that activation does is to show this.
      await page.locator('[id="gloss.gloss.gloss.model"]').waitFor();
      return window;
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await server.close();
      folder.remove();
    },
  };
}
