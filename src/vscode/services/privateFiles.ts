import * as vscode from 'vscode';
import { type PrivateReason, privateReasons } from '../../outgoing/privateFiles.ts';
import { longestIgnoreFile } from '../../tasks/ignoreRules.ts';
import { linkTargets } from './linkTargets.ts';
import { readTexts } from './setting.ts';
import { ifThere } from './wholeFile.ts';

/**
 * Tells why a file is not sent unasked; `undefined` when it may go. A link is judged by where it leads, too. Reads a
 * workspace folder's `.glossignore`, and looks up where the folder is, once.
 */
export function privateFiles(): (file: vscode.Uri) => Promise<PrivateReason | undefined> {
  const own = readTexts('ignore');
  const elsewhere = privateReasons({ own });
  const folders = new Map<vscode.WorkspaceFolder, Promise<typeof elsewhere>>();
  const reasonsIn = async (folder: vscode.WorkspaceFolder) =>
    privateReasons({ own, folder: { path: folder.uri.path, ignoreFile: await ignoreFileOf(folder) } });
  const reasonNamed = async (file: vscode.Uri): Promise<PrivateReason | undefined> => {
    // A cell is in its notebook's file.
    const folder = vscode.workspace.getWorkspaceFolder(file);
    if (!folder) return elsewhere(file.path);
    const reasons = folders.get(folder) ?? reasonsIn(folder);
    folders.set(folder, reasons);
    return (await reasons)(file.path);
  };
  const targetOf = linkTargets();
  return async file => {
    const reason = await reasonNamed(file);
    if (reason) return reason;
    const target = await targetOf(file);
    if (!target) return undefined;
    // In the workspace a link looks like a file of the workspace's own; elsewhere the user has chosen where it leads.
    const isIn = vscode.workspace.getWorkspaceFolder(file) !== undefined;
    return target.isOutside && isIn ? 'outside' : reasonNamed(target.uri);
  };
}

/** What leaves out every file. */
const everything = '*';

/** The text of a folder's `.glossignore`. One that cannot be read, or is too long to be read for each request, names all files. */
async function ignoreFileOf({ uri }: vscode.WorkspaceFolder): Promise<string> {
  const file = vscode.Uri.joinPath(uri, '.glossignore');
  try {
    const found = await ifThere(vscode.workspace.fs.stat(file));
    if (!found) return ''; // most folders have none
    if (found.size > longestIgnoreFile) return everything;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return everything;
  }
}
