import * as vscode from 'vscode';
import { takeSnapshot } from '../services/edits.ts';
import { copyResult, writeOrOffer } from '../services/writeOrOffer.ts';

/** Inserts a text at the cursor of the active editor, after what is selected there; without an editor it can be copied. */
export async function insertText(text: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor) {
    const { end } = editor.selection;
    return writeOrOffer(takeSnapshot(editor.document), [{ range: new vscode.Range(end, end), text }], text);
  }
  const offer = vscode.l10n.t('Copy Result');
  const message = vscode.l10n.t('Put the cursor where the text is to be inserted first.');
  if ((await vscode.window.showInformationMessage(message, offer)) === offer) await copyResult(text);
}
