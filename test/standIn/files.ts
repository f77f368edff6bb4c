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
      const { size, mtimeMs, birthtimeMs, isDirectory } = await statOf(uri);
      return { type: isDirectory ? 2 : 1, size, mtime: mtimeMs, ctime: birthtimeMs };
    }),
  readDirectory: (uri: Uri) =>
    told(async () =>
      (await node.readdir(uri.fsPath, { withFileTypes: true })).map(entry => [
        entry.name,
        entry.isDirectory() ? 2 : 1,
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

async function statOf({ fsPath }: Uri) {
  const found = await node.stat(fsPath);
  return { ...found, isDirectory: found.isDirectory() };
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
