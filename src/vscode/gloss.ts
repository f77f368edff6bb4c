import * as vscode from 'vscode';
import { AttachedStore } from './attachments/attached.ts';
import { BatchStore } from './batch/batchStore.ts';
import { commandHandlers, type RunCommand } from './commandHandlers.ts';
import { setApiKey } from './connection/apiKey.ts';
import { ShutdownNotices } from './connection/shutdownNotice.ts';
import { BesideCode } from './explain/besideCode.ts';
import { registerInlineLabels } from './intent/registerInlineLabels.ts';
import { registerHitCounting } from './keywords/hitCounting.ts';
import { offerOpenBatch, openInspector, openMoney, selectModel, watchIgnoredSettings } from './onDemand.ts';
import { ChatPanel } from './panel/chatPanel.ts';
import { ChatSession } from './panel/chatSession.ts';
import type { PanelPage, PanelPages } from './panel/panelPages.ts';
import { Rewrites } from './rewrite/rewrites.ts';
import { ConversationStore } from './services/conversationStore.ts';
import { ModelLists } from './services/modelLists.ts';
import { ModelMemory } from './services/modelMemory.ts';
import { Models } from './services/models.ts';
import { Remedies } from './services/remedies.ts';
import { Keys } from './services/secrets.ts';
import { followModel } from './status/followModel.ts';
import type { ModelItem } from './status/modelItem.ts';
import type { TagsView } from './tags/tagsView.ts';
import { DocumentTokens } from './translate/documentTokens.ts';
import { Translations } from './translate/translations.ts';

/** What is there before anything has been used, and goes on being used. */
export interface Shown {
  log: vscode.LogOutputChannel;
  pages: PanelPages;
  tags: TagsView;
  model: ModelItem;
}

/** What does the work, for what the editor shows of it. */
export interface Gloss {
  run: RunCommand;
  /** A page of the panel has posted something. */
  receive(message: unknown, from: PanelPage): void;
  translations: Translations;
  /** Offers to go on with the run over files that an earlier window has left. */
  offerOpenBatch(): Promise<void>;
}

/** Builds the services and what follows them. Opens no connection, waits for no file, asks nothing. */
export function startGloss(context: vscode.ExtensionContext, { log, pages, tags, model }: Shown): Gloss {
  const { globalStorageUri } = context;
  const tasksFolder = vscode.Uri.joinPath(globalStorageUri, 'tasks');
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
  const rewrites = new Rewrites(session, log);
  const attached = new AttachedStore(globalStorageUri, log);
  const panel = new ChatPanel({
    ...{ session, remedies, choice, tokens, rewrites, log, pages },
    ...{ attached, models, tasksFolder },
  });
  context.subscriptions.push(
    memory,
    models,
    notices,
    session,
    tokens,
    rewrites,
    translations,
    attached,
    panel,
    beside,
    registerInlineLabels(session, log),
    registerHitCounting(session, log),
    followModel(models, notices, model),
  );
  const run = commandHandlers({
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
    extensionUri: context.extensionUri,
    tasksFolder,
  });
  return {
    run,
    receive: (message, from) => panel.receive(message, from),
    translations,
    offerOpenBatch: () => offerOpenBatch({ models, remedies, tokens, store: batches, tasksFolder }),
  };
}
