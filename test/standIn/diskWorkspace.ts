import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, matchesGlob } from 'node:path';
import { Uri } from './uri.ts';

/** A folder of the workspace. */
export interface Folder {
  uri: Uri;
  name: string;
  index: number;
}

let folders: readonly Folder[] = [{ uri: Uri.file('/a/folder'), name: 'folder', index: 0 }];

/** From now on these are the workspace's folders. @param names what they are called; by default as on disk. */
export function useFolders(paths: readonly string[], names: readonly string[] = []): void {
  folders = paths.map((path, index) => ({
    uri: Uri.file(path),
    name: names[index] ?? basename(path),
    index,
  }));
}

export function foldersInUse(): readonly Folder[] {
  return folders;
}

/** The innermost folder that something is in. */
export function folderOf({ scheme, path }: Uri): Folder | undefined {
  return [...folders]
    .sort((a, b) => b.uri.path.length - a.uri.path.length)
    .find(({ uri }) => scheme === uri.scheme && (path === uri.path || path.startsWith(`${uri.path}/`)));
}

export class RelativePattern {
  readonly baseUri: Uri;
  readonly pattern: string;

  constructor(base: Uri, pattern: string) {
    this.baseUri = base;
    this.pattern = pattern;
  }
}

/** As the editor finds them with `search.followSymlinks`, which is how it is set: links are followed wherever they lead. */
export async function findFiles(
  { baseUri, pattern }: RelativePattern,
  exclude?: string | null,
  most = Number.POSITIVE_INFINITY,
): Promise<Uri[]> {
  const found: Uri[] = [];
  // To Node a star is no name that begins with a dot.
  const isMeant = (path: string) => pattern === '**/*' || matchesGlob(path, pattern);
  await walk('', new Set());
  return found.slice(0, most);

  async function walk(below: string, around: ReadonlySet<string>): Promise<void> {
    const folder = join(baseUri.fsPath, below);
    const real = await realpath(folder).catch(() => folder);
    // A link that leads to where it is itself.
    if (around.has(real)) return;
    for (const name of (await readdir(folder).catch(() => [])).sort()) {
      const path = below === '' ? name : `${below}/${name}`;
      const there = await stat(join(folder, name)).catch(() => undefined);
      if (there?.isDirectory()) await walk(path, new Set([...around, real]));
      else if (there && isMeant(path) && !(exclude && matchesGlob(path, exclude)))
        found.push(Uri.joinPath(baseUri, path));
    }
  }
}

/** A document that the editor has open, of a file on disk. */
export interface DiskDocument {
  uri: Uri;
  isDirty: boolean;
  getText(): string;
}

/** Those that are open. */
export const documents: DiskDocument[] = [];

/** Opens a file by its name, whatever that leads to; what is open stays as it is. */
export async function openFromDisk(uri: Uri): Promise<DiskDocument> {
  const open = documents.find(({ uri: { path } }) => path === uri.path);
  if (open) return open;
  const text = await readFile(uri.fsPath, 'utf8');
  const document = { uri, isDirty: false, getText: () => text };
  documents.push(document);
  return document;
}
