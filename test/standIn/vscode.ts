import { files } from './files.ts';
import { Uri } from './uri.ts';

// The part of the editor's API that keeping things on disk takes, in plain Node: a process of it may be killed at any
// moment, and has the disk's own faults. `useStandIn` puts it in the place of `vscode`.

export { FileSystemError } from './files.ts';
export { Uri };

export class EventEmitter<Event> {
  readonly #listeners = new Set<(event: Event) => void>();
  readonly event = (listener: (event: Event) => void) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export const workspace = {
  fs: files,
  workspaceFile: undefined,
  workspaceFolders: [{ uri: Uri.file('/a/folder'), name: 'folder', index: 0 }],
  textDocuments: [],
};

/** What the user has been told, the last notification last. */
export const told: string[] = [];

const tell = async (message: string): Promise<undefined> => {
  told.push(message);
};

export const window = {
  showErrorMessage: tell,
  showWarningMessage: tell,
  showInformationMessage: tell,
};

export const l10n = {
  t: (message: string, ...values: readonly unknown[]) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};
