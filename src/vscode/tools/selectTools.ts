import * as vscode from 'vscode';
import { readTexts } from '../services/setting.ts';
import { writeOffered } from '../services/settings.ts';
import { withoutIcons } from '../services/withoutIcons.ts';
import { withoutLinks } from '../services/withoutLinks.ts';
import { allTools } from './offeredTools.ts';

interface ToolItem extends vscode.QuickPickItem {
  id?: string;
}

/** Lets the user choose which tools chats are offered, and keeps that in their settings. */
export async function selectTools(): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    vscode.window.showInformationMessage(
      vscode.l10n.t('No tools are offered in a workspace that is not trusted.'),
    );
    return;
  }
  const all = allTools();
  const offered = new Set(readTexts('tools.offered'));
  // Who comes here for the first time wants some.
  const isPicked = (id: string, readsOnly: boolean) => (offered.size > 0 ? offered.has(id) : readsOnly);
  const items = (readsOnly: boolean, title: string): ToolItem[] => {
    const some = all.filter(({ tool }) => tool.readsOnly === readsOnly);
    const separator = { label: title, kind: vscode.QuickPickItemKind.Separator };
    return [
      ...(some.length > 0 ? [separator] : []),
      ...some.map(({ id, tool }) => ({
        id,
        label: withoutIcons(id),
        detail: withoutIcons(tool.description.replace(/\s+/g, ' ').trim()),
        picked: isPicked(id, readsOnly),
      })),
    ];
  };
  const chosen = await vscode.window.showQuickPick<ToolItem>(
    [
      ...items(true, vscode.l10n.t('Only look at the workspace')),
      ...items(false, vscode.l10n.t('Of other extensions and servers')),
    ],
    {
      canPickMany: true,
      matchOnDetail: true,
      placeHolder: withoutLinks(vscode.l10n.t('Tools that the model may ask to call in chats')),
    },
  );
  if (!chosen) return;
  // What belongs to an extension that is not there today stays chosen.
  const absent = [...offered].filter(id => !all.some(tool => tool.id === id));
  await writeOffered([...chosen.flatMap(({ id }) => id ?? []), ...absent]);
}
