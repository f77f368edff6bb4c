import * as vscode from 'vscode';
import { usageCsv } from '../../usage/usageCsv.ts';
import type { UsageHost } from './showUsage.ts';

/** Opens everything that the ledger has as CSV, to look at or to save. */
export async function exportUsage({ money }: Pick<UsageHost, 'money'>): Promise<void> {
  const content = usageCsv(await (await money()).since(''));
  const document = await vscode.workspace.openTextDocument({ language: 'csv', content });
  await vscode.window.showTextDocument(document, { preview: false });
}
