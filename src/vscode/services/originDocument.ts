import * as vscode from 'vscode';
import { isWritable } from './edits.ts';

/** Why a document that something was taken from cannot be written to. */
export type NoDocument = 'gone' | 'readOnly';

/** The document of an address as it is now, whether it is open or not, if it can be written to. */
export async function originDocument(uri: vscode.Uri): Promise<vscode.TextDocument | NoDocument> {
  const document = await documentAt(uri);
  if (!document) return 'gone';
  return (await isWritable(uri)) ? document : 'readOnly';
}

/** The document of an address as it is now, whether it is open or not; `undefined` when it is gone. */
export async function documentAt(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  // The editor would make a new one of an untitled document that is closed.
  if (open?.isDirty || uri.scheme === 'untitled') return open;
  // It keeps documents for a while that nobody has open, also when their files are deleted.
  if (open) return (await isDeleted(uri)) ? undefined : open;
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

async function isDeleted(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return false;
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
  }
}
