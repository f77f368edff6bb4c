import * as vscode from 'vscode';
import { isWritable } from '../services/edits.ts';

/** Whether all files can be written to that a result is to go into; the user is told when it cannot. */
export async function mayWrite(files: readonly vscode.Uri[]): Promise<boolean> {
  const writable = await Promise.all(files.map(isWritable));
  if (!writable.includes(false)) return true;
  vscode.window.showInformationMessage(
    vscode.l10n.t('This file is read-only: nothing in it can be replaced.'),
  );
  return false;
}
