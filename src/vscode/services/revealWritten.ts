import * as vscode from 'vscode';
import { visibleEditorOf } from './editorOf.ts';
import type { Replacement } from './edits.ts';

/**
 * Has the editor that shows a document scroll to the first of what was written there, when none of it is in view. Without the
 * focus, and with the document in two editors, the editor itself scrolls a line that is put in above the first one out of view.
 */
export function revealWritten(document: vscode.TextDocument, replacements: readonly Replacement[]): void {
  const editor = visibleEditorOf(document);
  const lines = writtenLines(replacements);
  const [first] = lines;
  if (!editor || first === undefined) return;
  const isInView = (line: number) =>
    editor.visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line);
  // Of one alone the editor itself knows best whether it has to move.
  if (lines.length > 1 && lines.some(isInView)) return;
  editor.revealRange(
    new vscode.Range(first, 0, first, 0),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}

/** Where each begins once all are made, from top to bottom. */
function writtenLines(replacements: readonly Replacement[]): number[] {
  const inOrder = [...replacements].sort((a, b) => a.range.start.compareTo(b.range.start));
  let shift = 0;
  return inOrder.map(({ range: { start, end }, text }) => {
    const line = start.line + shift;
    shift += text.split(/\r\n|\r|\n/).length - 1 - (end.line - start.line);
    return line;
  });
}
