import * as vscode from 'vscode';
import { entriesUnder } from './tagsFile.ts';
import { changeFileTags, pathIn, readFileTags } from './tagsFileOf.ts';

/** Takes the saved tags along to where files or folders have moved; without a place they were deleted. */
export async function followFiles(moves: readonly { from: vscode.Uri; to?: vscode.Uri }[]): Promise<void> {
  const changes = new Map<vscode.WorkspaceFolder, Map<string, readonly string[] | undefined>>();
  const change = (folder: vscode.WorkspaceFolder, path: string, tags: readonly string[] | undefined) => {
    const ofFolder = changes.get(folder) ?? new Map<string, readonly string[] | undefined>();
    changes.set(folder, ofFolder.set(path, tags));
  };
  for (const { from, to } of moves) {
    const old = vscode.workspace.getWorkspaceFolder(from);
    if (!old) continue;
    const oldPath = pathIn(old, from);
    const now = to && vscode.workspace.getWorkspaceFolder(to);
    for (const [path, tags] of entriesUnder(await readFileTags(old), oldPath)) {
      change(old, path, undefined);
      if (to && now) change(now, pathIn(now, to) + path.slice(oldPath.length), tags);
    }
  }
  for (const [folder, ofFolder] of changes) await changeFileTags(folder, ofFolder);
}
