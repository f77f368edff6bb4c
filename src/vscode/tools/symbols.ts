import * as vscode from 'vscode';
import type { OutlinedSymbol, WorkspaceView } from '../../tools/workspaceView.ts';
import { fileTexts } from './fileTexts.ts';
import { fileDoor } from './openFile.ts';
import { pathOf, uriAt } from './placesInWorkspace.ts';

/** Of what a language server finds no more is looked at. */
const mostSymbols = 500;

/** How long it may take to answer, in milliseconds: one that is only just starting may never do so. */
const patience = 10_000;

export const findSymbols: WorkspaceView['findSymbols'] = async (name, signal) => {
  const found = await answerTo<vscode.SymbolInformation[]>(
    signal,
    'vscode.executeWorkspaceSymbolProvider',
    name,
  );
  const placed = (found ?? []).slice(0, mostSymbols).flatMap(({ name, kind, location }) => {
    const path = pathOf(location.uri);
    return path === undefined
      ? []
      : [{ kind: kindOf(kind), name, path, line: location.range.start.line + 1 }];
  });
  const isOpen = await openable(placed.map(({ path }) => path));
  return placed.filter(({ path }) => isOpen(path));
};

export const outline: WorkspaceView['outline'] = async (path, signal) => {
  const file = await fileTexts()(path);
  if ('refused' in file) return file;
  const uri = uriAt(path);
  if (!uri) return { refused: 'noPath' };
  const document = await vscode.workspace.openTextDocument(uri);
  const symbols = await answerTo<vscode.DocumentSymbol[]>(
    signal,
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  // The editor has opened the file by its name, and what is called so may be another one by now.
  if (plain(document.getText()) !== plain(file.text)) return { refused: 'changed' };
  return { symbols: (symbols ?? []).map(outlined) };
};

/** Tells which of some files may be spoken of. */
export async function openable(paths: readonly string[]): Promise<(path: string) => boolean> {
  const open = fileDoor();
  const refused = new Set<string>();
  for (const path of new Set(paths)) {
    const file = await open(path);
    if ('refused' in file) refused.add(path);
    else await file.close();
  }
  return path => !refused.has(path);
}

/** What the editor's languages answer; `undefined` when they fail, or nobody wants to wait any longer. */
async function answerTo<Answer>(
  signal: AbortSignal,
  command: string,
  ...args: readonly unknown[]
): Promise<Answer | undefined> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const never = new Promise<undefined>(resolve => {
    if (late.aborted) resolve(undefined);
    else late.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const asked = vscode.commands.executeCommand<Answer | undefined>(command, ...args).then(
    answer => answer,
    () => undefined,
  );
  return Promise.race([asked, never]);
}

function outlined({ kind, name, range, children = [] }: vscode.DocumentSymbol): OutlinedSymbol {
  return {
    kind: kindOf(kind),
    name,
    line: range.start.line + 1,
    lastLine: range.end.line + 1,
    children: children.map(outlined),
  };
}

function kindOf(kind: vscode.SymbolKind): string {
  return vscode.SymbolKind[kind].toLowerCase();
}

/** The editor has one kind of line break in a document. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
