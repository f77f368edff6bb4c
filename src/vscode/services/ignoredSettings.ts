import * as vscode from 'vscode';
import { allSettings } from '../contributions/settings.ts';
import { parseJsonc } from './jsonc.ts';
import { logError } from './log.ts';

/** The names that a workspace has been told of, so that it is told once. */
const toldKey = 'gloss.toldIgnored';

/**
 * Says that a workspace tries to set what only the user's own settings decide; once of the same. The editor drops such
 * values, and Gloss reads none of them; whoever wrote them should not go unnoticed, though.
 */
export async function watchIgnoredSettings(
  { workspaceState, subscriptions }: Pick<vscode.ExtensionContext, 'workspaceState' | 'subscriptions'>,
  log: vscode.LogOutputChannel,
): Promise<void> {
  // The folders of a `.code-workspace` may come after its window.
  const watching = vscode.workspace.onDidChangeWorkspaceFolders(() => {
    tellOfIgnoredSettings(workspaceState).catch(error => logError(log, error));
  });
  subscriptions.push(watching);
  try {
    await tellOfIgnoredSettings(workspaceState);
  } catch (error) {
    watching.dispose();
    throw error;
  }
}

async function tellOfIgnoredSettings(workspaceState: vscode.Memento): Promise<void> {
  const names = new Set<string>();
  let first: vscode.Uri | undefined;
  for (const { uri, within } of settingsFiles()) {
    const ignored = ignoredIn(await read(uri), within);
    if (ignored.length > 0) first ??= uri;
    for (const name of ignored) names.add(name);
  }
  const found = [...names].sort().join(', ');
  if (!first || workspaceState.get(toldKey) === found) return;
  await workspaceState.update(toldKey, found);
  await tell(first, found);
}

/** The files in which a workspace keeps settings; in that of a workspace they are within a property. */
function settingsFiles(): { uri: vscode.Uri; within?: string }[] {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  return [
    ...(workspaceFile && workspaceFile.scheme !== 'untitled'
      ? [{ uri: workspaceFile, within: 'settings' }]
      : []),
    ...workspaceFolders.map(({ uri }) => ({ uri: vscode.Uri.joinPath(uri, '.vscode', 'settings.json') })),
  ];
}

async function read(uri: vscode.Uri): Promise<unknown> {
  try {
    return parseJsonc(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** The settings in a parsed file that a workspace cannot set, in whichever form the editor would read them. */
export function ignoredIn(file: unknown, within?: string): string[] {
  const usersOwn = new Set(
    Object.entries(allSettings())
      .filter(([, { scope }]) => scope === 'application')
      .map(([name]) => name),
  );
  const found = new Set<string>();
  const walk = (value: unknown, prefix: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const name = prefix + key;
      // `[typescript]` holds settings for a language.
      if (/^\[.*\]$/.test(key)) walk(inner, prefix);
      else if (usersOwn.has(name)) found.add(name);
      else if ([...usersOwn].some(own => own.startsWith(`${name}.`))) walk(inner, `${name}.`);
    }
  };
  walk(within === undefined ? file : propertyOf(file, within), '');
  return [...found].sort();
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

async function tell(uri: vscode.Uri, names: string): Promise<void> {
  const show = vscode.l10n.t('Show File');
  const message = vscode.l10n.t(
    'This workspace tries to set {0}. Gloss ignores that: where code and keys go is decided in your own settings.',
    names,
  );
  if ((await vscode.window.showWarningMessage(message, show)) !== show) return;
  await vscode.window.showTextDocument(uri);
}
