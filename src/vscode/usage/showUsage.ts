import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { today } from '../services/today.ts';
import { findTask } from '../tasks/catalogue.ts';
import type { Money } from './money.ts';
import { usagePage } from './usagePage.ts';
import { earliestDay, ranges, usageView } from './usageView.ts';

/** What the page of usage works with. */
export interface UsageHost {
  money: () => Promise<Money>;
  extensionUri: vscode.Uri;
  /** Where the user's own tasks are. */
  tasksFolder: vscode.Uri;
  /** The page, while it is open: there is one. */
  page: { panel?: vscode.WebviewPanel | undefined };
}

const defaultDays = 30;
const argument = z.object({ days: z.literal(ranges) });

/** Shows what requests took, in an editor; shown already, it is brought up to date. @param given `{ days }`, or nothing. */
export async function showUsage(host: UsageHost, given: unknown): Promise<void> {
  const parsed = argument.safeParse(given);
  const days = parsed.success ? parsed.data.days : defaultDays;
  const panel = host.page.panel ?? openPanel(host);
  panel.reveal();
  const styles = vscode.Uri.joinPath(host.extensionUri, 'dist', 'webview', 'usage.css');
  panel.webview.html = usagePage(await viewOf(host, days), {
    styles: panel.webview.asWebviewUri(styles).toString(),
    cspSource: panel.webview.cspSource,
  });
}

function openPanel(host: UsageHost): vscode.WebviewPanel {
  const panel = vscode.window.createWebviewPanel(
    'gloss.usage',
    vscode.l10n.t('Gloss: Usage'),
    vscode.ViewColumn.Active,
    {
      enableCommandUris: ['gloss.showUsage', 'gloss.exportUsage', 'workbench.action.openSettings'],
      localResourceRoots: [vscode.Uri.joinPath(host.extensionUri, 'dist', 'webview')],
    },
  );
  host.page.panel = panel;
  panel.onDidDispose(() => {
    host.page.panel = undefined;
  });
  return panel;
}

async function viewOf({ money: open, tasksFolder }: UsageHost, days: number) {
  const money = await open();
  const now = Date.now();
  const day = today(new Date(now));
  const sums = await money.since(earliestDay(day, days));
  const ids = [...new Set(sums.map(({ task }) => task))];
  const names = await Promise.all(ids.map(async id => [id, await taskName(id, tasksFolder)] as const));
  return usageView({
    sums,
    budgets: await money.budgets(),
    limits: money.limits,
    taskNames: new Map(names),
    today: day,
    days,
    now,
  });
}

/** A task of the user's that is not there any more has only its name left. */
async function taskName(id: string, tasksFolder: vscode.Uri): Promise<string> {
  if (id === 'chat') return vscode.l10n.t('Chat');
  if (id === 'translate') return vscode.l10n.t('Translate Comment');
  return (await findTask(id, tasksFolder))?.title ?? id.replace(/^user:/, '');
}
