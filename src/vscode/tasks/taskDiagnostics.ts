import * as vscode from 'vscode';
import { faultSentence } from './faultSentence.ts';
import { faultsInText, originOf } from './userTasks.ts';

/**
 * What is wrong with a file of tasks, as it stands in the editor; `undefined` for one that is not where such files are.
 * @param tasksFolder the user's own.
 */
export function taskDiagnostics(
  document: vscode.TextDocument,
  tasksFolder: vscode.Uri,
): vscode.Diagnostic[] | undefined {
  const from = originOf(document.uri, tasksFolder);
  if (!from) return undefined;
  const { faults, ignored } = faultsInText(document.getText(), document.uri, from);
  const severity = vscode.DiagnosticSeverity;
  return [
    ...faults.map(fault => diagnostic(document, fault, severity.Error)),
    ...ignored.map(fault => diagnostic(document, fault, severity.Warning)),
  ];
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
