import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Scripts of the package and those that they need at once.
 * @param folder of the paths that are given and returned.
 */
export async function withStaticImports(folder: string, files: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const follow = async (file: string): Promise<void> => {
    if (found.has(file)) return;
    found.add(file);
    const text = await readFile(join(folder, file), 'utf8');
    // What is loaded later is required within a function, behind `then(()=>`, or imported by a call.
    const needed = text.matchAll(/(?:(?<!=>)require\(|\bfrom|\bimport)\s*["'`](\.[^"'`]+)["'`]/g);
    for (const [, path = ''] of needed) await follow(join(dirname(file), path));
  };
  for (const file of files) await follow(file);
  return found;
}
