import * as vscode from 'vscode';

/** More files are not looked through. */
export const mostFiles = 5_000;

/** The files of the workspace but those that the user's settings keep out of searches. */
export async function findFiles(): Promise<vscode.Uri[]> {
  return vscode.workspace.findFiles('**/*', excluded(), mostFiles);
}

/** Those of these files that are not kept out of searches; of folders, what is in them. */
export async function findUnder(uris: readonly vscode.Uri[]): Promise<vscode.Uri[]> {
  const found = await Promise.all(
    (vscode.workspace.workspaceFolders ?? []).map(folder => {
      const root = folder.uri.path.endsWith('/') ? folder.uri.path : `${folder.uri.path}/`;
      const globs = uris
        .filter(uri => vscode.workspace.getWorkspaceFolder(uri)?.index === folder.index)
        .map(uri => literally(uri.path.slice(root.length)))
        .flatMap(path => [path, `${path}/**`]);
      if (globs.length === 0) return [];
      return vscode.workspace.findFiles(
        new vscode.RelativePattern(folder, `{${globs.join(',')}}`),
        excluded(),
        mostFiles,
      );
    }),
  );
  return found.flat();
}

/** `files.exclude` holds in any case, `search.exclude` only when it is handed over. */
function excluded(): string | undefined {
  const patterns: unknown = vscode.workspace.getConfiguration('search').get('exclude');
  const globs = Object.entries(patterns ?? {})
    .filter(([, on]) => on === true)
    .map(([glob]) => glob);
  return globs.length > 0 ? `{${globs.join(',')}}` : undefined;
}

/** A name as a glob that means nothing but it. */
function literally(path: string): string {
  return path.replace(/[*?[\]{},]/g, character => `[${character}]`);
}
