import * as vscode from 'vscode';
import { registerCommands } from './vscode/commands.ts';
import { setApiKey } from './vscode/connection/apiKey.ts';
import { selectModel } from './vscode/connection/selectModel.ts';
import { ChatPanel } from './vscode/panel/chatPanel.ts';
import { ChatSession } from './vscode/panel/chatSession.ts';
import { ConversationStore } from './vscode/services/conversationStore.ts';
import { Models } from './vscode/services/models.ts';
import { Remedies } from './vscode/services/remedies.ts';
import { Keys } from './vscode/services/secrets.ts';
import { registerStatusBar } from './vscode/status/statusBar.ts';
import { registerCodeActions } from './vscode/tasks/codeActions.ts';
import { DocumentTokens } from './vscode/translate/documentTokens.ts';

/** Builds the services and registers the features. Opens no connection, reads no file, asks nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const { storageUri, globalStorageUri, workspaceState } = context;
  const log = vscode.window.createOutputChannel('Gloss', { log: true });
  const keys = new Keys(context.secrets);
  const models = new Models(keys, log);
  const session = new ChatSession(
    models,
    new ConversationStore({ storageUri: storageUri ?? globalStorageUri, workspaceState }, log),
    log,
  );
  const tokens = new DocumentTokens(context.extensionUri);
  const remedies = new Remedies({
    setKey: () => setApiKey(keys),
    selectModel,
    newChat: () => session.newChat(),
    retryChat: () => session.retryFailed(),
  });
  const panel = new ChatPanel(session, remedies, context.extensionUri);
  context.subscriptions.push(
    log,
    models,
    session,
    tokens,
    panel,
    registerCommands({ keys, models, session, tokens, remedies, panel }),
    registerCodeActions(),
    registerStatusBar(models),
  );
}
