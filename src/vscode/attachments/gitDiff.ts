import * as vscode from 'vscode';
import { aboutTokens } from '../../models/tokens.ts';
import { diffParts } from '../../outgoing/diffParts.ts';
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
  const parts = diffs.flatMap(diffParts).map(({ text, paths }) => ({
    text,
    files: paths.map(path => vscode.Uri.joinPath(repository.rootUri, path)),
  }));
  const named = new Map(parts.flatMap(({ files }) => files).map(file => [file.toString(), file]));
  const { sendable, leftOut } = await withoutPrivate([...named.values()]);
  const harmless = new Set(sendable.map(String));
  // A file was called something else before; of a part that names none nobody knows what is in it.
  const sent = parts.filter(
    ({ files }) => files.length > 0 && files.every(file => harmless.has(file.toString())),
  );
  if (parts.some(({ files }) => files.length === 0)) {
    leftOut.push({
      reason: vscode.l10n.t('Left out, as Git does not say of which file it is: a part of the diff.'),
    });
  }
  const text = sent.map(part => part.text).join('');
  if (text === '') return leftOut;
  const files = new Set(sent.map(part => String(part.files[0]))).size;
  const label = vscode.l10n.t('Git diff');
  const detail = vscode.l10n.t('{0} files', files);
  const attachment = { label, detail, languageId: 'diff', text };
  return [{ attachment, icon: 'diff', tokens: await aboutTokens(text) }, ...leftOut];
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
