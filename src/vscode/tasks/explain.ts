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
  const { document } = selection.editor;
  const { start, end } = selection.range;
  const name = fileName(document);
  await panel.show();
  await session.ask({
    text: vscode.l10n.t('Explain Selection'),
    prompt: explain.prompt({ language: readLanguage().name }),
    attachments: [
      {
        label: name,
        detail:
          start.line === end.line ? `${name}:${start.line + 1}` : `${name}:${start.line + 1}–${end.line + 1}`,
        languageId: document.languageId,
        text: selection.text,
      },
    ],
  });
}
