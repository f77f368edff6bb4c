import * as vscode from 'vscode';
import { isBatchLeft } from './vscode/batch/isBatchLeft.ts';
import { PanelPages } from './vscode/panel/panelPages.ts';
import { registerCommands } from './vscode/registerCommands.ts';
import { logError } from './vscode/services/log.ts';
import { Retried } from './vscode/services/retried.ts';
import { ModelItem } from './vscode/status/modelItem.ts';
import { TagsView } from './vscode/tags/tagsView.ts';
import { registerCodeActions } from './vscode/tasks/codeActions.ts';
import { registerTaskFileFaults } from './vscode/tasks/taskFileFaults.ts';
import { registerTranslationHover } from './vscode/translate/registerHover.ts';

/**
 * Registers what the editor shows of Gloss. What does the work is loaded when it is first used: a window in which nobody uses
 * Gloss pays for these few files alone.
 */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, globalStorageUri, globalState } = context;
  const log = vscode.window.createOutputChannel('Gloss', { log: true });
  const gloss = new Retried(async () => {
    const { startGloss } = await import('./vscode/gloss.ts');
    return startGloss(context, { log, pages, tags, model });
  });
  const inBackground = (work: Promise<unknown>) => work.catch(error => logError(log, error));
  const pages = new PanelPages(extensionUri, (message, from) => {
    void inBackground(gloss.get().then(it => it.receive(message, from)));
  });
  const tags = new TagsView(log);
  const model = new ModelItem(globalState, () => void inBackground(gloss.get()));
  context.subscriptions.push(
    log,
    pages,
    tags,
    model,
    registerCommands(context.extension.packageJSON, gloss),
    registerTaskFileFaults(vscode.Uri.joinPath(globalStorageUri, 'tasks')),
    registerCodeActions(),
    registerTranslationHover(gloss),
  );
  void inBackground(
    isBatchLeft(globalStorageUri).then(async isLeft => isLeft && (await gloss.get()).offerOpenBatch()),
  );
}
