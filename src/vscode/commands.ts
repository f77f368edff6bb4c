import * as vscode from 'vscode';
import { clearApiKey, setApiKey } from './connection/apiKey.ts';
import { selectModel } from './connection/selectModel.ts';
import { testConnection } from './connection/testConnection.ts';
import type { CommandId } from './contributions/commands.ts';
import type { ChatPanel } from './panel/chatPanel.ts';
import type { ChatSession } from './panel/chatSession.ts';
import type { Models } from './services/models.ts';
import type { Remedies } from './services/remedies.ts';
import type { Keys } from './services/secrets.ts';
import { explainSelection } from './tasks/explain.ts';
import type { DocumentTokens } from './translate/documentTokens.ts';

/** What commands work with. */
export interface Services {
  keys: Keys;
  models: Models;
  session: ChatSession;
  tokens: DocumentTokens;
  remedies: Remedies;
  panel: ChatPanel;
}

/** What each command does; one that the catalogue has and this list lacks fails the type check. */
export function registerCommands({
  keys,
  models,
  session,
  tokens,
  remedies,
  panel,
}: Services): vscode.Disposable {
  const handlers: Record<CommandId, () => unknown> = {
    'gloss.explainSelection': () => explainSelection(session, panel),
    'gloss.generateTags': async () => {
      const { generateTags } = await import('./tasks/tags.ts');
      await generateTags({ models, remedies, tokens });
    },
    'gloss.translateComment': async () => {
      const { translateComment } = await import('./translate/translateComment.ts');
      await translateComment({ models, remedies, tokens });
    },
    'gloss.newChat': async () => {
      await session.newChat();
      await panel.focusComposer();
    },
    'gloss.stop': () => session.stop(),
    'gloss.selectModel': selectModel,
    'gloss.setApiKey': () => setApiKey(keys),
    'gloss.clearApiKey': () => clearApiKey(keys),
    'gloss.testConnection': () => testConnection(models, remedies),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  );
}
