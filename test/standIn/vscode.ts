import { documents, findFiles, folderOf, foldersInUse, openFromDisk } from './diskWorkspace.ts';
import { EditorModel } from './editorModel.ts';
import { FileSystemError, FileType, files } from './files.ts';
import { Uri } from './uri.ts';

// The part of the editor's API that keeping things on disk, writing into documents and asking models take, in plain Node. A
// process of it may be killed at any moment, and has the disk's own faults; the editor is a model. `useStandIn` puts it in the
// place of `vscode`.

export { RelativePattern } from './diskWorkspace.ts';
export { EndOfLine, TextEdit, WorkspaceEdit } from './editorModel.ts';
export { EventEmitter } from './eventEmitter.ts';
export { commands, DiagnosticSeverity, extensions, languages, SymbolKind } from './knowledge.ts';
export { Position, Range, Selection } from './positions.ts';
export { FileSystemError, FileType, Uri };

const withoutFiles = new EditorModel();
let editor = withoutFiles;

/** From now on this is the editor, whose files are not on the disk; without one there are those on the disk alone. */
export function useEditor(next: EditorModel = withoutFiles): void {
  editor = next;
}

export const workspace = {
  fs: {
    ...files,
    async stat(uri: Uri) {
      if (editor === withoutFiles) return files.stat(uri);
      if (!(await editor.hasFile(uri))) throw new FileSystemError('FileNotFound');
      return { type: FileType.File, size: 0, mtime: 0, ctime: 0 };
    },
  },
  workspaceFile: undefined,
  get workspaceFolders() {
    return foldersInUse();
  },
  getWorkspaceFolder: folderOf,
  asRelativePath: ({ path }: Uri) => path,
  findFiles,
  decode: async (bytes: Uint8Array) => new TextDecoder().decode(bytes),
  getConfiguration: (section: string) => ({
    get: (key: string) => settings.get(`${section}.${key}`),
    inspect: (key: string) => ({ globalValue: settings.get(`${section}.${key}`) }),
  }),
  get textDocuments() {
    return editor === withoutFiles ? documents : editor.textDocuments;
  },
  openTextDocument: (uri: Uri) =>
    editor === withoutFiles ? openFromDisk(uri) : editor.openTextDocument(uri),
  applyEdit: (...args: Parameters<EditorModel['applyEdit']>) => editor.applyEdit(...args),
};

/** The user's settings, by their whole names. */
export const settings = new Map<string, unknown>();

/** Nothing that is under way is ever cancelled. */
export class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  cancel(): void {}
  dispose(): void {}
}

export const ProgressLocation = { Window: 10, Notification: 15 };

/** What the user has been told, the last notification last. */
export const told: string[] = [];

/** What the user clicks wherever it is offered. */
export const clicked = new Set<unknown>();

const tell = async (message: string, ...choices: readonly unknown[]): Promise<unknown> => {
  told.push(message);
  return choices.find(choice => clicked.has(choice));
};

/** What the user enters when asked, one after the other. */
export const entered: string[] = [];

export const window = {
  showInputBox: async () => entered.shift(),
  showErrorMessage: tell,
  showWarningMessage: tell,
  showInformationMessage: tell,
  tabGroups: { all: [] },
  withProgress: <Result>(
    _where: unknown,
    work: (progress: { report(): void }, token: CancellationTokenSource['token']) => Promise<Result>,
  ) => work({ report() {} }, new CancellationTokenSource().token),
  get visibleTextEditors() {
    return editor.visibleTextEditors;
  },
  get activeTextEditor() {
    return editor.activeTextEditor;
  },
  showTextDocument: (...args: Parameters<EditorModel['showTextDocument']>) =>
    editor.showTextDocument(...args),
};

export const env = { language: 'en' };

export const l10n = {
  t: (message: string, ...values: readonly unknown[]) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};
