import { l10n, workspace } from 'vscode';
import type { ToolsView } from '../../chat/protocol.ts';
import { readTexts } from '../services/setting.ts';

/** How many tools are chosen for chats, for the button that chooses them. */
export function toolsView(): ToolsView {
  const count = readTexts('tools.offered').length;
  if (count === 0) return { label: '', title: l10n.t('Choose tools: none are chosen') };
  if (!workspace.isTrusted) {
    return { label: '', title: l10n.t('No tools are offered in a workspace that is not trusted') };
  }
  return { label: String(count), title: l10n.t('Choose tools: {0} are chosen', count) };
}
