import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { builtInExtensions } from './getEditor.ts';

const manifest = z.object({ main: z.optional(z.string()), browser: z.optional(z.string()) });

/**
 * Fills a folder with those of the editor's own extensions that run no code: languages, grammars, themes. The others are
 * language servers, Git and debuggers, which each take seconds of a test for what no test looks at.
 * @param others names those that are wanted all the same
 */
export async function linkDeclaredExtensions(folder: string, ...others: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name } of await readdir(builtInExtensions, { withFileTypes: true })) {
    const extension = join(builtInExtensions, name);
    const text = await readFile(join(extension, 'package.json'), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const { main, browser } = manifest.parse(JSON.parse(text));
    if ((!main && !browser) || others.includes(name)) await symlink(extension, join(folder, name));
  }
}
