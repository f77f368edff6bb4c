import * as vscode from 'vscode';
import type { Words } from '../../tasks/task.ts';

/** Has the user type what a task needs. @returns `undefined` when they would rather not. */
export function askForWords(words: Words | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: words?.title ?? '',
    placeHolder: words?.placeholder ?? '',
    ignoreFocusOut: true,
    validateInput: text => (text.trim() === '' ? vscode.l10n.t('Type something first.') : undefined),
  });
}
