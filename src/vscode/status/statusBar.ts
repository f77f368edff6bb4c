import * as vscode from 'vscode';
import { formatCost } from '../../usage/cost.ts';
import type { Receipt } from '../../usage/receipt.ts';
import { noticeView, type ShutdownNotices } from '../connection/shutdownNotice.ts';
import { summaryOf } from '../panel/panelView.ts';
import { currentEndpoint } from '../services/endpoint.ts';
import type { Models } from '../services/models.ts';
import { withoutIcons } from '../services/withoutIcons.ts';

/** Of a model's name this many characters, so that other items keep their place. */
const longest = 40;

/** The model that answers, and what the last request cost. */
export function registerStatusBar(models: Models, notices: ShutdownNotices): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('gloss.model', vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t('Gloss: model and last cost');
  item.command = 'gloss.selectModel';
  let last: Receipt | undefined;
  const update = (): void => {
    const endpoint = currentEndpoint();
    const id = endpoint?.model.id ?? vscode.l10n.t('no model');
    const model = withoutIcons(id.length > longest ? `${id.slice(0, longest)}…` : id);
    item.text =
      last?.cost === undefined
        ? `$(comment) ${model}`
        : `$(comment) ${model} ${formatCost(last.cost, vscode.env.language)}`;
    const notice = notices.current();
    if (notice) item.text = item.text.replace('$(comment)', '$(warning)');
    item.backgroundColor = notice && new vscode.ThemeColor('statusBarItem.warningBackground');
    item.tooltip = [
      ...(notice ? [noticeView(notice).message] : []),
      endpoint ? `Gloss · ${id} · ${endpoint.provider.name} · ${endpoint.host}` : 'Gloss',
      ...(last ? [vscode.l10n.t('Last request: {0}', summaryOf(last))] : []),
    ].join('\n');
  };
  update();
  item.show();
  return vscode.Disposable.from(
    item,
    models.onDidAnswer(({ receipt }) => {
      last = receipt;
      update();
    }),
    notices.onDidChange(update),
  );
}
