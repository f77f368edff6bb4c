import * as vscode from 'vscode';
import { searchedFiles } from '../services/searchedFiles.ts';
import {
  type Attachable,
  fileAttached,
  folderAttached,
  problemsAttached,
  selectionAttached,
  symbolAttached,
  withoutPrivate,
} from './attachable.ts';
import { diffAttached, hasRepository } from './gitDiff.ts';

/** Something that could go along, and how it is read once it is chosen. */
export interface Candidate {
  /** A codicon's name. */
  icon: string;
  label: string;
  detail: string;
  read(): Promise<readonly Attachable[]>;
}

const mostSearched = 20_000;
const mostFiles = 30;
const mostFolders = 8;
const mostSymbols = 8;
/** How long symbols are waited for, in milliseconds. */
const patience = 400;
const mostOpen = 20;

/**
 * What can go along with a message and has to do with what has been typed, the likeliest first.
 * @param files those of the workspace.
 */
export async function suggestContext(
  query: string,
  files: () => Promise<readonly vscode.Uri[]>,
): Promise<Candidate[]> {
  const matches = ({ label, detail }: Candidate) =>
    `${label} ${detail}`.toLowerCase().includes(query.toLowerCase());
  const here = (await nearAtHand()).filter(matches);
  if (query === '') return [...here, fromDisk()];
  const [found, symbols] = await Promise.all([filesNamed(query, await files()), symbolsNamed(query)]);
  const open = new Set(here.map(({ label, detail }) => `${detail}/${label}`));
  const others = found.filter(({ label, detail }) => !open.has(`${detail}/${label}`));
  return [...here, ...others, ...symbols, ...[fromDisk()].filter(matches)];
}

/** What is selected, wrong, changed or open. */
async function nearAtHand(): Promise<Candidate[]> {
  const editor = vscode.window.activeTextEditor;
  const selection = editor?.selections.some(range => !range.isEmpty) ? editor : undefined;
  const problems = vscode.languages
    .getDiagnostics()
    .flatMap(([, diagnostics]) => diagnostics)
    .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
  const open = openFiles();
  return [
    ...(selection
      ? [
          {
            icon: 'selection',
            label: vscode.l10n.t('Selection'),
            detail: nameOf(selection.document.uri),
            read: () => selectionAttached(selection),
          },
        ]
      : []),
    ...(problems.length > 0
      ? [
          {
            icon: 'warning',
            label: vscode.l10n.t('Problems'),
            detail: `${problems.length}`,
            read: async () => [await problemsAttached()].flatMap(found => found ?? []),
          },
        ]
      : []),
    ...((await hasRepository())
      ? [
          {
            icon: 'diff',
            label: vscode.l10n.t('Git diff'),
            detail: vscode.l10n.t('since the last commit'),
            read: diffAttached,
          },
        ]
      : []),
    ...(open.length > 1
      ? [
          {
            icon: 'files',
            label: vscode.l10n.t('Open editors'),
            detail: vscode.l10n.t('{0} files', open.length),
            read: async () => {
              const { sendable, leftOut } = await withoutPrivate(open);
              return [...(await Promise.all(sendable.map(fileAttached))), ...leftOut];
            },
          },
        ]
      : []),
    ...open.map(fileCandidate),
  ];
}

/** The files that have a tab, that of the active editor first. */
function openFiles(): vscode.Uri[] {
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  const uris = vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []))
    .filter(({ scheme }) => vscode.workspace.fs.isWritableFileSystem(scheme) !== undefined);
  const unique = [...new Map(uris.map(uri => [uri.toString(), uri])).values()];
  return unique
    .sort((a, b) => Number(b.toString() === active) - Number(a.toString() === active))
    .slice(0, mostOpen);
}

function fileCandidate(uri: vscode.Uri): Candidate {
  return {
    icon: 'file',
    label: nameOf(uri),
    detail: folderOf(vscode.workspace.asRelativePath(uri)),
    read: async () => [await fileAttached(uri)],
  };
}

/** Every file of the workspace that the Search view would look into, up to a bound. */
export async function workspaceFiles(): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const lists = await Promise.all(folders.map(({ uri }) => searchedFiles(uri, { most: mostSearched })));
  return lists.flatMap(({ files }) => files);
}

/** Files whose path has the query in it, those whose name begins with it first; and folders that are called so. */
function filesNamed(query: string, files: readonly vscode.Uri[]): Candidate[] {
  const wanted = query.toLowerCase();
  const paths = files.map(uri => ({ uri, path: vscode.workspace.asRelativePath(uri) }));
  const found = paths
    .filter(({ path }) => path.toLowerCase().includes(wanted))
    .map(({ uri, path }) => ({ uri, path, rank: rankOf(path, wanted) }))
    .sort((a, b) => a.rank - b.rank || a.path.length - b.path.length || (a.path < b.path ? -1 : 1));
  const folders = new Map<string, vscode.Uri>();
  for (const { uri, path } of paths) {
    const folder = folderOf(path);
    if (folder.toLowerCase().includes(wanted)) folders.set(folder, vscode.Uri.joinPath(uri, '..'));
  }
  return [
    ...found.slice(0, mostFiles).map(({ uri }) => fileCandidate(uri)),
    ...[...folders]
      .sort(([a], [b]) => a.length - b.length)
      .slice(0, mostFolders)
      .map(([path, uri]) => ({
        icon: 'folder',
        label: `${nameOf(uri)}/`,
        detail: folderOf(path),
        read: () => folderAttached(uri),
      })),
  ];
}

function rankOf(path: string, wanted: string): number {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.startsWith(wanted)) return 0;
  return name.includes(wanted) ? 1 : 2;
}

/** Symbols by the language servers that are running. Who types does not wait for one that is only just starting. */
async function symbolsNamed(query: string): Promise<Candidate[]> {
  const symbols = await Promise.race([
    vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>(
      'vscode.executeWorkspaceSymbolProvider',
      query,
    ),
    new Promise<undefined>(resolve => setTimeout(resolve, patience)),
  ]);
  return (symbols ?? []).slice(0, mostSymbols).map(symbol => ({
    icon: `symbol-${vscode.SymbolKind[symbol.kind].toLowerCase()}`,
    label: symbol.name,
    detail: vscode.workspace.asRelativePath(symbol.location.uri),
    read: async () => [await symbolAttached(symbol)],
  }));
}

function fromDisk(): Candidate {
  return {
    icon: 'folder-opened',
    label: vscode.l10n.t('Choose files…'),
    detail: '',
    read: async () => {
      const chosen = await vscode.window.showOpenDialog({
        canSelectMany: true,
        openLabel: vscode.l10n.t('Add'),
      });
      return Promise.all((chosen ?? []).map(fileAttached));
    },
  };
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
