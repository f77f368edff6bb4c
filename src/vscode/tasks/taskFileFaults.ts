import * as vscode from 'vscode';
import { faultSentence } from './faultSentence.ts';

/**
 * Shows what is wrong with the files of tasks that are open, as they stand in the editor.
 * @param tasksFolder the user's own.
 */
export function registerTaskFileFaults(tasksFolder: vscode.Uri): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection('gloss.tasks');
  const check = async (document: vscode.TextDocument): Promise<void> => {
    if (!document.uri.path.endsWith('.gloss.md')) return;
    const { faultsInText, originOf } = await import('./userTasks.ts');
    const from = originOf(document.uri, tasksFolder);
    if (!from || document.isClosed) return;
    const { faults, ignored } = faultsInText(document.getText(), document.uri, from);
    const severity = vscode.DiagnosticSeverity;
    shown.set(document.uri, [
      ...faults.map(fault => diagnostic(document, fault, severity.Error)),
      ...ignored.map(fault => diagnostic(document, fault, severity.Warning)),
    ]);
  };
  vscode.workspace.textDocuments.forEach(check);
  return vscode.Disposable.from(
    shown,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => check(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri)),
  );
}

/** From where the fault begins to the end of its line. */
function diagnostic(
  document: vscode.TextDocument,
  fault: Parameters<typeof faultSentence>[0] & { line: number; column: number },
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const start = new vscode.Position(fault.line - 1, fault.column - 1);
  const range = document.validateRange(new vscode.Range(start, start.translate(0, 1_000)));
  const result = new vscode.Diagnostic(range, faultSentence(fault), severity);
  result.source = 'Gloss';
  return result;
}
