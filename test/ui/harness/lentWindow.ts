import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleWorkspace } from '../../../scripts/folders.ts';
import type { Endpoint } from '../../endpoint/endpoint.ts';
import type { GlossWindow } from './glossWindow.ts';
import { type OpenOptions, openGloss, userSettings } from './openGloss.ts';
import { keepSpare, takeSpare } from './spareWindow.ts';

/** What a window that has been used by others can be given. */
export type LendOptions = Pick<OpenOptions, 'settings' | 'files'>;

/** A window, to be given back; or closed, when it is not known to be sound. */
export interface LentWindow {
  gloss: GlossWindow;
  giveBack(isSound: boolean): Promise<void>;
}

/**
 * The window that was given back last, with these settings, files and a new chat; or a new one. What Gloss and the editor keep for
 * a user is still there: earlier conversations, translations, usage.
 */
export async function lendGloss(endpoint: Endpoint, options: LendOptions): Promise<LentWindow> {
  const spare = takeSpare();
  if (spare) await prepare(spare, endpoint, options);
  const gloss = spare ?? (await openGloss({ endpoint, ...options }));
  return { gloss, giveBack: isSound => (isSound ? keepSpare(gloss) : gloss.close()) };
}

async function prepare(gloss: GlossWindow, endpoint: Endpoint, options: LendOptions): Promise<void> {
  for (const name of await readdir(gloss.workspace)) {
    await rm(join(gloss.workspace, name), { recursive: true });
  }
  await cp(sampleWorkspace, gloss.workspace, { recursive: true });
  for (const [path, text] of Object.entries(options.files ?? {})) await gloss.writeFile(path, text);
  await gloss.changeSettings(userSettings({ endpoint, ...options }));
  await gloss.openPanel();
  await gloss.newChat();
  await gloss.showExplorer();
}
