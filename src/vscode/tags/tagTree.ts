import * as vscode from 'vscode';
import { type TagEntry, tagEntries } from '../../tasks/tagEntries.ts';
import { tagsInText } from '../../tasks/tagsInText.ts';
import { logError } from '../services/log.ts';
import { findFiles, findUnder } from './findFiles.ts';
import { readFileTags, tagsFileUri } from './tagsFileOf.ts';

/** Longer files are not read, in bytes: nobody has written them by hand. */
const longestFile = 1_000_000;
/** So many files are read at a time; between them the extension host does other work. */
const slice = 25;
/** After so many new files at once, as a checkout brings them, all is read anew. */
const manyFiles = 100;

/** The tags of the workspace's files: read once, then kept up to date file by file. */
export class TagTree implements vscode.Disposable {
  readonly #changed: () => void;
  readonly #log: vscode.LogOutputChannel;
  readonly #disposables: vscode.Disposable[];
  /** What stands in the files themselves; a file without tags is there, too. */
  #inText = new Map<string, readonly string[]>();
  /** What the folders' tags files say, by folder. */
  readonly #saved = new Map<string, Map<string, readonly string[]>>();
  /** There are more files than are looked through. */
  isPartial = false;
  /** What has happened to files since they were last read. */
  readonly #pending = new Map<string, 'there' | 'gone'>();
  /** One thing after another. */
  #work: Promise<void> = Promise.resolve();

  constructor(changed: () => void, log: vscode.LogOutputChannel) {
    this.#changed = changed;
    this.#log = log;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    this.#disposables = [
      watcher,
      watcher.onDidCreate(uri => this.#note(uri, 'there')),
      watcher.onDidChange(uri => this.#note(uri, 'there')),
      watcher.onDidDelete(uri => this.#note(uri, 'gone')),
      // Of a file that goes a moment after it was made, the watcher reports neither.
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) {
          this.#note(oldUri, 'gone');
          this.#note(newUri, 'there');
        }
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) this.#note(uri, 'gone');
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#note(uri, 'there')),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.refresh();
        this.#changed();
      }),
    ];
    this.refresh();
  }

  /** An item for each tag, once all that is known to have happened has been read. */
  async tags(filter: string): Promise<vscode.TreeItem[]> {
    await this.#work;
    return tagEntries([this.#inText, ...this.#saved.values()], filter).map(entry => new TagItem(entry));
  }

  filesOf(item: vscode.TreeItem): vscode.TreeItem[] {
    return item instanceof TagItem ? item.files.map(file => fileItem(item.tag, file)) : [];
  }

  /** Reads everything anew. */
  refresh(): void {
    this.#enqueue(() => this.#readAll());
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(error => logError(this.#log, error));
  }

  #note(uri: vscode.Uri, what: 'there' | 'gone'): void {
    if (!vscode.workspace.getWorkspaceFolder(uri)) return;
    if (this.#pending.size === 0) {
      this.#enqueue(async () => {
        await this.#readPending();
        this.#changed();
      });
    }
    this.#pending.set(uri.toString(), what);
  }

  async #readAll(): Promise<void> {
    this.#pending.clear();
    this.#inText.clear();
    this.#saved.clear();
    for (const folder of vscode.workspace.workspaceFolders ?? []) await this.#readSaved(folder);
    const { files, isAll } = await findFiles();
    this.isPartial = !isAll;
    await this.#read(files);
  }

  async #readPending(): Promise<void> {
    const pending = [...this.#pending].map(([uri, what]) => ({ uri: vscode.Uri.parse(uri), what }));
    this.#pending.clear();
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const tagsFile = tagsFileUri(folder).toString();
      if (pending.some(({ uri }) => isUnder(tagsFile, uri.toString()))) await this.#readSaved(folder);
    }
    for (const { uri, what } of pending) if (what === 'gone') this.#forget(uri);
    const there = pending.filter(({ what }) => what === 'there').map(({ uri }) => uri);
    // Only of a new file is it not known whether the user wants it to be looked into.
    const isKnown = (uri: vscode.Uri) => this.#inText.has(uri.toString());
    const fresh = there.filter(uri => !isKnown(uri));
    if (fresh.length > manyFiles) return this.#readAll();
    await this.#read([...there.filter(isKnown), ...(await findUnder(fresh))]);
  }

  /** A folder goes with all that is in it. */
  #forget(uri: vscode.Uri): void {
    for (const file of this.#inText.keys()) if (isUnder(file, uri.toString())) this.#inText.delete(file);
  }

  async #readSaved(folder: vscode.WorkspaceFolder): Promise<void> {
    const files = Object.entries(await readFileTags(folder));
    const byUri = files.map(
      ([path, tags]) => [vscode.Uri.joinPath(folder.uri, path).toString(), tags] as const,
    );
    this.#saved.set(folder.uri.toString(), new Map(byUri));
  }

  async #read(uris: readonly vscode.Uri[]): Promise<void> {
    for (let start = 0; start < uris.length; start += slice) {
      await Promise.all(uris.slice(start, start + slice).map(uri => this.#readFile(uri)));
    }
  }

  async #readFile(uri: vscode.Uri): Promise<void> {
    try {
      const { type, size } = await vscode.workspace.fs.stat(uri);
      if ((type & vscode.FileType.File) === 0) return;
      const bytes = size > longestFile ? new Uint8Array() : await vscode.workspace.fs.readFile(uri);
      const text = bytes.includes(0) ? '' : new TextDecoder().decode(bytes);
      this.#inText.set(uri.toString(), tagsInText(uri.path, text));
    } catch {
      this.#inText.delete(uri.toString()); // gone, or not for us to read
    }
  }
}

class TagItem extends vscode.TreeItem {
  readonly tag: string;
  readonly files: readonly string[];

  constructor({ tag, files }: TagEntry) {
    super(tag, vscode.TreeItemCollapsibleState.Collapsed);
    this.tag = tag;
    this.files = files;
    this.id = tag;
    this.iconPath = new vscode.ThemeIcon('tag');
    this.description = `(${files.length})`;
  }
}

function fileItem(tag: string, file: string): vscode.TreeItem {
  const uri = vscode.Uri.parse(file);
  const item = new vscode.TreeItem(uri);
  // The same file stands below each of its tags.
  item.id = `${tag}\n${file}`;
  item.description = true;
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] };
  return item;
}

function isUnder(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}
