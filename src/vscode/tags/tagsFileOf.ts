import * as vscode from 'vscode';
import { applyEdit, takeSnapshot } from '../services/edits.ts';
import { linkTargets } from '../services/linkTargets.ts';
import { pathBelow } from '../services/pathBelow.ts';
import { alone, ifThere, writeWhole } from '../services/wholeFile.ts';
import { changeTagsFile, type FileTags, readTagsFile } from './tagsFile.ts';

/** How a change of a tags file ended. `broken`: it is a link, or not in Gloss's form, so it is left alone. */
export type TagsFileOutcome = 'saved' | 'broken' | 'refused';

/** In bytes: what is longer would keep the editor waiting, and is none of ours. */
const longest = 4_000_000;

export function tagsFileUri(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, '.vscode', 'gloss-tags.json');
}

/** A file's path in its workspace folder, as tags files have it. */
export function pathIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string {
  return pathBelow(folder.uri, uri);
}

/** The saved tags of a folder's files; none when there is no tags file, or one that is broken or cannot be read. */
export async function readFileTags(folder: vscode.WorkspaceFolder): Promise<FileTags> {
  if (await isElsewhere(folder)) return {};
  const text = await textOf(tagsFileUri(folder)).catch(() => undefined);
  return readTagsFile(text ?? '') ?? {};
}

/**
 * Changes a folder's tags file, making it if need be, after all changes that were begun before, in any window. What the user
 * is writing in it is not for Gloss to save.
 */
export async function changeFileTags(
  folder: vscode.WorkspaceFolder,
  changes: ReadonlyMap<string, readonly string[] | undefined>,
): Promise<TagsFileOutcome> {
  const uri = tagsFileUri(folder);
  if (await isElsewhere(folder)) return 'broken';
  try {
    return await alone(uri, () => {
      const beingEdited = vscode.workspace.textDocuments.find(
        document => document.isDirty && document.uri.toString() === uri.toString(),
      );
      return beingEdited ? changeDocument(beingEdited, changes) : changeFile(uri, changes);
    });
  } catch {
    return 'refused'; // it, or its folder, is not for us to read or to write in
  }
}

/** Whether its folder is a link of the repository's to one that is not of the workspace. */
async function isElsewhere({ uri }: vscode.WorkspaceFolder): Promise<boolean> {
  return (await linkTargets()(vscode.Uri.joinPath(uri, '.vscode')))?.isOutside === true;
}

async function changeFile(
  uri: vscode.Uri,
  changes: ReadonlyMap<string, readonly string[] | undefined>,
): Promise<TagsFileOutcome> {
  const before = await textOf(uri);
  const text = before === undefined ? undefined : changeTagsFile(before, changes);
  if (text === undefined) return 'broken';
  // Elsewhere as the editor saves: it moves a file over another by deleting that first.
  if (uri.scheme === 'file') await writeWhole(uri, text);
  else await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return 'saved';
}

async function changeDocument(
  document: vscode.TextDocument,
  changes: ReadonlyMap<string, readonly string[] | undefined>,
): Promise<TagsFileOutcome> {
  const snapshot = takeSnapshot(document);
  const text = changeTagsFile(snapshot.text, changes);
  if (text === undefined) return 'broken';
  const range = new vscode.Range(document.positionAt(0), document.positionAt(snapshot.text.length));
  return (await applyEdit(snapshot, [{ range, text }])) === 'applied' ? 'saved' : 'refused';
}

/** @returns nothing when there is no such file, `undefined` for what is no tags file. @throws when it cannot be read. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const found = await ifThere(vscode.workspace.fs.stat(uri));
  if (!found) return '';
  // A link may lead anywhere: out of the workspace, to where nothing is yet, to what has no end.
  if (found.type !== vscode.FileType.File || found.size > longest) return undefined;
  const bytes = await ifThere(vscode.workspace.fs.readFile(uri));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // what is decoded all the same would be something else when it is written
  }
}
