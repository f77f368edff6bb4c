import * as vscode from 'vscode';

/** Gives a document that is shown the language of another: by its name alone the editor cannot always tell. */
export async function setLanguage(uri: vscode.Uri, languageId: string): Promise<void> {
  const shown = await vscode.workspace.openTextDocument(uri);
  if (shown.languageId !== languageId) await vscode.languages.setTextDocumentLanguage(shown, languageId);
}

/** Opens changes in a tab of their own, or in that which they have. Whoever types elsewhere keeps the focus, and a previewed document its tab. */
export async function showChanges(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
  const [shown] = tabsOf(right);
  const options: vscode.TextDocumentShowOptions = {
    preview: false,
    preserveFocus: true,
    ...(shown ? { viewColumn: shown.group.viewColumn } : {}),
  };
  await vscode.commands.executeCommand('vscode.diff', left, right, title, options);
}

/** The right side of changes. @param uri as the editor's title bar gives it; else those in front. */
export function changesShown(uri: unknown): vscode.Uri | undefined {
  if (uri instanceof vscode.Uri) return uri;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}

/** Closes the tabs whose changes have this right side. */
export async function closeChanges(right: vscode.Uri): Promise<void> {
  await vscode.window.tabGroups.close(tabsOf(right));
}

/** Whether changes with this right side are open. */
export function areOpen(right: vscode.Uri): boolean {
  return tabsOf(right).length > 0;
}

function tabsOf(right: vscode.Uri): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === right.toString(),
  );
}
