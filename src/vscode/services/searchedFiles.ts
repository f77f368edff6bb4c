import * as vscode from 'vscode';
import { type IgnoreRule, ignoredBy, longestIgnoreFile, readIgnoreFile } from '../../tasks/ignoreRules.ts';
import { pathBelow } from './pathBelow.ts';

/** Which of a folder's files are looked for; by default all. */
export interface Wanted {
  /** A glob from the folder on. */
  pattern?: string;
  /** At most so many, those included that ignore files then leave out. */
  most?: number;
  /** When it is cancelled, the result is of no use. */
  token?: vscode.CancellationToken;
}

/**
 * The files of a folder that the Search view would look into: the editor's own search for extensions knows nothing of
 * `search.exclude`, nor of `.gitignore` and `.ignore`. A folder that is ignored itself has been chosen all the same.
 * @returns them, and whether there are no more.
 */
export async function searchedFiles(
  folder: vscode.Uri,
  { pattern = '**/*', most, token }: Wanted = {},
): Promise<{ files: vscode.Uri[]; isAll: boolean }> {
  const [found, isIgnored] = await Promise.all([
    find(folder, pattern, most, token),
    ignoredIn(folder, token),
  ]);
  return { ...found, files: found.files.filter(file => !isIgnored(file)) };
}

async function find(
  folder: vscode.Uri,
  pattern: string,
  most?: number,
  token?: vscode.CancellationToken,
): ReturnType<typeof searchedFiles> {
  const setting: unknown = vscode.workspace.getConfiguration('search', folder).get('exclude');
  const globs = Object.entries(setting ?? {}).flatMap(([glob, on]) => (on === true ? [glob] : []));
  const search = (include: string, exclude?: string, limit?: number) =>
    vscode.workspace.findFiles(new vscode.RelativePattern(folder, include), exclude, limit, token);
  // Braces cannot stand in braces.
  const plain = globs.filter(glob => !glob.includes('{'));
  const braced = globs.filter(glob => glob.includes('{'));
  const [found, ...excluded] = await Promise.all([
    search(pattern, plain.length > 0 ? `{${plain.join(',')}}` : undefined, most),
    ...braced.map(glob => search(glob)),
  ]);
  const left = new Set(excluded.flat().map(String));
  return {
    files: found.filter(file => !left.has(file.toString())),
    isAll: most === undefined || found.length < most,
  };
}

/** Tells which files in a folder the ignore files leave out: its own, those in it, and those up to the workspace's folder. */
async function ignoredIn(
  folder: vscode.Uri,
  token?: vscode.CancellationToken,
): Promise<(file: vscode.Uri) => boolean> {
  const isOff = vscode.workspace.getConfiguration('search', folder).get<unknown>('useIgnoreFiles') === false;
  if (isOff) return () => false;
  const root = vscode.workspace.getWorkspaceFolder(folder)?.uri ?? folder;
  const under = pathBelow(root, folder);
  const { files } = await find(root, '**/{.gitignore,.ignore}', undefined, token);
  const rules = new Map<string, readonly IgnoreRule[]>();
  // From the root on: what is in a folder that is left out does not count.
  for (const { path, file } of byDepth(files.map(file => ({ path: pathBelow(root, file), file })))) {
    const of = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (ignoredBy(rules, under)(`${of}/`)) continue;
    rules.set(of, [...(rules.get(of) ?? []), ...readIgnoreFile(await textOf(file))]);
  }
  const isIgnored = ignoredBy(rules, under);
  return file => isIgnored(pathBelow(root, file));
}

/** Of two in one folder `.ignore` comes last, and goes before the other. */
function byDepth<Entry extends { path: string }>(entries: readonly Entry[]): Entry[] {
  const depth = ({ path }: Entry) => path.split('/').length;
  return [...entries].sort((a, b) => depth(a) - depth(b) || (a.path < b.path ? -1 : 1));
}

/** The text of an ignore file, or as much of it as counts. */
async function textOf(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file)).slice(0, longestIgnoreFile);
  } catch {
    return ''; // gone meanwhile, or not for us to read
  }
}
