import * as vscode from 'vscode';
import { aboutTokens } from '../../models/tokens.ts';
import { type DiffPart, diffParts } from '../../outgoing/diffParts.ts';
import { type Attachable, withoutPrivate } from './attachable.ts';

/** What is changed in a repository, in parts of a file each. */
export interface Changes {
  /** Those that may go out; a file was called something else before. */
  parts: readonly (DiffPart & { files: readonly vscode.Uri[] })[];
  /** Those that are not sent unasked. */
  withheld: readonly vscode.Uri[];
  /** Why the others may not, for people to read. */
  leftOut: { reason: string }[];
}

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
  const all = await changes();
  return (await Promise.all(all.map(attached))).flat();
}

async function attached({ parts, leftOut }: Changes): Promise<Attachable[]> {
  const text = parts.map(part => part.text).join('');
  if (text === '') return leftOut;
  const files = new Set(parts.map(part => String(part.files[0]))).size;
  const label = vscode.l10n.t('Git diff');
  const detail = vscode.l10n.t('{0} files', files);
  const attachment = { label, detail, languageId: 'diff', text };
  return [{ attachment, icon: 'diff', tokens: await aboutTokens(text) }, ...leftOut];
}

/** What is changed since the last commit, by repository: some reach farther than the workspace. None without Git. */
export async function changes(): Promise<Changes[]> {
  return Promise.all(((await gitApi())?.repositories ?? []).map(changesOf));
}

async function changesOf(repository: GitRepository): Promise<Changes> {
  const diffs = await Promise.all([repository.diff(true), repository.diff(false)]);
  const all = diffs.flatMap(diffParts).map(part => ({
    ...part,
    files: part.paths.map(path => vscode.Uri.joinPath(repository.rootUri, path)),
  }));
  const named = new Map(all.flatMap(({ files }) => files).map(file => [file.toString(), file]));
  const { sendable, leftOut } = await withoutPrivate([...named.values()]);
  const harmless = new Set(sendable.map(String));
  // Of a part that names no file nobody knows what is in it.
  const parts = all.filter(
    ({ files }) => files.length > 0 && files.every(file => harmless.has(file.toString())),
  );
  if (all.some(({ files }) => files.length === 0)) {
    leftOut.push({
      reason: vscode.l10n.t('Left out, as Git does not say of which file it is: a part of the diff.'),
    });
  }
  const withheld = [...named.values()].filter(file => !harmless.has(file.toString()));
  return { parts, withheld, leftOut };
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
