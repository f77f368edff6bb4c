import * as vscode from 'vscode';
import { placeCode } from '../../chat/placeCode.ts';
import { type Replacement, takeSnapshot } from '../services/edits.ts';
import { offerResult, writeOrOffer } from '../services/writeOrOffer.ts';

/** Inserts a code at the cursor of the active editor, after what is selected there, as it fits into its line. */
export async function insertCode(code: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    const message = vscode.l10n.t('Put the cursor where the code is to be inserted first.');
    return offerResult(message, code);
  }
  const { end } = editor.selection;
  await write(editor, [fit(code, editor, new vscode.Range(end, end))], code);
}

/** Puts a code in place of what is selected in the active editor; of several selections each gets it. */
export async function replaceSelection(code: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const selections = editor?.selections.filter(({ isEmpty }) => !isEmpty) ?? [];
  if (!editor || selections.length === 0) {
    return offerResult(vscode.l10n.t('Select what the code is to replace first.'), code);
  }
  await write(
    editor,
    selections.map(selection => fit(code, editor, selection)),
    code,
  );
}

async function write(editor: vscode.TextEditor, replacements: Replacement[], code: string): Promise<void> {
  const { document, viewColumn } = editor;
  await writeOrOffer(takeSnapshot(document), replacements, code);
  // Where one goes on, and where an undo takes it back; a notebook's cell has no tab of its own.
  if (viewColumn !== undefined) await vscode.window.showTextDocument(document, { viewColumn });
}

/** A code as it is to be written in place of a range. */
export function fit(
  code: string,
  { document, options }: vscode.TextEditor,
  range: vscode.Range,
): Replacement {
  const first = document.lineAt(range.start.line);
  const last = document.lineAt(range.end.line);
  const placed = placeCode(code, {
    before: first.text.slice(0, range.start.character),
    selected: document.getText(range),
    after: last.text.slice(range.end.character),
    unit: options.insertSpaces === false ? '\t' : ' '.repeat(Number(options.tabSize) || 4),
  });
  const start = placed.fromLineStart ? first.range.start : range.start;
  const end = placed.toLineEnd ? last.range.end : range.end;
  return { range: new vscode.Range(start, end), text: placed.text };
}
