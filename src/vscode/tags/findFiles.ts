import * as vscode from 'vscode';
import { pathBelow } from '../services/pathBelow.ts';
import { searchedFiles } from '../services/searchedFiles.ts';

/** More files are not looked through. */
const mostFiles = 5_000;

/** The files of the workspace but those that are kept out of searches, and whether these are all. */
export async function findFiles(): Promise<{ files: vscode.Uri[]; isAll: boolean }> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(folders.map(({ uri }) => searchedFiles(uri, { most: mostFiles })));
  const files = found.flatMap(folder => folder.files);
  return {
    files: files.slice(0, mostFiles),
    isAll: files.length <= mostFiles && found.every(({ isAll }) => isAll),
  };
}

/** Those of these files that are not kept out of searches; of folders, what is in them. */
export async function findUnder(uris: readonly vscode.Uri[]): Promise<vscode.Uri[]> {
  const found = await Promise.all(
    (vscode.workspace.workspaceFolders ?? []).map(async ({ uri: folder, index }) => {
      const globs = uris
        .filter(uri => vscode.workspace.getWorkspaceFolder(uri)?.index === index)
        .map(uri => literally(pathBelow(folder, uri)))
        .flatMap(path => [path, `${path}/**`]);
      if (globs.length === 0) return [];
      return (await searchedFiles(folder, { pattern: `{${globs.join(',')}}`, most: mostFiles })).files;
    }),
  );
  return found.flat();
}

/** A name as a glob that means nothing but it. */
function literally(path: string): string {
  return path.replace(/[*?[\]{},]/g, character => `[${character}]`);
}
