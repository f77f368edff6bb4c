import * as vscode from 'vscode';
import { isFilePath, type Place, readPlace, readSymbol } from '../../markdown/places.ts';
import { pathBelow } from '../services/pathBelow.ts';
import { searchedFiles } from '../services/searchedFiles.ts';

/** Where a text of an answer leads to: a file of the workspace, and what of it is meant. */
export interface Target {
  uri: vscode.Uri;
  range?: vscode.Range;
}

/** Of the files whose paths end as those of an answer do no more are looked through. */
const mostFiles = 500;

/** The language server is asked for no more names of one answer. */
const mostSymbols = 24;

/** How long it may take to know, in milliseconds; a language that is only just starting may not know at all. */
const patience = 5_000;

/** What the texts of an answer name in the workspace; whatever names nothing is missing. */
export async function findPlaces(texts: readonly string[]): Promise<Map<string, Target[]>> {
  const places = texts.flatMap(text => {
    const place = readPlace(text);
    return place ? [{ text, place }] : [];
  });
  const files = await findFiles(places.map(({ place }) => place.path));
  const found = new Map<string, Target[]>();
  for (const { text, place } of places) {
    const targets = (files.get(place.path) ?? []).map(uri => ({ uri, ...rangeOf(place) }));
    if (targets.length > 0) found.set(text, targets);
  }
  const names = texts.filter(text => !found.has(text) && readSymbol(text)).slice(0, mostSymbols);
  await Promise.all(
    names.map(async text => {
      const targets = await findSymbols(readSymbol(text) ?? []);
      if (targets.length > 0) found.set(text, targets);
    }),
  );
  return found;
}

/**
 * The files of the workspace's folders that have these paths, or else end in them.
 * @param paths relative or absolute, without any `..`.
 */
export async function findFiles(paths: readonly string[]): Promise<Map<string, vscode.Uri[]>> {
  const found = new Map<string, vscode.Uri[]>();
  const folders = vscode.workspace.workspaceFolders ?? [];
  await Promise.all(
    [...new Set(paths)].map(async path => {
      const exact = await Promise.all(folders.flatMap(folder => urisIn(folder, path)).map(fileAt));
      const there = exact.filter(uri => uri !== undefined);
      if (there.length > 0) found.set(path, there);
    }),
  );
  // What has a meaning in a pattern is looked for by its whole path alone.
  const ends = paths.filter(
    path => !found.has(path) && isFilePath(path) && /^[^/*?[\]{},!:][^*?[\]{},!:]*$/.test(path),
  );
  if (ends.length === 0) return found;
  const pattern = `**/{${ends.join(',')}}`;
  for (const folder of folders) {
    const { files } = await searchedFiles(folder.uri, { pattern, most: mostFiles });
    for (const uri of files) {
      const below = `/${pathBelow(folder.uri, uri)}`;
      for (const path of ends) {
        if (below.endsWith(`/${path}`)) found.set(path, [...(found.get(path) ?? []), uri]);
      }
    }
  }
  return found;
}

/** Where a path would be in a folder; absolute, it has to be in there already. */
function urisIn({ uri, name }: vscode.WorkspaceFolder, path: string): vscode.Uri[] {
  // As the editor writes a drive.
  const absolute = path.replace(/^[a-z]:\//i, drive => `/${drive.toLowerCase()}`);
  if (absolute.startsWith('/')) {
    return absolute.startsWith(`${uri.path}/`) ? [uri.with({ path: absolute })] : [];
  }
  // Of several folders one is named before its files.
  const inNamed = path.startsWith(`${name}/`) ? [vscode.Uri.joinPath(uri, path.slice(name.length + 1))] : [];
  return [vscode.Uri.joinPath(uri, path), ...inNamed];
}

async function fileAt(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.File) !== 0 ? uri : undefined;
  } catch {
    return undefined;
  }
}

function rangeOf({ line, column = 1, lastLine }: Place): { range?: vscode.Range } {
  if (line === undefined) return {};
  const first = Math.max(line - 1, 0);
  const start = new vscode.Position(first, column - 1);
  return {
    range:
      lastLine === undefined || lastLine <= line
        ? new vscode.Range(start, start)
        : new vscode.Range(start, new vscode.Position(lastLine - 1, Number.MAX_SAFE_INTEGER)),
  };
}

/** @param names of what holds it, from the outermost on, and its own at last. */
async function findSymbols(names: readonly string[]): Promise<Target[]> {
  const name = names.at(-1) ?? '';
  const holder = names.at(-2);
  const command = 'vscode.executeWorkspaceSymbolProvider';
  const late = new Promise<undefined>(resolve => setTimeout(resolve, patience, undefined));
  const asked = vscode.commands.executeCommand<vscode.SymbolInformation[]>(command, name);
  const symbols = await Promise.race([asked, late]).then(
    answered => answered ?? [],
    () => [],
  );
  return symbols
    .filter(symbol => symbol.name.replace(/\(.*\)$/, '') === name)
    .filter(({ containerName }) => holder === undefined || containerName.split(/\.|::|#/).at(-1) === holder)
    .filter(({ location }) => vscode.workspace.getWorkspaceFolder(location.uri) !== undefined)
    .map(({ location }) => ({ uri: location.uri, range: location.range }));
}
