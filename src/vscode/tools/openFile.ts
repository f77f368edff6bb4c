import * as vscode from 'vscode';
import type { Refused } from '../../tools/workspaceView.ts';
import { disk, type OpenedFile } from '../services/disk.ts';
import { pathBelow } from '../services/pathBelow.ts';
import { privateFiles } from '../services/privateFiles.ts';
import { foldersOfWorkspace, uriAt } from './placesInWorkspace.ts';

/** A file of the workspace that may go to a model unasked. */
export interface OpenFile extends Pick<OpenedFile, 'size' | 'read' | 'close'> {
  /** As it was asked for. */
  uri: vscode.Uri;
}

/** The one door of the tools to files. For many files: rules are read once. */
export function fileDoor(): (path: string) => Promise<OpenFile | Refused> {
  const reasonOf = privateFiles();
  const refusedFor = async (uri: vscode.Uri): Promise<Refused | undefined> => {
    const reason = await reasonOf(uri);
    // Where a link leads to that leads out, or to nothing, is nobody's concern.
    return reason && { refused: reason === 'outside' ? 'missing' : 'private' };
  };
  return async path => {
    const uri = uriAt(path);
    if (!uri) return { refused: 'noPath' };
    const refused = await refusedFor(uri);
    if (refused) return refused;
    if (!disk || uri.scheme !== 'file') return openThroughEditor(uri);
    const folders = foldersOfWorkspace().filter(folder => folder.uri.scheme === 'file');
    const opened = await disk.openIn(
      folders.map(folder => folder.uri.fsPath),
      uri.fsPath,
    );
    const folder = opened && folders[opened.folder];
    if (!folder) return { refused: 'missing' };
    // What was looked at may have been another file: what counts is the one that is open now.
    const real = vscode.Uri.joinPath(folder.uri, opened.below);
    const refusedNow = real.path === uri.path ? undefined : await refusedFor(real);
    if (!refusedNow) return { ...opened, uri };
    await opened.close();
    return refusedNow;
  };
}

/** Where the editor does not say what a link leads to, none is followed. */
async function openThroughEditor(uri: vscode.Uri): Promise<OpenFile | Refused> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return { refused: 'missing' };
  const names = pathBelow(folder.uri, uri).split('/');
  const { File, Directory } = vscode.FileType;
  let at = folder.uri;
  for (const [index, name] of names.entries()) {
    at = vscode.Uri.joinPath(at, name);
    if ((await typeOf(at)) !== (index === names.length - 1 ? File : Directory)) return { refused: 'missing' };
  }
  const { size } = await vscode.workspace.fs.stat(uri);
  return { uri, size, read: async () => vscode.workspace.fs.readFile(uri), close: async () => undefined };
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => type,
    () => undefined,
  );
}
