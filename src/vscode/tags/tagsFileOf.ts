import * as vscode from 'vscode';
import { applyEdit, takeSnapshot } from '../services/edits.ts';
import { pathBelow } from '../services/pathBelow.ts';
import { changeTagsFile, type FileTags, readTagsFile } from './tagsFile.ts';

/** How a change of a tags file ended. `broken`: it is not in Gloss's form, so it is left alone. */
export type TagsFileOutcome = 'saved' | 'broken' | 'refused';

export function tagsFileUri(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, '.vscode', 'gloss-tags.json');
}

/** A file's path in its workspace folder, as tags files have it. */
export function pathIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string {
  return pathBelow(folder.uri, uri);
}

/** The saved tags of a folder's files; none when there is no tags file, or a broken one. */
export async function readFileTags(folder: vscode.WorkspaceFolder): Promise<FileTags> {
  const bytes = await bytesOf(tagsFileUri(folder));
  return (bytes && readTagsFile(new TextDecoder().decode(bytes))) ?? {};
}

/** Changes a folder's tags file, making it if need be. What the user is writing in it is not for Gloss to save. */
export async function changeFileTags(
  folder: vscode.WorkspaceFolder,
  changes: ReadonlyMap<string, readonly string[] | undefined>,
): Promise<TagsFileOutcome> {
  const uri = tagsFileUri(folder);
  const beingEdited = vscode.workspace.textDocuments.find(
    document => document.isDirty && document.uri.toString() === uri.toString(),
  );
  if (beingEdited) return changeDocument(beingEdited, changes);
  const bytes = await bytesOf(uri);
  const text = changeTagsFile(new TextDecoder().decode(bytes), changes);
  if (text === undefined) return 'broken';
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return 'saved';
  } catch {
    return 'refused'; // the folder is not for us to write in
  }
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

async function bytesOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined; // there is none
  }
}
