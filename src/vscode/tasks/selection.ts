import * as vscode from 'vscode';
import { type Snapshot, takeSnapshot } from '../services/edits.ts';

/** What the user has selected, or chosen to take in its place, and the document as it was then. */
export interface Selected {
  snapshot: Snapshot;
  /** One for each cursor, in the document's order; none of them is blank. */
  parts: { range: vscode.Range; text: string }[];
}

/** The selections of the active editor that are not blank; `undefined` without any. */
export function selectedOrNothing(): Selected | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const parts = partsOf(editor);
  return parts.length > 0 ? { snapshot: takeSnapshot(editor.document), parts } : undefined;
}

function partsOf({ document, selections }: vscode.TextEditor): Selected['parts'] {
  return selections
    .map(({ start, end }) => partOf(document, new vscode.Range(start, end)))
    .filter(({ text }) => text.trim() !== '')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

function partOf(document: vscode.TextDocument, range: vscode.Range): Selected['parts'][number] {
  return { range, text: document.getText(range) };
}

/**
 * The selections of the active editor. Without one the user is told, and may take the whole file.
 * @returns `undefined` when there is nothing to work on.
 */
export async function selected(): Promise<Selected | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    vscode.window.showInformationMessage(vscode.l10n.t('Open a file and select some code first.'));
    return undefined;
  }
  const { document } = editor;
  const found = selectedOrNothing();
  if (found) return found;
  if (document.getText().trim() === '') {
    vscode.window.showInformationMessage(vscode.l10n.t('This file is empty. Open one with some code in it.'));
    return undefined;
  }
  const takeFile = vscode.l10n.t('Take the Whole File');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Select some code first.'),
    takeFile,
  );
  return chosen === takeFile ? selectedWhole(document) : undefined;
}

/** The active editor's file as one part. @returns `undefined` without one that has text; the user is told. */
export function wholeFile(): Selected | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document && document.getText().trim() !== '') return selectedWhole(document);
  vscode.window.showInformationMessage(vscode.l10n.t('Open a file with some text first.'));
  return undefined;
}

/** All of a document, as if it were selected. */
export function selectedWhole(document: vscode.TextDocument): Selected {
  const whole = new vscode.Range(
    new vscode.Position(0, 0),
    document.lineAt(document.lineCount - 1).range.end,
  );
  return { snapshot: takeSnapshot(document), parts: [partOf(document, whole)] };
}

/** A document's name without its folders. */
export function fileName(document: vscode.TextDocument): string {
  return document.uri.path.split('/').at(-1) ?? document.uri.path;
}
