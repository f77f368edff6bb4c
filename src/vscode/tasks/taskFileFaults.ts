import * as vscode from 'vscode';

/**
 * Shows what is wrong with the files of tasks that are open, as they stand in the editor.
 * @param tasksFolder the user's own.
 */
export function registerTaskFileFaults(tasksFolder: vscode.Uri): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection('gloss.tasks');
  const check = async (document: vscode.TextDocument): Promise<void> => {
    if (!document.uri.path.endsWith('.gloss.md')) return;
    const { taskDiagnostics } = await import('./taskDiagnostics.ts');
    const found = taskDiagnostics(document, tasksFolder);
    if (found && !document.isClosed) shown.set(document.uri, found);
  };
  vscode.workspace.textDocuments.forEach(check);
  return vscode.Disposable.from(
    shown,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => check(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri)),
  );
}
