import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { localEndpoint } from '../../../scripts/editor/localEndpoint.ts';
import { quietWindow } from '../../../scripts/editor/quietWindow.ts';
import { writeSettings } from '../../../scripts/editor/server.ts';
import { copyWorkspace } from '../../../scripts/folders.ts';
import { forgetUser, newPage, sharedEditor } from './editorServer.ts';
import { GlossWindow } from './glossWindow.ts';
import { shortcutBindings } from './shortcuts.ts';
import { takeSpare } from './spareWindow.ts';

/** How a window differs from a new user's. */
export interface OpenOptions {
  /** The Chat Completions endpoint to set up as the provider; without it Gloss is as after its installation. */
  endpoint?: { baseUrl: string } | undefined;
  /** User settings on top of the quiet window and the endpoint. */
  settings?: Readonly<Record<string, unknown>>;
  /** A folder to open a copy of, instead of the sample workspace. */
  workspace?: string;
  /** Files to be in the folder when it opens, by their paths there. */
  files?: Readonly<Record<string, string>>;
  /** Links to be there, too, with where they lead. */
  links?: Readonly<Record<string, string>>;
  /** Files to be among the user's, beside settings.json. */
  userFiles?: Readonly<Record<string, string>>;
  /** Entries of the user's keybindings.json. */
  keybindings?: readonly unknown[];
  /** One of them to open in place of the folder, a `.code-workspace`. */
  workspaceFile?: string;
  /** How large it is, for a picture. */
  look?: BrowserContextOptions;
}

/**
 * Opens a window of the real editor, with the packaged Gloss installed, as a new user on a copy of the sample workspace.
 * Resolves when the workbench can be used. `await using` closes it.
 */
export async function openGloss(options: OpenOptions = {}): Promise<GlossWindow> {
  // Beside another one it would cost twice as much.
  await takeSpare()?.close();
  const editor = await sharedEditor();
  await forgetUser(editor);
  await writeSettings(editor.userDataDir, userSettings(options));
  const parent = await mkdtemp(join(editor.folder, 'window-'));
  const workspace = join(parent, 'workspace');
  if (options.workspace) await cp(options.workspace, workspace, { recursive: true });
  else await copyWorkspace(parent);

  await writeFiles(workspace, options.files);
  for (const [path, target] of Object.entries(options.links ?? {}))
    await symlink(target, join(workspace, path));
  await writeFiles(join(editor.userDataDir, 'User'), {
    'keybindings.json': JSON.stringify([...shortcutBindings, ...(options.keybindings ?? [])]),
    ...options.userFiles,
  });

  const page = await newPage(editor, options.look);
  await page.goto(
    options.workspaceFile
      ? editor.server.workspaceUrl(join(workspace, options.workspaceFile))
      : editor.server.url(workspace),
  );
  const gloss = new GlossWindow(page, workspace);
  await gloss.whenUsable();
  if (options.workspaceFile) await gloss.hasFolders();
  return gloss;
}

/** All settings of the user for whom a window is opened. */
export function userSettings({ endpoint, settings }: OpenOptions): Readonly<Record<string, unknown>> {
  return {
    ...quietWindow,
    // A file that opens late would be selected alone in the explorer, whatever has been selected since.
    'explorer.autoReveal': false,
    // What one test has selected in a file is not for the next one.
    'workbench.editor.restoreViewState': false,
    // Settings would be shown in front of everything, in an editor without a tab.
    'workbench.editor.useModal': 'off',
    ...(endpoint ? localEndpoint(endpoint.baseUrl) : {}),
    ...settings,
  };
}

/**
 * Opens a second window of the same user, on a copy of the sample workspace of its own; it closes with the first one.
 * What Gloss keeps for the user is what both have.
 */
export async function openBeside({ page: first }: GlossWindow): Promise<GlossWindow> {
  const editor = await sharedEditor();
  const workspace = await copyWorkspace(await mkdtemp(join(editor.folder, 'window-')));
  const page = await first.context().newPage();
  await page.goto(editor.server.url(workspace));
  const gloss = new GlossWindow(page, workspace);
  await gloss.whenUsable();
  return gloss;
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>> = {}): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
