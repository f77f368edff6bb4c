import type { Stats } from 'node:fs';
import * as node from 'node:fs/promises';
import type { Uri } from './uri.ts';

/** What the editor's own provider of files calls Node's errors; any other is `Unknown`. */
const codes: Readonly<Record<string, string>> = {
  ENOENT: 'FileNotFound',
  EISDIR: 'FileIsADirectory',
  ENOTDIR: 'FileNotADirectory',
  EEXIST: 'FileExists',
  EPERM: 'NoPermissions',
  EACCES: 'NoPermissions',
};

export class FileSystemError extends Error {
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };

/**
 * The editor's `workspace.fs` over the real disk, with what its provider does beside Node: errors of its own, and a file
 * that is moved over another deletes that first.
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/platform/files/node/diskFileSystemProvider.ts
 */
export const files = {
  isWritableFileSystem: (scheme: string) => scheme === 'file',
  readFile: (uri: Uri) => told(async () => new Uint8Array(await node.readFile(uri.fsPath))),
  writeFile: (uri: Uri, bytes: Uint8Array) => told(() => node.writeFile(uri.fsPath, bytes)),
  createDirectory: (uri: Uri) => told(() => node.mkdir(uri.fsPath, { recursive: true })),
  stat: (uri: Uri) =>
    told(async () => {
      const { size, mtimeMs, birthtimeMs, type } = await statOf(uri);
      return { type, size, mtime: mtimeMs, ctime: birthtimeMs };
    }),
  readDirectory: (uri: Uri) =>
    told(async () =>
      (await node.readdir(uri.fsPath, { withFileTypes: true })).map(entry => [
        entry.name,
        entry.isDirectory() ? FileType.Directory : FileType.File,
      ]),
    ),
  delete: (uri: Uri) => told(() => node.rm(uri.fsPath, { recursive: true })),
  copy: (from: Uri, to: Uri, { overwrite = false } = {}) =>
    told(() => node.cp(from.fsPath, to.fsPath, { force: overwrite, errorOnExist: true })),
  rename: (from: Uri, to: Uri, { overwrite = false } = {}) =>
    told(async () => {
      await node.stat(from.fsPath);
      const isTaken = await node.stat(to.fsPath).then(
        () => true,
        () => false,
      );
      if (isTaken && !overwrite) throw new FileSystemError('FileExists');
      if (isTaken) await node.rm(to.fsPath, { recursive: true });
      await node.rename(from.fsPath, to.fsPath);
    }),
};

/** Of a link, what is where it leads; of one that leads nowhere, the link. */
async function statOf({ fsPath }: Uri) {
  const link = await node.lstat(fsPath);
  if (!link.isSymbolicLink()) return { ...link, type: typeOf(link) };
  const found = await node.stat(fsPath).catch(() => undefined);
  return { ...(found ?? link), type: (found ? typeOf(found) : FileType.Unknown) | FileType.SymbolicLink };
}

function typeOf(found: Stats): number {
  if (found.isDirectory()) return FileType.Directory;
  return found.isFile() ? FileType.File : FileType.Unknown;
}

async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileSystemError || !(error instanceof Error)) throw error;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    throw new FileSystemError(codes[code] ?? 'Unknown', error);
  }
}
