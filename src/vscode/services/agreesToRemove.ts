import * as vscode from 'vscode';

/** Asks whether code is to be used without characters that nobody sees. @param hidden by name, as `U+202E` */
export async function agreesToRemove(hidden: readonly string[]): Promise<boolean> {
  const message = vscode.l10n.t(
    'This code has characters that cannot be seen ({0}). They may make it do something else than it seems to.',
    hidden.join(', '),
  );
  const remove = vscode.l10n.t('Use It Without Them');
  return (await vscode.window.showWarningMessage(message, { modal: true }, remove)) === remove;
}
