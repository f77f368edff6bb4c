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
