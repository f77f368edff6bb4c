import * as vscode from 'vscode';
import { clearApiKey, setApiKey } from './connection/apiKey.ts';
import type { CommandId } from './contributions/commands.ts';
import { forgetRefusals, generateTags, testConnection, translateComment } from './onDemand.ts';
import type { ChatPanel } from './panel/chatPanel.ts';
import type { ChatSession } from './panel/chatSession.ts';
import type { ModelMemory } from './services/modelMemory.ts';
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
  memory: ModelMemory;
}

/** What each command does; one that the catalogue has and this list lacks fails the type check. */
export function registerCommands({
  keys,
  models,
  session,
  tokens,
  remedies,
  panel,
  memory,
}: Services): vscode.Disposable {
  const handlers: Record<CommandId, () => unknown> = {
    'gloss.explainSelection': () => explainSelection(session, panel),
    'gloss.generateTags': () => generateTags({ models, remedies, tokens }),
    'gloss.translateComment': () => translateComment({ models, remedies, tokens }),
    'gloss.newChat': async () => {
      await session.newChat();
      await panel.focusComposer();
    },
    'gloss.stop': () => session.stop(),
    'gloss.showParameters': () => panel.showParameters(),
    'gloss.selectModel': () => remedies.selectModel(),
    'gloss.setApiKey': () => setApiKey(keys),
    'gloss.clearApiKey': () => clearApiKey(keys),
    'gloss.forgetRefusals': () => forgetRefusals(memory),
    'gloss.testConnection': () => testConnection(models, remedies),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  );
}
