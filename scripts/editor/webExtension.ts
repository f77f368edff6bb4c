import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { root } from '../folders.ts';

const Manifest = z.looseObject({ name: z.string(), version: z.string(), browser: z.string() });

/** What the extension reads at run time, besides its manifest. */
const shipped = /^(dist|media|l10n|package\.nls.*\.json)$/;

/**
 * Copies the built extension so that only the web-worker host can run it: the editor chooses that host when `browser` is
 * the only entry point and `extensionKind` is `web`.
 * @param parent the folder to make it in, an editor's extensions folder to have it installed there
 * @returns the path of the copy
 */
export async function copyWebExtension(parent: string): Promise<string> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const folder = join(parent, `gloss.${manifest.name}-${manifest.version}`);
  await mkdir(folder, { recursive: true });
  // JSON leaves undefined members out.
  const web = { ...manifest, main: undefined, extensionKind: ['web'] };
  await writeFile(join(folder, 'package.json'), JSON.stringify(web, null, 2));
  for (const name of await readdir(root)) {
    if (shipped.test(name)) await cp(join(root, name), join(folder, name), { recursive: true });
  }
  return folder;
}
