import type { Uri } from 'vscode';

/** A file's path from a folder that it is in, with slashes; that of the folder itself is empty. */
export function pathBelow(folder: Uri, file: Uri): string {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return file.path.slice(root.length);
}
