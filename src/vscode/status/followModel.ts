import * as vscode from 'vscode';
import { formatCost } from '../../usage/cost.ts';
import type { Receipt } from '../../usage/receipt.ts';
import { noticeView, type ShutdownNotices } from '../connection/shutdownNotice.ts';
import { summaryOf } from '../panel/panelView.ts';
import { currentEndpoint } from '../services/endpoint.ts';
import type { Models } from '../services/models.ts';
import { withoutIcons } from '../services/withoutIcons.ts';
import type { ModelItem } from './modelItem.ts';

/** Of a model's name this many characters, so that other items keep their place. */
const longest = 40;

/** Has the status bar say which model answers, and beside it what the last request cost. */
export function followModel(models: Models, notices: ShutdownNotices, item: ModelItem): vscode.Disposable {
  const cost = vscode.window.createStatusBarItem('gloss.cost', vscode.StatusBarAlignment.Right, 89);
  cost.name = vscode.l10n.t('Gloss: last cost');
  cost.command = 'gloss.showUsage';
  const show = (last: Receipt): void => {
    cost.text = last.cost === undefined ? '$(graph)' : formatCost(last.cost, vscode.env.language);
    cost.tooltip = vscode.l10n.t('Last request: {0}', summaryOf(last));
    cost.show();
  };
  const update = (): void => {
    const endpoint = currentEndpoint();
    const id = endpoint?.model.id ?? vscode.l10n.t('no model');
    const model = withoutIcons(id.length > longest ? `${id.slice(0, longest)}…` : id);
    const notice = notices.current();
    item.show({
      text: `${notice ? '$(warning)' : '$(comment)'} ${model}`,
      tooltip: [
        ...(notice ? [noticeView(notice).message] : []),
        endpoint ? `Gloss · ${id} · ${endpoint.provider.name} · ${endpoint.host}` : 'Gloss',
      ].join('\n'),
      warns: notice !== undefined,
    });
  };
  update();
  return vscode.Disposable.from(
    cost,
    models.onDidAnswer(({ receipt }) => {
      show(receipt);
      update();
    }),
    notices.onDidChange(update),
  );
}
