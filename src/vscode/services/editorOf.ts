import * as vscode from 'vscode';

/** The editor of a document, in front; a cell has one only while its notebook shows it, and a file that is gone has none. */
export async function editorOf(document: vscode.TextDocument): Promise<vscode.TextEditor | undefined> {
  if (document.uri.scheme === 'vscode-notebook-cell') {
    return vscode.window.visibleTextEditors.find(editor => editor.document === document);
  }
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const tab = tabs.find(
    ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString(),
  );
  try {
    return await vscode.window.showTextDocument(document, tab ? { viewColumn: tab.group.viewColumn } : {});
  } catch {
    return undefined;
  }
}

/** An editor that shows a document; of several the one in front. */
export function visibleEditorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return [activeTextEditor, ...visibleTextEditors].find(editor => editor?.document === document);
}
