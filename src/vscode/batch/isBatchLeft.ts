import * as vscode from 'vscode';
import { isThere } from '../services/isThere.ts';
import { workspaceStorage } from '../services/workspaceStorage.ts';

/** Where a run over files is kept, in the folder for the workspace. */
export const batchFile = 'batch.json';

/** Whether an earlier window on this workspace has left a run over files; does not read it. */
export async function isBatchLeft(globalStorageUri: vscode.Uri): Promise<boolean> {
  return isThere(vscode.Uri.joinPath(await workspaceStorage(globalStorageUri), batchFile));
}
