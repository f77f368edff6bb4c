import * as vscode from 'vscode';
import { changeAt, type ShownChange } from '../../chat/partialRewrite.ts';
import type { CurrentRewrite } from './currentRewrite.ts';

/** The change at the cursor, on whichever side that is; or else the next one, or the last. */
export function chosenChange(
  right: vscode.Uri,
  { document, changes }: CurrentRewrite,
): ShownChange | undefined {
  const { activeTextEditor } = vscode.window;
  const isLeft = activeTextEditor?.document === document;
  const editor = isLeft ? activeTextEditor : editorOn(right);
  return changeAt(changes, isLeft ? 'old' : 'fresh', editor?.selection.active.line ?? 0);
}

/** Puts the cursor of the right side to a line, in view. @param text that the right side has, or is about to get. */
export async function putCursor(right: vscode.Uri, line: number, text: string): Promise<void> {
  const editor = editorOn(right);
  if (!editor) return;
  if (editor.document.getText() !== text) await nextChange(editor.document);
  // It is another one by now, whose lines are others.
  if (editor.document.getText() !== text) return;
  const start = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function editorOn(uri: vscode.Uri): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
}

/** How long the editor may take to show what has changed, in milliseconds. */
const patience = 2_000;

/** Resolves when a document has another text, or is closed; or when that takes too long for anybody to wait. */
function nextChange(document: vscode.TextDocument): Promise<void> {
  return new Promise(resolve => {
    const listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(change => over(change.document)),
      vscode.workspace.onDidCloseTextDocument(closed => over(closed)),
    );
    const end = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(end, patience);
    const over = (changed: vscode.TextDocument) => {
      if (changed === document) end();
    };
  });
}
