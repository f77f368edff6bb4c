import * as vscode from 'vscode';
import { formatCost } from '../../usage/cost.ts';
import type { Receipt } from '../../usage/receipt.ts';
import { summaryOf } from '../panel/panelView.ts';
import { currentEndpoint } from '../services/endpoint.ts';
import type { Models } from '../services/models.ts';

/** The model that answers, and what the last request cost. */
export function registerStatusBar(models: Models): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('gloss.model', vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t('Gloss: model and last cost');
  item.command = 'gloss.selectModel';
  let last: Receipt | undefined;
  const update = (): void => {
    const endpoint = currentEndpoint();
    const model = endpoint?.model.id ?? vscode.l10n.t('no model');
    item.text =
      last?.cost === undefined
        ? `$(comment) ${model}`
        : `$(comment) ${model} ${formatCost(last.cost, vscode.env.language)}`;
    item.tooltip = [
      endpoint ? `Gloss · ${endpoint.provider.name} · ${endpoint.host}` : 'Gloss',
      ...(last ? [vscode.l10n.t('Last request: {0}', summaryOf(last))] : []),
    ].join('\n');
  };
  update();
  item.show();
  return vscode.Disposable.from(
    item,
    models.onDidAnswer(receipt => {
      last = receipt;
      update();
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('gloss')) update();
    }),
  );
}
