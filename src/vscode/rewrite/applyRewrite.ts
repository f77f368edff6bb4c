import * as vscode from 'vscode';
import type { CardTurn } from '../../chat/conversation.ts';
import { editorOf } from '../services/editorOf.ts';
import { applyEdit, type Replacement, takeSnapshot } from '../services/edits.ts';
import { originOf, planRewrite } from './planRewrite.ts';

/** `gone`: a source is not to be found any more. `refused`: the editor did not let the document be changed. */
export type RewriteOutcome = 'applied' | 'gone' | 'refused';

/** Puts a rewrite in place of its sources: all of them in one edit that one undo takes back, or none. */
export async function applyRewrite(turn: CardTurn): Promise<RewriteOutcome> {
  const document = await originOf(turn);
  if (!document || !planRewrite(document, turn)) return 'gone';
  const editor = await editorOf(document);
  // Somebody may have typed while the editor came up.
  const plan = planRewrite(document, turn);
  if (!plan) return 'gone';
  const selections = selectionsAfter(document, plan);
  // What an undo selects again: what the user has selected, if that is what was rewritten.
  if (editor && !isSelected(editor, plan)) {
    editor.selections = plan.map(({ range }) => new vscode.Selection(range.start, range.end));
  }
  const outcome = await applyEdit(takeSnapshot(document), plan);
  if (outcome !== 'applied') return outcome === 'refused' ? 'refused' : 'gone';
  if (editor) editor.selections = selections(document);
  return 'applied';
}

function isSelected({ selections }: vscode.TextEditor, plan: readonly Replacement[]): boolean {
  return plan.every(({ range }) => selections.some(selection => selection.isEqual(range)));
}

/** Where the new texts will stand; called before the edit, the result after it. */
function selectionsAfter(
  document: vscode.TextDocument,
  plan: readonly Replacement[],
): (edited: vscode.TextDocument) => vscode.Selection[] {
  let shift = 0;
  const places = plan.map(({ range, text }) => {
    const start = document.offsetAt(range.start) + shift;
    shift += text.length - (document.offsetAt(range.end) - document.offsetAt(range.start));
    return { start, end: start + text.length };
  });
  return edited =>
    places.map(({ start, end }) => new vscode.Selection(edited.positionAt(start), edited.positionAt(end)));
}
