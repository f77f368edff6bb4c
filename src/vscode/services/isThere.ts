import * as vscode from 'vscode';

/** Whether `readWhole` would find something. */
export async function isThere(file: vscode.Uri): Promise<boolean> {
  return (await exists(file)) || exists(freshOf(file));
}

/** Where a file is written before it is moved into its place. */
export function freshOf(file: vscode.Uri): vscode.Uri {
  return file.with({ path: `${file.path}.new` });
}

export async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
