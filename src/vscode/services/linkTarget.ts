import * as vscode from 'vscode';
import { disk } from './disk.ts';
import { pathBelow } from './pathBelow.ts';

/** What a file really is: another one, in the workspace or not. */
export interface LinkTarget {
  uri: vscode.Uri;
  isOutside: boolean;
}

/**
 * Where a file leads that is a link, or in a folder that is one. A link in the workspace may lead to any file of the user's.
 * @returns `undefined` for a file that is what it says, and where nobody can tell.
 */
export async function linkTarget(file: vscode.Uri): Promise<LinkTarget | undefined> {
  const target = await realUri(file);
  if (!target) return undefined;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const root = (await realUri(uri)) ?? uri;
    const below = pathBelow(root, target);
    if (vscode.Uri.joinPath(root, below).path !== target.path) continue;
    // By the workspace's own name for it: its folder may be reached by a link, too.
    const named = vscode.Uri.joinPath(uri, below);
    return named.path === file.path ? undefined : { uri: named, isOutside: false };
  }
  return target.path === file.path ? undefined : { uri: target, isOutside: true };
}

async function realUri(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (!disk || uri.scheme !== 'file') return undefined;
  try {
    return vscode.Uri.file(await disk.realPath(uri.fsPath));
  } catch {
    return undefined; // gone, and then there is nothing to be read either
  }
}
