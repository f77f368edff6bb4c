import * as vscode from 'vscode';
import { folderNames, readWorkspacePath, writeWorkspacePath } from '../../tools/workspacePath.ts';
import { pathBelow } from '../services/pathBelow.ts';

/** What the tools call the workspace's folders. */
export function namesOfFolders(): string[] {
  return folderNames(foldersOfWorkspace().map(({ name }) => name));
}

export function foldersOfWorkspace(): readonly vscode.WorkspaceFolder[] {
  return vscode.workspace.workspaceFolders ?? [];
}

/** The file that a model's path means, whether or not there is one. @returns `undefined` for what is no path in the workspace. */
export function uriAt(path: string): vscode.Uri | undefined {
  const place = readWorkspacePath(path, namesOfFolders());
  const folder = place && foldersOfWorkspace()[place.folder];
  return folder && vscode.Uri.joinPath(folder.uri, place.path);
}

/** A file's path for a model. @returns `undefined` for one that is elsewhere, or that a model could not ask for. */
export function pathOf(uri: vscode.Uri): string | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return undefined;
  const names = namesOfFolders();
  const path = writeWorkspacePath({ folder: folder.index, path: pathBelow(folder.uri, uri) }, names);
  return readWorkspacePath(path, names) ? path : undefined;
}
