import * as vscode from 'vscode';
import { explain } from '../../tasks/index.ts';
import type { ChatPanel } from '../panel/chatPanel.ts';
import type { ChatSession } from '../panel/chatSession.ts';
import { readLanguage } from '../services/settings.ts';
import { fileName, selected } from './selection.ts';

/** Explains the selection in the panel, as a turn of the conversation that can be asked about further. */
export async function explainSelection(session: ChatSession, panel: ChatPanel): Promise<void> {
  const selection = await selected();
  if (!selection) return;
  const { document } = selection.snapshot;
  await panel.show();
  await session.ask({
    text: vscode.l10n.t('Explain Selection'),
    task: 'explain',
    prompt: explain(readLanguage().name),
    attachments: selection.parts.map(({ range, text }) => ({
      label: fileName(document),
      detail: linesOf(range),
      languageId: document.languageId,
      text,
    })),
  });
}

/** Line numbers as the editor shows them. A selection that ends before a line's first character does not count it. */
function linesOf({ start, end }: vscode.Range): string {
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return last === start.line + 1 ? `${last}` : `${start.line + 1}–${last}`;
}
