import type * as vscode from 'vscode';
import type { AttachedStore } from './attachments/attached.ts';
import type { BatchStore } from './batch/batchStore.ts';
import { clearApiKey, setApiKey } from './connection/apiKey.ts';
import type { CommandId } from './contributions/commands.ts';
import type { BesideCode } from './explain/besideCode.ts';
import type { Inspector } from './inspector/inspector.ts';
import {
  addToChat,
  exportUsage,
  forgetRefusals,
  history,
  newTask,
  openTasksFolder,
  runTask,
  runTaskCommand,
  selectTools,
  showUsage,
  testConnection,
} from './onDemand.ts';
import type { ChatPanel } from './panel/chatPanel.ts';
import type { ChatSession } from './panel/chatSession.ts';
import type { Rewrites } from './rewrite/rewrites.ts';
import type { ConversationStore } from './services/conversationStore.ts';
import type { ModelMemory } from './services/modelMemory.ts';
import type { Models } from './services/models.ts';
import type { Remedies } from './services/remedies.ts';
import type { Keys } from './services/secrets.ts';
import type { TagsView } from './tags/tagsView.ts';
import { explorerSelection } from './tasks/explorerSelection.ts';
import type { DocumentTokens } from './translate/documentTokens.ts';
import type { Translations } from './translate/translations.ts';
import type { Money } from './usage/money.ts';
import type { UsageHost } from './usage/showUsage.ts';

/** What commands work with. */
export interface Services {
  keys: Keys;
  models: Models;
  session: ChatSession;
  store: ConversationStore;
  attached: AttachedStore;
  log: vscode.LogOutputChannel;
  tokens: DocumentTokens;
  remedies: Remedies;
  panel: ChatPanel;
  memory: ModelMemory;
  /** Where the user's own tasks are. */
  tasksFolder: vscode.Uri;
  tags: TagsView;
  rewrites: Rewrites;
  batches: BatchStore;
  beside: BesideCode;
  translations: Translations;
  money: () => Promise<Money>;
  inspector: () => Promise<Inspector>;
  extensionUri: vscode.Uri;
}

/** Runs a command. @param given what the editor gives it */
export type RunCommand = (id: string, given: readonly unknown[]) => unknown;

/** What each command does; one that the catalogue has and this list lacks fails the type check. */
export function commandHandlers({
  keys,
  models,
  session,
  tokens,
  remedies,
  panel,
  memory,
  tasksFolder,
  tags,
  rewrites,
  batches,
  beside,
  translations,
  money,
  inspector,
  extensionUri,
  store,
  attached,
  log,
}: Services): RunCommand {
  const taskHost = {
    session,
    panel,
    models,
    beside,
    attached,
    batch: { models, remedies, tokens, store: batches, tasksFolder },
    accepted: new WeakSet<vscode.TextDocument>(),
  };
  const historyHost = { session, store, panel, log };
  const usageHost: UsageHost = { money, extensionUri, tasksFolder, page: {} };
  const translateAll = (chosen: readonly unknown[]) => {
    const uris = explorerSelection(chosen);
    return translations.use(it => (uris.length > 0 ? it.translateFiles(uris) : it.translateAll()));
  };
  const handlers: Record<CommandId, (...given: readonly unknown[]) => unknown> = {
    'gloss.translateComment': (...place) => translations.use(it => it.translateComment(place)),
    'gloss.peekTranslation': () => translations.use(it => it.peek()),
    'gloss.toggleTranslations': () => translations.use(it => it.toggle()),
    'gloss.translateForHover': (...place) => translations.use(it => it.translateForHover(place)),
    'gloss.clearTranslations': () => translations.use(it => it.clear()),
    'gloss.translateAllComments': (...chosen) => translateAll(chosen),
    'gloss.translateAllCommentsInFiles': (...chosen) => translateAll(chosen),
    'gloss.applyTranslation': uri => translations.use(({ previews }) => previews.applyOne(uri)),
    'gloss.leaveComment': uri => translations.use(({ previews }) => previews.leaveOne(uri)),
    'gloss.applyTranslations': uri => translations.use(({ previews }) => previews.applyAll(uri)),
    'gloss.discardTranslations': uri => translations.use(({ previews }) => previews.discard(uri)),
    'gloss.runTask': given => runTask({ ...taskHost, tasksFolder }, given),
    'gloss.newTask': () => newTask(tasksFolder),
    'gloss.openTasksFolder': () => openTasksFolder(tasksFolder),
    'gloss.followUpRewrite': uri => rewrites.followUpShown(uri, () => panel.show()),
    'gloss.takeRewriteChange': uri => rewrites.takeBackIn(uri),
    'gloss.applyRewriteChange': uri => rewrites.applyOne(uri),
    'gloss.leaveRewriteChange': uri => rewrites.leaveOne(uri),
    'gloss.applyRewrite': uri => rewrites.applyShown(uri),
    'gloss.discardRewrite': uri => rewrites.discardShown(uri),
    'gloss.newChat': async () => {
      await session.newChat();
      await panel.focusComposer();
    },
    'gloss.addToChat': (...chosen) => addToChat(panel, chosen),
    'gloss.openHistory': async () => (await history()).openHistory(historyHost),
    'gloss.renameChat': async () => (await history()).renameChat(historyHost),
    'gloss.deleteChat': async () => (await history()).deleteChat(historyHost),
    'gloss.exportChat': async () => (await history()).exportChat(historyHost),
    'gloss.importChat': async () => (await history()).importChat(historyHost),
    'gloss.stop': () => session.stop(),
    'gloss.askInThread': reply => beside.reply(reply),
    'gloss.openThreadInPanel': () => panel.show(),
    'gloss.openChatInEditor': () => panel.openInEditor(),
    'gloss.closeThread': thread => beside.close(thread),
    'gloss.showParameters': () => panel.showParameters(),
    'gloss.selectModel': () => remedies.selectModel(),
    'gloss.selectTools': selectTools,
    'gloss.setApiKey': () => setApiKey(keys),
    'gloss.clearApiKey': () => clearApiKey(keys),
    'gloss.forgetRefusals': () => forgetRefusals(memory),
    'gloss.showLastRequest': async answer => (await inspector()).show(answer),
    'gloss.copyRequest': async uri => (await inspector()).copyAsCurl(uri),
    'gloss.sendAgain': async uri => (await inspector()).sendAgain(uri),
    'gloss.showUsage': given => showUsage(usageHost, given),
    'gloss.exportUsage': () => exportUsage(usageHost),
    'gloss.testConnection': () => testConnection(models, remedies),
    'gloss.filterTags': () => tags.askForFilter(),
    'gloss.clearTagFilter': () => tags.setFilter(''),
    'gloss.refreshTags': () => tags.refresh(),
  };
  const own = new Map<string, (...given: readonly unknown[]) => unknown>(Object.entries(handlers));
  // Any other is a task's, which is loaded when it is first run.
  return (id, given) => (own.get(id) ?? ((...chosen) => runTaskCommand(id, taskHost, ...chosen)))(...given);
}
