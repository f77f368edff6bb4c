import * as vscode from 'vscode';
import { tagsView as viewId } from '../contributions/views.ts';
import { logError } from '../services/log.ts';
import { Retried } from '../services/retried.ts';

/** The view of tags and their files. It reads no file before it is first seen. */
export class TagsView implements vscode.TreeDataProvider<vscode.TreeItem>, vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<vscode.TreeItem>;
  readonly #disposables: vscode.Disposable[];
  readonly #tree = new Retried(async () => {
    const { TagTree } = await import('./tagTree.ts');
    const tree = new TagTree(() => this.#changed.fire(), this.#log);
    this.#disposables.push(tree);
    return tree;
  });
  #filter = '';
  #following: Promise<void> = Promise.resolve();

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#view = vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.#disposables = [
      this.#view,
      this.#changed,
      // Saved tags go with their files, whether anybody looks at them or not.
      vscode.workspace.onDidRenameFiles(({ files }) =>
        this.#follow(files.map(({ oldUri, newUri }) => ({ from: oldUri, to: newUri }))),
      ),
      vscode.workspace.onDidDeleteFiles(({ files }) => this.#follow(files.map(from => ({ from })))),
    ];
  }

  getTreeItem(item: vscode.TreeItem): vscode.TreeItem {
    return item;
  }

  async getChildren(item?: vscode.TreeItem): Promise<vscode.TreeItem[]> {
    const tree = await this.#tree.get();
    if (item) return tree.filesOf(item);
    const items = await tree.tags(this.#filter);
    this.#view.message = tree.isPartial
      ? vscode.l10n.t('There are more files than Gloss looks through.')
      : '';
    return items;
  }

  /** Asks for a part of the tags to show. */
  async askForFilter(): Promise<void> {
    const filter = await vscode.window.showInputBox({
      title: vscode.l10n.t('Show only tags that contain'),
      value: this.#filter,
    });
    if (filter === undefined) return;
    this.setFilter(filter.trim());
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** @param filter empty for all tags. */
  setFilter(filter: string): void {
    this.#filter = filter;
    this.#view.description = filter;
    void vscode.commands.executeCommand('setContext', 'gloss.tagsFiltered', filter !== '');
    this.#changed.fire();
  }

  /** Reads all files again. */
  async refresh(): Promise<void> {
    await this.#tree.ifBegun(tree => tree.refresh());
    this.#changed.fire();
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** One after the other: a file may move on from where its tags have yet to come. */
  #follow(moves: { from: vscode.Uri; to?: vscode.Uri }[]): void {
    this.#following = this.#following
      .then(() => import('./followFiles.ts'))
      .then(({ followFiles }) => followFiles(moves))
      .catch(error => logError(this.#log, error));
  }
}
