import * as vscode from 'vscode';

/**
 * The folder for what Gloss keeps of the workspace that is open. Not the editor's own `storageUri`: a second window on the
 * same workspace gets another one, and so does a window that is reloaded before its old extension host has given back
 * `vscode.lock`, which would then be without its conversations.
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/workbench/api/node/extHostStoragePaths.ts
 */
export async function workspaceStorage(globalStorageUri: vscode.Uri): Promise<vscode.Uri> {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const name = workspaceFile?.toString() ?? workspaceFolders.map(({ uri }) => uri.toString()).join('\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name));
  const hash = [...new Uint8Array(digest).subarray(0, 16)]
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('');
  return vscode.Uri.joinPath(globalStorageUri, 'workspaces', hash);
}
