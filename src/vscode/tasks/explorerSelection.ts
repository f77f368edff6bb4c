import * as vscode from 'vscode';

/**
 * What is chosen in the explorer; empty for a command from elsewhere, as menus of an editor pass its document alone.
 * @param chosen what the explorer passes: the entry that was clicked, and all that are selected.
 */
export function explorerSelection([, all]: readonly unknown[]): vscode.Uri[] {
  return Array.isArray(all) ? all.filter(uri => uri instanceof vscode.Uri) : [];
}

export async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
}
