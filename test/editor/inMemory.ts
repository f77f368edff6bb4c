import * as vscode from 'vscode';
import { type Memento, ModelMemory } from '../../src/vscode/services/modelMemory.ts';

/** The editor's store of values, for a test of its own. */
export function memento(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: key => values.get(key),
    update: async (key, value) => void values.set(key, value),
  };
}

/**
 * A file system of a scheme of its own, without folders.
 * @param locked names of files that it says are read-only.
 */
export function provideFiles(
  scheme: string,
  files: Readonly<Record<string, string>>,
  locked: readonly string[],
): vscode.Disposable {
  const nameOf = ({ path }: vscode.Uri) => path.slice(1);
  const textOf = (uri: vscode.Uri) => {
    const text = files[nameOf(uri)];
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  };
  const refuse = (uri: vscode.Uri) => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  return vscode.workspace.registerFileSystemProvider(scheme, {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: uri => ({
      type: vscode.FileType.File,
      ...{ ctime: 0, mtime: 0, size: textOf(uri).length },
      ...(locked.includes(nameOf(uri)) ? { permissions: vscode.FilePermission.Readonly } : {}),
    }),
    readFile: textOf,
    readDirectory: () => [],
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  });
}

/** The editor's store of secrets, empty. */
export function secretStorage(): vscode.SecretStorage {
  const values = new Map<string, string>();
  return {
    keys: async () => [...values.keys()],
    get: async key => values.get(key),
    store: async (key, value) => void values.set(key, value),
    delete: async key => void values.delete(key),
    onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
  };
}

/** What has been found out about models: nothing, in a folder of its own. */
export function emptyModelMemory(): ModelMemory {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.parse('memfs:/');
  const globalStorageUri = vscode.Uri.joinPath(folder, 'model-memory', crypto.randomUUID());
  const log = { error: () => undefined };
  return new ModelMemory({ globalStorageUri, globalState: memento() }, log);
}
