import * as vscode from 'vscode';
import { withoutLinks } from '../services/withoutLinks.ts';

/** Says which files went along as they were when they were added. */
export function tellGone(gone: readonly string[]): void {
  if (gone.length === 0) return;
  vscode.window.showWarningMessage(
    withoutLinks(
      vscode.l10n.t('Not there any more, and sent as it was when it was added: {0}', gone.join(', ')),
    ),
  );
}
