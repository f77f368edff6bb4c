import * as vscode from 'vscode';

/**
 * Closes all editors, whatever is unsaved in them. Resolves when their untitled documents are closed, too: the next one
 * may get the name of one that is still being closed, and its text with it.
 */
export async function closeEditors(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const uris = tabs.flatMap(({ input }) =>
    input instanceof vscode.TabInputText && input.uri.scheme === 'untitled' ? input.uri.toString() : [],
  );
  const shown = new Set([
    ...uris,
    ...vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString()),
  ]);
  const open = vscode.workspace.textDocuments.filter(
    ({ isUntitled, uri }) => isUntitled && shown.has(uri.toString()),
  );
  const allClosed = Promise.withResolvers<void>();
  const check = () => {
    if (open.every(({ isClosed }) => isClosed)) allClosed.resolve();
  };
  const listening = vscode.workspace.onDidCloseTextDocument(check);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  check();
  await allClosed.promise;
  listening.dispose();
}
