import * as vscode from 'vscode';
import { aboutTokens } from '../../models/tokens.ts';
import { type Attachable, withoutPrivate } from './attachable.ts';

/** What Gloss uses of the editor's Git extension. */
interface GitRepository {
  rootUri: vscode.Uri;
  /** What is changed and not staged, or what is staged, as Git prints it. */
  diff(staged: boolean): Promise<string>;
}

/** @see https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts */
interface GitApi {
  repositories: readonly GitRepository[];
}

/** What is changed since the last commit, by repository; none without Git, as on the web. */
export async function diffAttached(): Promise<Attachable[]> {
  const all = (await gitApi())?.repositories ?? [];
  const diffs = await Promise.all(all.map(diffOf));
  return diffs.flat();
}

async function diffOf(repository: GitRepository): Promise<Attachable[]> {
  const diffs = await Promise.all([repository.diff(true), repository.diff(false)]);
  const parts = diffs.flatMap(diff => diff.split(/^(?=diff --git )/m)).filter(part => part.trim() !== '');
  const changed = parts.map(part => ({ part, file: fileOf(part, repository.rootUri) }));
  const { sendable, leftOut } = await withoutPrivate([
    ...new Map(changed.map(({ file }) => [file.toString(), file])).values(),
  ]);
  const sent = new Set(sendable.map(String));
  const text = changed.flatMap(({ part, file }) => (sent.has(file.toString()) ? [part] : [])).join('');
  if (text === '') return leftOut;
  const files = sent.size;
  const label = vscode.l10n.t('Git diff');
  const detail = vscode.l10n.t('{0} files', files);
  const attachment = { label, detail, languageId: 'diff', text };
  return [{ attachment, icon: 'diff', tokens: await aboutTokens(text) }, ...leftOut];
}

/** Which file a part of a diff is about, as it is called now. */
function fileOf(part: string, root: vscode.Uri): vscode.Uri {
  const path = /^diff --git .* "?b\/(.+?)"?$/m.exec(part)?.[1] ?? '';
  return vscode.Uri.joinPath(root, path);
}

/** Whether there is something under Git in this window. */
export async function hasRepository(): Promise<boolean> {
  return ((await gitApi())?.repositories ?? []).length > 0;
}

async function gitApi(): Promise<GitApi | undefined> {
  const git = vscode.extensions.getExtension<unknown>('vscode.git');
  if (!git) return undefined;
  try {
    const exported = await git.activate();
    return hasApi(exported) ? exported.getAPI(1) : undefined;
  } catch {
    return undefined; // it is switched off
  }
}

function hasApi(exported: unknown): exported is { getAPI(version: 1): GitApi } {
  return (
    typeof exported === 'object' &&
    exported !== null &&
    'getAPI' in exported &&
    typeof exported.getAPI === 'function'
  );
}
