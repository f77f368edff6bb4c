import * as vscode from 'vscode';
import { AttachedStore } from './vscode/attachments/attached.ts';
import { BatchStore } from './vscode/batch/batchStore.ts';
import { registerCommands } from './vscode/commands.ts';
import { setApiKey } from './vscode/connection/apiKey.ts';
import { ShutdownNotices } from './vscode/connection/shutdownNotice.ts';
import { BesideCode } from './vscode/explain/besideCode.ts';
import { registerInlineLabels } from './vscode/intent/registerInlineLabels.ts';
import { registerHitCounting } from './vscode/keywords/hitCounting.ts';
import {
  offerOpenBatch,
  openInspector,
  openMoney,
  selectModel,
  watchIgnoredSettings,
} from './vscode/onDemand.ts';
import { ChatPanel } from './vscode/panel/chatPanel.ts';
import { ChatSession } from './vscode/panel/chatSession.ts';
import { Rewrites } from './vscode/rewrite/rewrites.ts';
import { ConversationStore } from './vscode/services/conversationStore.ts';
import { logError } from './vscode/services/log.ts';
import { ModelLists } from './vscode/services/modelLists.ts';
import { ModelMemory } from './vscode/services/modelMemory.ts';
import { Models } from './vscode/services/models.ts';
import { Remedies } from './vscode/services/remedies.ts';
import { Keys } from './vscode/services/secrets.ts';
import { registerStatusBar } from './vscode/status/statusBar.ts';
import { TagsView } from './vscode/tags/tagsView.ts';
import { registerCodeActions } from './vscode/tasks/codeActions.ts';
import { registerTaskFileFaults } from './vscode/tasks/taskFileFaults.ts';
import { DocumentTokens } from './vscode/translate/documentTokens.ts';
import { registerTranslationHover, Translations } from './vscode/translate/translations.ts';

/** Builds the services and registers the features. Opens no connection, waits for no file, asks nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const { globalStorageUri } = context;
  const tasksFolder = vscode.Uri.joinPath(globalStorageUri, 'tasks');
  const log = vscode.window.createOutputChannel('Gloss', { log: true });
  const keys = new Keys(context.secrets);
  const memory = new ModelMemory(context, log);
  const onFirstUse = () => watchIgnoredSettings(context, log);
  const money = openMoney(context, log);
  const models = new Models({ keys, memory, log, money, onFirstUse });
  const lists = new ModelLists(models);
  const notices = new ShutdownNotices({ models, memory, lists, log });
  const store = new ConversationStore(globalStorageUri, log);
  const session = new ChatSession(models, store, log, tasksFolder);
  const batches = new BatchStore(globalStorageUri, log);
  const tokens = new DocumentTokens(context.extensionUri);
  const beside = new BesideCode(session);
  const choice = {
    models,
    memory,
    notices,
    lists,
    chatParameters: () => session.conversation.parameters,
  };
  const remedies = new Remedies({
    setKey: () => setApiKey(keys),
    selectModel: () => selectModel(choice),
    newChat: () => session.newChat(),
    retryChat: () => session.retryFailed(),
  });
  const translations = new Translations({ models, remedies, tokens, log, folder: globalStorageUri });
  const tags = new TagsView(log);
  const rewrites = new Rewrites(session, log);
  const { extensionUri } = context;
  const attached = new AttachedStore(globalStorageUri, log);
  const panel = new ChatPanel({
    ...{ session, remedies, choice, tokens, rewrites, log, extensionUri },
    ...{ attached, models, tasksFolder },
  });
  context.subscriptions.push(
    log,
    memory,
    models,
    notices,
    session,
    tokens,
    rewrites,
    translations,
    attached,
    panel,
    registerCommands({
      keys,
      models,
      session,
      store,
      attached,
      log,
      tokens,
      remedies,
      panel,
      memory,
      batches,
      beside,
      rewrites,
      translations,
      tags,
      money,
      inspector: openInspector(models, context.subscriptions),
      extensionUri,
      tasksFolder,
      packageJSON: context.extension.packageJSON,
    }),
    registerTaskFileFaults(tasksFolder),
    tags,
    beside,
    registerCodeActions(),
    registerInlineLabels(session, log),
    registerHitCounting(session, log),
    registerTranslationHover(translations),
    registerStatusBar(models, notices),
  );
  offerOpenBatch({ models, remedies, tokens, store: batches, tasksFolder }).catch(error =>
    logError(log, error),
  );
}
