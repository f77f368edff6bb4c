import * as vscode from 'vscode';
import { type PrivateReason, privateReason } from '../../outgoing/privateFiles.ts';
import { readTexts } from './settings.ts';

/** Tells why a file is not sent unasked; `undefined` when it may go. Reads a workspace folder's `.glossignore` once. */
export function privateFiles(): (file: vscode.Uri) => Promise<PrivateReason | undefined> {
  const own = readTexts('ignore');
  const ignoreFiles = new Map<vscode.WorkspaceFolder, Promise<string>>();
  return async file => {
    // A cell is in its notebook's file.
    const folder = vscode.workspace.getWorkspaceFolder(file);
    if (!folder) return privateReason(file.path, { own });
    const ignoreFile = ignoreFiles.get(folder) ?? textOf(vscode.Uri.joinPath(folder.uri, '.glossignore'));
    ignoreFiles.set(folder, ignoreFile);
    return privateReason(file.path, {
      own,
      folder: { path: folder.uri.path, ignoreFile: await ignoreFile },
    });
  };
}

async function textOf(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return ''; // most folders have none
  }
}
