import * as vscode from 'vscode';
import { applyEdit, type EditOutcome, type Replacement, type Snapshot } from './edits.ts';
import { revealWritten } from './revealWritten.ts';

/**
 * Writes a result into its document, where it comes into view, or says why that cannot be and offers to copy it: what was paid
 * for is not lost.
 * @param text the result as the user would copy it.
 */
export async function writeOrOffer(
  snapshot: Snapshot,
  replacements: Replacement[],
  text: string,
): Promise<void> {
  const outcome = await applyEdit(snapshot, replacements);
  if (outcome === 'applied') revealWritten(snapshot.document, replacements);
  else await offerUnwritten(outcome, text);
}

/** Says why the editor did not write a result, and offers to copy it. */
export async function offerUnwritten(outcome: Exclude<EditOutcome, 'applied'>, text: string): Promise<void> {
  const message =
    outcome === 'changed'
      ? vscode.l10n.t(
          'The file has changed meanwhile, so nothing was written. Copy the result, or try again.',
        )
      : vscode.l10n.t('The editor did not let the file be changed. Copy the result instead.');
  await offerResult(message, text);
}

/** Says why a result was not written, and offers to copy it. */
export async function offerResult(message: string, text: string): Promise<void> {
  const offer = vscode.l10n.t('Copy Result');
  if ((await vscode.window.showWarningMessage(message, offer)) === offer) await copyResult(text);
}

export async function copyResult(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Copied'), 3_000);
}
