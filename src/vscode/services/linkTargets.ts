import * as vscode from 'vscode';
import { disk } from './disk.ts';
import { pathBelow } from './pathBelow.ts';

/** What a file really is: another one, in the workspace or not. */
export interface LinkTarget {
  uri: vscode.Uri;
  isOutside: boolean;
}

/**
 * Tells where a file leads that is a link, or in a folder that is one; `undefined` for a file that is what it says, and where
 * nobody can tell. A link in the workspace may lead to any file of the user's. For many files: where the workspace's folders
 * are is looked up once.
 */
export function linkTargets(): (file: vscode.Uri) => Promise<LinkTarget | undefined> {
  let looking: Promise<{ uri: vscode.Uri; root: vscode.Uri }[]> | undefined;
  return async file => {
    const target = await realUri(file);
    if (!target) return undefined;
    looking ??= realFolders();
    for (const { uri, root } of await looking) {
      const below = pathBelow(root, target);
      if (vscode.Uri.joinPath(root, below).path !== target.path) continue;
      // By the workspace's own name for it: its folder may be reached by a link, too.
      const named = vscode.Uri.joinPath(uri, below);
      return named.path === file.path ? undefined : { uri: named, isOutside: false };
    }
    return target.path === file.path ? undefined : { uri: target, isOutside: true };
  };
}

function realFolders(): Promise<{ uri: vscode.Uri; root: vscode.Uri }[]> {
  const { workspaceFolders = [] } = vscode.workspace;
  return Promise.all(workspaceFolders.map(async ({ uri }) => ({ uri, root: (await realUri(uri)) ?? uri })));
}

async function realUri(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (!disk || uri.scheme !== 'file') return undefined;
  try {
    return vscode.Uri.file(await disk.realPath(uri.fsPath));
  } catch {
    return undefined; // gone, and then there is nothing to be read either
  }
}
