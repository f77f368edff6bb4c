import * as vscode from 'vscode';

/** What the user has selected, or chosen to take in its place. */
export interface Selected {
  editor: vscode.TextEditor;
  range: vscode.Range;
  text: string;
}

/**
 * The selection of the active editor. Without one the user is told, and may take the whole file.
 * @returns `undefined` when there is nothing to work on.
 */
export async function selected(): Promise<Selected | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    vscode.window.showInformationMessage(vscode.l10n.t('Open a file and select some code first.'));
    return undefined;
  }
  const { document } = editor;
  const range = editor.selections.map(toRange).reduce((all, next) => all.union(next));
  const text = document.getText(range);
  if (text.trim() !== '') return { editor, range, text };
  const wholeFile = vscode.l10n.t('Take the Whole File');
  const whole = document.getText();
  const offered = whole.trim() === '' ? [] : [wholeFile];
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Select some code first.'),
    ...offered,
  );
  if (chosen !== wholeFile) return undefined;
  return {
    editor,
    range: new vscode.Range(new vscode.Position(0, 0), document.positionAt(whole.length)),
    text: whole,
  };
}

function toRange(selection: vscode.Selection): vscode.Range {
  return new vscode.Range(selection.start, selection.end);
}

/** A document's name without its folders. */
export function fileName(document: vscode.TextDocument): string {
  return document.uri.path.split('/').at(-1) ?? document.uri.path;
}
