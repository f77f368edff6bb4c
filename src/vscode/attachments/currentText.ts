import * as vscode from 'vscode';

/**
 * What a file says now, with what is not saved yet. Not what the editor holds of one that nobody has changed: it hears of a
 * change on disk a moment later.
 * @returns `undefined` for a file that is gone.
 */
export async function currentText(location: string): Promise<string | undefined> {
  const uri = vscode.Uri.parse(location);
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === location);
  if (open && (open.isDirty || open.isUntitled)) return open.getText();
  try {
    return await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
  } catch {
    return undefined;
  }
}
