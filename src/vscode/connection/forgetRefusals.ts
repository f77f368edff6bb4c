import * as vscode from 'vscode';
import type { ModelMemory } from '../services/modelMemory.ts';

/** Forgets what models have refused, so that it is tried again. */
export async function forgetRefusals(memory: ModelMemory): Promise<void> {
  const count = await memory.forgetRefusals();
  vscode.window.showInformationMessage(
    count === 0
      ? vscode.l10n.t('No model has refused anything so far.')
      : vscode.l10n.t('Forgotten: {0}. It is tried again.', count),
  );
}
